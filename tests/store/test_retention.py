import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.store import journal as journals
from klaviyo_gui.store.damage import DAMAGED
from klaviyo_gui.store.forgetting import forget
from klaviyo_gui.store.history import (
    SUMMARY,
    history,
    journals_to,
    set_kept,
    summary,
    write_summary,
)
from klaviyo_gui.store.journal import JOURNAL, Journal
from klaviyo_gui.store.lock import account_lock
from klaviyo_gui.store.results import exceptional_records, read_results
from klaviyo_gui.store.retention import expire
from klaviyo_gui.store.sent_before import check_readable
from tests.store.test_ledger import ACCOUNT, EVERY_STATE, SAME, make_run, told

ENDED = datetime(2026, 1, 1, tzinfo=UTC)
SECRET = "Zoe Sekretova"
"""What only the customers' data holds."""


def after(days):
    return ENDED + timedelta(days=days)


@pytest.fixture
def runs(tmp_path):
    return tmp_path / "runs"


@pytest.fixture
def due(runs, tmp_path):
    """Erase what is due so many days after the runs of these tests have ended."""

    def erase(days, kept_for=30):
        return expire(runs, tmp_path / "locks", after(days), kept_for)

    return erase


def with_customers(runs, name="run-1", **facts):
    """Make a run with customers' data in every place that can hold some."""
    more = {"mapping": {"events": SECRET}, "ended": ENDED.isoformat()} | facts
    folder = make_run(runs, name, EVERY_STATE, **more)
    with closing(Journal.open(folder / JOURNAL)) as journal:
        journal.add_slice(2, SECRET.encode() * 2_000)
        journal.add_held(Kind.PROFILES, [(9, "email_invalid", SECRET, "email")])
        body = journal.add_batch(Kind.PROFILES, [10], SECRET.encode())
        journal.add_exceptions(body, State.REFUSED, [(0, "invalid", SECRET, "email")])
        journal._database.execute("UPDATE batch SET body = ?", (SECRET.encode() * 900,))
        write_summary(folder, journal.facts, facts.get("state", "done"), journal.tally())
    return folder


def holders(folder):
    """Name the files of a run that hold the customers' data."""
    return [each.name for each in folder.iterdir() if SECRET.encode() in each.read_bytes()]


def test_customers_data_goes_after_its_days_and_counts_and_hashes_stay(runs, due):
    folder = with_customers(runs)
    before, known = read_results(runs, "run-1"), told(runs, range(1, 8))
    assert holders(folder) == [JOURNAL]
    assert due(30) == ()
    assert holders(folder) == [JOURNAL]
    assert due(30.1) == ("run-1",)
    assert holders(folder) == []
    after = read_results(runs, "run-1")
    assert after.summary.is_erased
    assert after.tally == before.tally
    codes = [(each.kind, each.state, each.code, each.records) for each in before.causes]
    assert [(each.kind, each.state, each.code, each.records) for each in after.causes] == codes
    assert {each.detail for each in exceptional_records(runs, "run-1")} == {""}
    assert told(runs, range(1, 8)) == known
    assert due(60) == ()


def test_what_is_only_deleted_stays_on_the_disk(runs, due, monkeypatch):
    """Without the care that is taken the same look finds the data: it is no empty one."""
    folder = with_customers(runs)

    def carelessly(self):
        self._database.execute("PRAGMA secure_delete = OFF")
        self._database.execute("DELETE FROM slice")
        self._database.execute("UPDATE batch SET body = x''")

    monkeypatch.setattr(journals.Journal, "erase_customers", carelessly)
    assert due(31) == ("run-1",)
    assert holders(folder) == [JOURNAL]


@pytest.mark.parametrize("state", ["planning", "sending", "paused", "stopped"])
def test_a_run_that_is_unfinished_is_never_erased(runs, due, state):
    folder = with_customers(runs, state=state)
    assert due(9_999) == ()
    assert holders(folder) == [JOURNAL]


def test_a_run_that_somebody_keeps_is_not_erased_until_it_is_let_go(runs, due):
    folder = with_customers(runs)
    set_kept(runs, "run-1", is_kept=True)
    assert summary(folder).is_kept
    assert due(9_999) == ()
    for _ in range(2):
        set_kept(runs, "run-1", is_kept=False)
    assert not summary(folder).is_kept
    assert due(9_999) == ("run-1",)


def test_a_run_that_is_kept_at_the_last_moment_is_not_erased(runs, due, monkeypatch):
    folder = with_customers(runs)
    listed = history(runs)
    monkeypatch.setattr("klaviyo_gui.store.retention.history", lambda _: listed)
    set_kept(runs, "run-1", is_kept=True)
    assert due(9_999) == ()
    assert holders(folder) == [JOURNAL]


def test_days_are_counted_from_the_end_of_a_run_else_from_its_plan(runs, due):
    with_customers(runs, "late", created="2025-01-01T00:00:00+00:00")
    with_customers(runs, "early", created=ENDED.isoformat(), ended="")
    with_customers(runs, "zoneless", ended="2025-12-31T00:00:00")
    with_customers(runs, "odd", ended="yesterday")
    assert due(29) == ()
    assert set(due(29.5)) == {"zoneless"}
    assert set(due(31)) == {"late", "early"}
    assert due(9_999) == ()


def test_a_busy_or_damaged_run_keeps_no_other_from_being_erased(runs, due, tmp_path):
    with_customers(runs, "busy", account="Busy")
    spoilt = with_customers(runs, "damaged")
    (spoilt / JOURNAL).write_bytes(b"nonsense" * 999)
    with_customers(runs, "good")
    with account_lock(tmp_path / "locks", "Busy"):
        assert set(due(31)) == {"damaged", "good"}
    assert due(31) == ("busy",)


def damaged(folder):
    """Damage the journal of a run where all that it sent can still be read."""
    with closing(sqlite3.connect(folder / JOURNAL)) as file:
        file.execute("UPDATE run SET version = 99")
        file.commit()
    with pytest.raises(RunDamaged):
        Journal.open(folder / JOURNAL)


@pytest.mark.parametrize("has_summary", [True, False])
def test_of_a_damaged_run_stays_only_that_it_is_damaged_and_what_it_may_have_sent(
    runs, due, tmp_path, has_summary
):
    folder = with_customers(runs)
    damaged(folder)
    if not has_summary:
        (folder / SUMMARY).unlink()
    assert due(30) == ()
    assert due(9_999) == ("run-1",)
    assert holders(folder) == []
    (found,) = history(runs)
    assert (found.state, found.account, found.is_erased) == (DAMAGED, ACCOUNT, True)
    with pytest.raises(RunDamaged):
        Journal.open(folder / JOURNAL)
    with pytest.raises(RunDamaged):
        check_readable(journals_to(runs, ACCOUNT))
    assert due(99_999) == ()
    forget(runs, "run-1", tmp_path / "locks", even_damaged=True)
    assert set(told(runs, range(1, 8))) == {1, 2, 5, 6}


def test_a_damaged_run_that_somebody_keeps_stays(runs, due):
    folder = with_customers(runs)
    damaged(folder)
    set_kept(runs, "run-1", is_kept=True)
    assert due(9_999) == ()
    assert holders(folder) == [JOURNAL]


def test_a_run_that_was_put_back_is_erased_as_any_other(runs, due):
    folder = with_customers(runs)
    sound = (folder / JOURNAL).read_bytes()
    damaged(folder)
    (folder / JOURNAL).write_bytes(sound)
    assert due(31) == ()
    assert due(31) == ("run-1",)
    assert told(runs, [1], SAME) == {1: True}


def test_a_damaged_run_of_no_known_account_stays(runs, due):
    folder = with_customers(runs)
    (folder / SUMMARY).unlink()
    (folder / JOURNAL).write_bytes(SECRET.encode() * 99)
    assert due(9_999) == ()
    assert holders(folder) == [JOURNAL]


def test_other_days_can_be_chosen(runs, due):
    with_customers(runs)
    assert due(31, kept_for=90) == ()
    assert due(8, kept_for=7) == ("run-1",)


def test_a_kill_between_journal_and_summary_is_made_good_the_next_time(runs, due):
    folder = with_customers(runs)
    with closing(Journal.open(folder / JOURNAL)) as journal:
        journal.erase_customers()
    assert not summary(folder).is_erased
    assert due(31) == ("run-1",)
    assert summary(folder).is_erased
    assert told(runs, [1], SAME) == {1: True}
