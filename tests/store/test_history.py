import sqlite3
from contextlib import closing

import orjson
import pytest

from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.store.history import (
    SUMMARY,
    RunSummary,
    history,
    journals_to,
    journals_to_practice,
    known_run,
    summary,
    trusted_run,
    write_summary,
)
from klaviyo_gui.store.journal import JOURNAL, BatchState, Journal
from klaviyo_gui.store.sent_before import check_readable

TALLY = Tally(Counts(unsent=1, accepted=2), Counts(held=3))


def facts(created="2026-01-02T03:04:05+00:00", **more):
    return {"name": "Orders", "account": "Shop", "file": "orders.csv", "created": created} | more


def test_a_run_tells_how_it_stands(tmp_path):
    folder = tmp_path / "run-1"
    write_summary(
        folder, facts(requests=4, seconds=1.5, detail="why", mapping="secret"), "paused", TALLY
    )
    assert summary(folder) == RunSummary(
        run="run-1",
        name="Orders",
        account="Shop",
        file="orders.csv",
        created="2026-01-02T03:04:05+00:00",
        state="paused",
        tally=TALLY,
        requests=4,
        seconds=1.5,
        detail="why",
    )
    assert b"secret" not in (folder / SUMMARY).read_bytes()


def test_the_newest_run_comes_first_and_what_is_none_is_left_out(tmp_path):
    for run, created in (("a", "2026-01-01"), ("c", "2026-01-03"), ("b", "2026-01-03")):
        write_summary(tmp_path / run, facts(created), "done", TALLY)
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").touch()
    assert [run.run for run in history(tmp_path)] == ["c", "b", "a"]
    assert history(tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: b"",
        lambda content: b"{",
        lambda content: b"[]",
        lambda content: b"{}",
        lambda content: orjson.dumps(content | {"records": []}),
        lambda content: orjson.dumps(content | {"records": {"events": {"lost": 1}}}),
    ],
)
def test_a_damaged_summary_hides_no_run(tmp_path, harm):
    for run in ("good", "bad"):
        write_summary(tmp_path / run, facts(), "done", TALLY)
    path = tmp_path / "bad" / SUMMARY
    path.write_bytes(harm(orjson.loads(path.read_bytes())))
    assert summary(tmp_path / "bad") is None
    assert [(run.run, run.state) for run in history(tmp_path)] == [
        ("good", "done"),
        ("bad", "damaged"),
    ]
    assert known_run(tmp_path, "bad").state == "damaged"


@pytest.mark.parametrize(
    ("batch", "state", "counts"),
    [
        (None, "planning", Counts(unsent=1)),
        (BatchState.READY, "paused", Counts(unsent=1)),
        (BatchState.SENT, "paused", Counts(unknown=1)),
        (BatchState.ACCEPTED, "done", Counts(accepted=1)),
    ],
)
@pytest.mark.parametrize("is_writable", [True, False])
def test_a_lost_summary_is_written_anew_from_the_journal(  # noqa: PLR0913, PLR0917 - all of them make the one scene
    tmp_path, monkeypatch, batch, state, counts, is_writable
):
    folder = tmp_path / "run-1"
    with closing(Journal.create(folder / JOURNAL, facts(retry_of="run-0"))) as journal:
        number = journal.add_batch(Kind.EVENTS, [2], b"body")
        if batch is not None:
            journal.set_state(number, batch)
            journal.finish_planning({})
    if not is_writable:
        monkeypatch.setattr("klaviyo_gui.store.history.write_bytes", refuse)
    (run,) = history(tmp_path)
    assert (run.run, run.state, run.tally.events) == ("run-1", state, counts)
    assert (run.account, run.file, run.retry_of) == ("Shop", "orders.csv", "run-0")
    assert (summary(folder) == run) is is_writable
    assert journals_to(tmp_path, "Shop") == (folder / JOURNAL,)


def refuse(*_):
    raise PermissionError


def test_a_run_of_which_nothing_can_be_read_may_have_sent_to_any_account(tmp_path):
    for name in ("2026-01-02-030405-abcd", "odd"):
        (tmp_path / name).mkdir()
        (tmp_path / name / JOURNAL).write_bytes(b"nonsense" * 999)
    dated, odd = history(tmp_path)
    assert (dated.state, dated.account, dated.created) == (
        "damaged",
        "",
        "2026-01-02T03:04:05+00:00",
    )
    assert (odd.state, odd.account, odd.created) == ("damaged", "", "")
    assert len(journals_to(tmp_path, "Shop")) == len(journals_to(tmp_path, "Other")) == 2
    with pytest.raises(RunDamaged):
        check_readable(journals_to(tmp_path, "Shop"))


def test_a_journal_in_use_whose_summary_is_lost_is_not_passed_over(tmp_path):
    with closing(Journal.create(tmp_path / "run-1" / JOURNAL, facts())):
        (run,) = history(tmp_path)
    assert (run.run, run.state) == ("run-1", "damaged")
    (run,) = history(tmp_path)
    assert (run.state, run.account) == ("planning", "Shop")


def test_a_journal_that_was_found_damaged_is_told_until_it_can_be_read_again(tmp_path):
    folder = tmp_path / "run-1"
    with closing(Journal.create(folder / JOURNAL, facts())) as journal:
        journal.finish_planning({})
    write_summary(folder, facts(), "done", TALLY)
    kept = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(b"nonsense" * 999)
    assert known_run(tmp_path, "run-1").state == "done"
    with pytest.raises(RunDamaged):
        Journal.open(folder / JOURNAL)
    assert known_run(tmp_path, "run-1").state == "damaged"
    with pytest.raises(RunDamaged):
        trusted_run(tmp_path, "run-1")
    (folder / JOURNAL).write_bytes(kept)
    found = trusted_run(tmp_path, "run-1")
    assert (found.state, found.tally) == ("done", TALLY)
    assert known_run(tmp_path, "run-1").state == "done"


def test_a_journal_that_is_gone_is_damage_and_a_folder_of_nothing_is_no_run(tmp_path):
    write_summary(tmp_path / "run-1", facts(), "done", TALLY)
    (tmp_path / "nothing").mkdir()
    for run in ("run-1", "nothing", "nowhere"):
        with pytest.raises(RunDamaged):
            Journal.open(tmp_path / run / JOURNAL)
    assert [(run.run, run.state) for run in history(tmp_path)] == [("run-1", "damaged")]
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("error", [OSError("disk"), sqlite3.OperationalError("disk I/O error")])
def test_a_disk_that_fails_marks_no_journal(tmp_path, monkeypatch, error):
    def failing(*_):
        raise error

    folder = tmp_path / "run-1"
    Journal.create(folder / JOURNAL, facts()).close()
    write_summary(folder, facts(), "done", TALLY)
    monkeypatch.setattr("klaviyo_gui.store.journal.lost_steps", failing)
    with pytest.raises(RunDamaged):
        Journal.open(folder / JOURNAL)
    assert known_run(tmp_path, "run-1").state == "done"


def test_a_summary_with_an_odd_date_does_not_break_the_list(tmp_path):
    write_summary(tmp_path / "a", facts(5), "done", TALLY)
    write_summary(tmp_path / "b", facts(), "done", TALLY)
    assert [run.run for run in history(tmp_path)] == ["a", "b"]


def test_the_journals_of_runs_to_the_same_place_are_found_the_latest_first(tmp_path):
    runs = {
        "a": facts("2026-01-01"),
        "b": facts("2026-01-02", account="Other"),
        "c": facts("2026-01-03"),
        "d": facts("2026-01-04", is_practice=True, practice_store="p1"),
        "e": facts("2026-01-05", is_practice=True, practice_store="p2"),
        "f": facts("2026-01-06", is_practice=True),
    }
    for run, told in runs.items():
        write_summary(tmp_path / run, told, "done", TALLY)

    def names(paths):
        assert {path.name for path in paths} == {"journal.db"}
        return [path.parent.name for path in paths]

    assert names(journals_to(tmp_path, "Shop")) == ["c", "a"]
    assert names(journals_to_practice(tmp_path, "p1")) == ["d"]
    assert journals_to(tmp_path, "Third") == ()
