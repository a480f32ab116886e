"""Whatever becomes of its log: a journal says all that it has acknowledged, or is damaged."""

import shutil
from contextlib import closing, suppress
from pathlib import Path

import pytest

from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.store import log, lost, sent_before
from klaviyo_gui.store.draft import Draft
from klaviyo_gui.store.journal import BatchState, Journal
from klaviyo_gui.store.ledger import absorb, ledger_of
from klaviyo_gui.store.steps import Steps, acknowledged_steps

STEPS = 5


@pytest.fixture
def left(tmp_path):
    """Leave a journal as a killed run does, one step of planning and some of sending."""
    path = tmp_path / "run-1" / "journal.db"
    killed = tmp_path / "killed" / "journal.db"
    with closing(Journal.create(path, {"name": "a"})) as journal:
        with journal.transaction():
            journal.add_batch(Kind.EVENTS, [2], b"x")
        work(journal, STEPS)
        shutil.copytree(path.parent, killed.parent)
    return killed


def work(journal, steps):
    for _ in range(steps):
        with journal.transaction():
            journal.set_state(1, BatchState.SENT, attempts=1)


def beside(path, end):
    return path.with_name(f"journal.db-{end}")


def without_log(path):
    beside(path, "wal").unlink()


def without_last_step(path):
    content = bytearray(beside(path, "wal").read_bytes())
    content[-100] ^= 1
    beside(path, "wal").write_bytes(content)


def of_an_older_copy(path):
    """As a copy of some of the files puts back what stood in them once."""
    without_last_step(path)
    count = beside(path, "steps").read_bytes()
    beside(path, "steps").unlink()
    Journal.open(path).close()
    beside(path, "steps").write_bytes(count)


HARM = [without_log, without_last_step, of_an_older_copy]


def attempts(path):
    with closing(Journal.open(path)) as journal:
        return journal.batch(1).attempts


def test_a_killed_run_has_all_its_steps(left):
    assert acknowledged_steps(left) == 1 + STEPS
    assert attempts(left) == STEPS


@pytest.mark.parametrize("harm", HARM)
def test_missing_steps_are_damage_whoever_asks_again(left, harm):
    harm(left)
    for _ in range(2):
        with pytest.raises(RunDamaged) as caught:
            Journal.open(left)
        assert caught.value.cause in {"its last steps are missing", "its log is damaged"}
    if harm is without_last_step:
        assert beside(left, "wal-damaged").stat().st_size > 0


@pytest.mark.parametrize("count", [None, b"", bytes(16), b"\x09" + bytes(7) + b"\xff" * 8])
def test_a_count_that_a_power_cut_did_away_with_says_nothing(left, count):
    without_last_step(left)
    beside(left, "steps").unlink()
    if count is not None:
        beside(left, "steps").write_bytes(count)
    assert attempts(left) == STEPS - 1


@pytest.mark.parametrize("behind", [1, STEPS])
def test_a_count_may_be_behind_and_goes_on_with_the_journal(left, monkeypatch, behind):
    with closing(Journal.open(left)) as journal:
        with monkeypatch.context() as killed:
            killed.setattr(Steps, "acknowledge", lambda steps: None)
            for _ in range(behind):
                work(journal, 1)
                journal._steps._number += 1
        assert acknowledged_steps(left) == 1 + STEPS
        work(journal, 1)
    assert acknowledged_steps(left) == 2 + STEPS + behind
    assert attempts(left) == 1 + STEPS + behind


def look_as_if_locked(journal, database, schema, _):
    """The negative control: what may be written meanwhile is looked at as if nobody could."""
    return lost.lost_steps(journal, database, schema)


@pytest.mark.parametrize("look", [lost.lost_steps_at_rest, look_as_if_locked])
def test_a_run_that_goes_on_while_its_journal_is_compared_is_not_damaged(left, monkeypatch, look):
    attempts(left)
    running = []

    def go_on_and_look(*given):
        running.append(Journal.open(left))
        work(running[0], 2)
        return look(*given)

    monkeypatch.setattr(sent_before, "lost_steps_at_rest", go_on_and_look)
    with closing(Draft()) as draft:
        draft.compare(Kind.EVENTS, [left])
    work(running[0], 1)
    running[0].close()
    if look is look_as_if_locked:
        with pytest.raises(RunDamaged):
            attempts(left)
    else:
        assert attempts(left) == STEPS + 3


def test_a_step_that_is_taken_back_is_not_counted(left):
    with closing(Journal.open(left)) as journal:
        with suppress(KeyError), journal.transaction():
            raise KeyError
        work(journal, 1)
    assert acknowledged_steps(left) == 2 + STEPS
    assert attempts(left) == 1 + STEPS


def test_a_step_counts_though_there_is_no_room_for_its_number(left, monkeypatch):
    beside(left, "steps").unlink()

    def refuse(_path):
        raise OSError(28, "No space left on device")

    with closing(Journal.open(left)) as journal:
        monkeypatch.setattr(Path, "touch", refuse)
        work(journal, 1)
    assert attempts(left) == 1 + STEPS


def test_only_whoever_writes_touches_the_count(left):
    beside(left, "steps").unlink()
    assert attempts(left) == STEPS
    assert not beside(left, "steps").exists()


@pytest.mark.parametrize("harm", HARM)
def test_who_must_be_sure_of_what_was_sent_does_not_read_on_in_silence(left, harm):
    harm(left)
    with closing(Draft()) as draft:
        draft.compare(Kind.EVENTS, [left])
        with pytest.raises(RunDamaged):
            draft.compare(Kind.EVENTS, [left], is_strict=True)
    with pytest.raises(RunDamaged):
        absorb(left, ledger_of(left.parent, "Shop"))
    with pytest.raises(RunDamaged):
        Journal.open(left)


def test_a_log_that_cannot_be_kept_is_not_passed_over_by_who_must_be_sure(left, monkeypatch):
    def refuse(*_paths):
        raise OSError(28, "No space left on device")

    without_last_step(left)
    monkeypatch.setattr(log.shutil, "copyfile", refuse)
    with closing(Draft()) as draft, pytest.raises(RunDamaged) as caught:
        draft.compare(Kind.EVENTS, [left], is_strict=True)
    assert "No space" in caught.value.cause
