import shutil
import sqlite3
from contextlib import closing

import pytest

from klaviyo_gui.core.errors import RunDamaged, RunOngoing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.store import log
from klaviyo_gui.store.journal import BatchState, Journal
from klaviyo_gui.store.log import has_lost_steps

FRAME = 24 + 4_096
STEPS = 5


@pytest.fixture
def left(tmp_path):
    """Leave a journal as a killed run does, each of the last steps one frame of its log."""
    path = tmp_path / "run-1" / "journal.db"
    killed = tmp_path / "killed" / "journal.db"
    with closing(Journal.create(path, {"name": "a"})) as journal:
        batch = journal.add_batch(Kind.EVENTS, [2], b"x")
        for _ in range(STEPS):
            journal.set_state(batch, BatchState.SENT, attempts=1)
        shutil.copytree(path.parent, killed.parent)
    return killed


def log_of(path):
    return path.with_name("journal.db-wal")


def flip(path, place):
    content = bytearray(log_of(path).read_bytes())
    content[place] ^= 1
    log_of(path).write_bytes(content)


def attempts(path):
    with closing(Journal.open(path)) as journal:
        return journal.batch(1).attempts


def test_a_killed_run_has_lost_nothing(left):
    assert not has_lost_steps(left)
    assert attempts(left) == STEPS


def test_a_database_without_a_log_has_lost_nothing(tmp_path):
    assert not has_lost_steps(tmp_path / "journal.db")


@pytest.mark.parametrize("content", [b"", b"x" * 31, bytes(32 + FRAME)])
def test_a_log_without_a_step_has_lost_nothing(left, content):
    log_of(left).write_bytes(content)
    assert not has_lost_steps(left)


# A place in the header, in the sum of an early frame, in its salt and in its page.
@pytest.mark.parametrize("place", [17, 32 + FRAME + 20, 32 + FRAME + 9, 32 + FRAME + 2_000])
def test_steps_behind_a_damaged_place_are_found_whoever_asks_again(left, place):
    flip(left, place)
    for _ in range(2):
        with pytest.raises(RunDamaged) as caught:
            Journal.open(left)
        assert caught.value.cause == "its log is damaged"
    assert left.with_name("journal.db-wal-damaged").exists()


def test_a_step_that_a_power_cut_broke_off_is_no_damage(left):
    size = log_of(left).stat().st_size
    flip(left, size - 100)
    assert not has_lost_steps(left)
    assert attempts(left) == STEPS - 1


def test_sums_of_either_order_of_bytes_are_read():
    words = b"\x00\x00\x00\x01\x00\x00\x00\x02"
    assert log._sums((0, 0), words, is_big=True) == (1, 3)
    assert log._sums((0, 0), words, is_big=False) == (1 << 24, 3 << 24)


def test_a_log_in_use_is_not_called_damaged(tmp_path):
    path = tmp_path / "run-1" / "journal.db"
    with closing(Journal.create(path, {})), pytest.raises(RunOngoing):
        Journal.open(path)


def test_a_log_that_cannot_be_kept_is_still_called_damaged(left, monkeypatch):
    def refuse(*_paths):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", refuse)
    flip(left, 32 + FRAME + 2_000)
    with pytest.raises(RunDamaged) as caught:
        Journal.open(left)
    assert "No space" in caught.value.cause


def test_a_journal_that_cannot_begin_its_log_anew_is_read_all_the_same(left, monkeypatch):
    class Refusing(sqlite3.Connection):
        def execute(self, statement, *values):
            if "checkpoint" in statement:
                raise sqlite3.OperationalError("database or disk is full")
            return super().execute(statement, *values)

    connect = sqlite3.connect
    monkeypatch.setattr(
        "klaviyo_gui.store.journal.sqlite3.connect",
        lambda *arguments, **named: connect(*arguments, factory=Refusing, **named),
    )
    assert attempts(left) == STEPS
