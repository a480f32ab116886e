"""What can be read of a damaged run stays known when it is forgotten all the same."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from klaviyo_gui.core.errors import LedgerBusy, LedgerDamaged, RunDamaged, RunOngoing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.store import ledger as ledgers
from klaviyo_gui.store import salvage
from klaviyo_gui.store.draft import Draft
from klaviyo_gui.store.forgetting import forget
from klaviyo_gui.store.history import SUMMARY, history, journals_to, write_summary
from klaviyo_gui.store.journal import JOURNAL, BatchState, Journal
from klaviyo_gui.store.ledger import absorb, absorb_rest, ledger_of
from klaviyo_gui.store.salvage import facts_in, sent_in
from klaviyo_gui.store.sent_before import check_readable
from tests.store.test_ledger import ACCOUNT, EVERY_STATE, SAME, key, make_run, told

CREATED = "2027-01-01T00:00:00+00:00"
PAGE = 4_096
MANY = range(1, 1_001)


@pytest.fixture
def runs(tmp_path):
    return tmp_path / "runs"


@pytest.fixture
def locks(tmp_path):
    return tmp_path / "locks"


def make_large(runs, name="run-1"):
    """Make a run of many accepted events, whose keys fill many pages."""
    facts = {"name": "x", "account": ACCOUNT, "file": "x.csv", "created": CREATED}
    folder = runs / name
    with closing(Journal.create(folder / JOURNAL, facts)) as journal:
        with journal.transaction():
            number = journal.add_batch(Kind.EVENTS, MANY, b"body")
            journal.add_keys(Kind.EVENTS, [(key(each), each, SAME) for each in MANY])
            journal.finish_planning({})
        journal.set_state(number, BatchState.ACCEPTED)
        write_summary(folder, facts, "done", journal.tally())
    return folder


def spoil_page_of(journal, text):
    """Overwrite the page in which this stands first."""
    content = journal.read_bytes()
    at = content.index(text) // PAGE * PAGE
    journal.write_bytes(content[:at] + b"\xff" * PAGE + content[at + PAGE :])


def test_a_damaged_run_is_forgotten_only_where_that_is_meant(runs, locks):
    folder = make_large(runs)
    spoil_page_of(folder / JOURNAL, key(500))
    with pytest.raises(RunDamaged):
        check_readable(journals_to(runs, ACCOUNT))
    (run,) = history(runs)
    assert run.state == "damaged"
    with pytest.raises(RunDamaged):
        forget(runs, "run-1", locks)
    assert (folder / JOURNAL).exists()
    forget(runs, "run-1", locks, even_damaged=True)
    assert history(runs) == ()
    check_readable(journals_to(runs, ACCOUNT))


@pytest.mark.parametrize("table", ["sent", "record"])
def test_a_damaged_page_is_met_before_anything_is_compared(runs, table):
    journal = make_large(runs) / JOURNAL
    check_readable([journal])
    with closing(sqlite3.connect(journal)) as database:
        (page,) = database.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
    content = journal.read_bytes()
    start = (page - 1) * PAGE
    journal.write_bytes(content[:start] + b"\xff" * PAGE + content[start + PAGE :])
    with pytest.raises(RunDamaged):
        check_readable([journal])


def test_all_but_what_stood_in_a_damaged_page_stays_known(runs, locks):
    spoil_page_of(make_large(runs) / JOURNAL, key(500))
    forget(runs, "run-1", locks, even_damaged=True)
    known = set(told(runs, MANY))
    assert 500 not in known
    assert 850 < len(known) < len(MANY)
    assert {1, len(MANY)} <= known


def test_a_look_from_one_end_only_would_forget_the_rest(runs, locks, monkeypatch):
    """The seeded fault of the test above."""
    inner = salvage._sent
    monkeypatch.setattr(
        salvage, "_sent", lambda file, order: inner(file, order) if order == "ASC" else iter(())
    )
    spoil_page_of(make_large(runs) / JOURNAL, key(500))
    forget(runs, "run-1", locks, even_damaged=True)
    assert len(MANY) not in told(runs, MANY)


def test_what_is_not_certain_of_a_damaged_run_counts_as_perhaps_sent(runs, tmp_path):
    """Steps may be missing behind a record that was to be sent; refused ones were not stored."""
    journal = make_run(runs, "run-1", EVERY_STATE) / JOURNAL
    sent = {found[1]: found[3] for found in sent_in(journal)}
    assert sent == {
        key(1): State.ACCEPTED,
        key(2): State.UNKNOWN,
        key(5): State.UNKNOWN,
        key(6): State.ACCEPTED,
    }
    absorb_rest(journal, ledger_of(runs, ACCOUNT), "2026-01-01T00:00:00+00:00")
    shutil.rmtree(journal.parent)
    assert told(runs, range(1, 8)) == {1: True, 2: True, 5: True, 6: False}


def test_a_record_whose_state_cannot_be_read_counts_as_perhaps_sent(runs):
    folder = make_large(runs)
    with closing(sqlite3.connect(folder / JOURNAL)) as database:
        database.execute("DROP VIEW fate")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    states = {state for *_, state, _ in sent_in(folder / JOURNAL)}
    assert states == {State.UNKNOWN}


def test_what_only_the_log_of_a_killed_run_holds_is_read_too(runs, tmp_path):
    facts = {"name": "x", "account": ACCOUNT, "file": "x.csv", "created": "2026"}
    left = tmp_path / "left"
    with closing(Journal.create(runs / "run-1" / JOURNAL, facts)) as journal:
        number = journal.add_batch(Kind.EVENTS, [2], b"body")
        journal.add_keys(Kind.EVENTS, [(key(1), 2, SAME)])
        journal.set_state(number, BatchState.ACCEPTED)
        shutil.copytree(runs / "run-1", left)
    assert (left / f"{JOURNAL}-wal").stat().st_size
    assert facts_in(left / JOURNAL) == facts
    assert [state for *_, state, _ in sent_in(left / JOURNAL)] == [State.ACCEPTED]


def test_the_account_of_a_damaged_run_is_read_where_both_copies_say_it(runs, locks):
    folder = make_large(runs)
    (folder / SUMMARY).unlink()
    spoil_page_of(folder / JOURNAL, key(500))
    (run,) = history(runs)
    assert (run.state, run.account, run.file) == ("damaged", ACCOUNT, "x.csv")
    content = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(content.replace(b'"Shop"', b'"Shep"', 1))
    (run,) = history(runs)
    assert (run.state, run.account) == ("damaged", "")
    with pytest.raises(RunDamaged) as caught:
        forget(runs, "run-1", locks)
    assert "account" in caught.value.cause
    forget(runs, "run-1", locks, even_damaged=True)
    assert history(runs) == ()


def test_a_file_that_is_no_journal_tells_nothing(tmp_path):
    path = tmp_path / JOURNAL
    path.write_bytes(b"nonsense" * 999)
    assert (facts_in(path), list(sent_in(path))) == ({}, [])
    assert (facts_in(tmp_path / "none"), list(sent_in(tmp_path / "none"))) == ({}, [])


class TestLedger:
    """What is wrong with the ledger is said of the ledger, and not of a run."""

    @pytest.fixture(autouse=True)
    def _impatient(self, monkeypatch):
        connect = sqlite3.connect
        monkeypatch.setattr(
            ledgers.sqlite3,
            "connect",
            lambda *given, **more: connect(*given, **more | {"timeout": 0}),
        )

    @pytest.fixture
    def journal(self, runs):
        return make_run(runs, "run-1", EVERY_STATE) / JOURNAL

    @pytest.fixture
    def ledger(self, runs, journal):
        path = ledger_of(runs, ACCOUNT)
        absorb(journal, path)
        return path

    @pytest.mark.parametrize("take", [absorb, lambda *given: absorb_rest(*given, "2026")])
    def test_one_that_another_process_writes_is_busy_and_no_run_is_on(self, journal, ledger, take):
        with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(LedgerBusy):
                take(journal, ledger)
            with pytest.raises(LedgerBusy):
                check_readable([journal, ledger])
        take(journal, ledger)

    def test_one_that_is_read_meanwhile_is_busy_and_no_run_is_on(self, journal, ledger):
        with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM sent").fetchone()
            with pytest.raises(LedgerBusy):
                absorb(journal, ledger)

    def test_a_run_that_is_on_is_no_busy_ledger(self, journal, ledger):
        with closing(Journal.open(journal)), pytest.raises(RunOngoing):
            absorb(journal, ledger)

    @pytest.mark.parametrize("take", [absorb, lambda *given: absorb_rest(*given, "2026")])
    def test_a_damaged_one_is_told_with_its_place(self, runs, journal, ledger, take):
        ledger.write_bytes(b"nonsense" * 999)
        with pytest.raises(LedgerDamaged) as caught:
            take(journal, ledger)
        assert caught.value.path == ledger
        with closing(Draft()) as draft, pytest.raises(LedgerDamaged):
            draft.compare(Kind.EVENTS, journals_to(runs, ACCOUNT), is_strict=True)
        assert history(runs)[0].state == "done"
        assert not ledger.with_name("damaged").exists()

    def test_a_damaged_page_of_it_is_no_damage_of_the_run(self, runs, ledger):
        large = make_large(runs, "large") / JOURNAL
        absorb(large, ledger)
        spoil_page_of(ledger, key(500))
        with pytest.raises(LedgerDamaged):
            absorb(large, ledger)

    def test_a_damaged_page_of_the_run_is_no_damage_of_the_ledger(self, runs, ledger):
        large = make_large(runs, "large") / JOURNAL
        spoil_page_of(large, key(500))
        with pytest.raises(RunDamaged):
            absorb(large, ledger)

    def test_a_full_disk_is_told_as_the_system_does(self, journal, ledger, monkeypatch):
        """A ledger that may not grow meets the same as a full disk does."""
        connect = ledgers.sqlite3.connect

        def small(*given, **more):
            database = connect(*given, **more)
            database.execute("PRAGMA max_page_count = 4")
            return database

        large = make_large(journal.parents[1], "large") / JOURNAL
        monkeypatch.setattr(ledgers.sqlite3, "connect", small)
        with pytest.raises(OSError, match=os.strerror(28)) as caught:
            absorb(large, ledger)
        assert caught.value.filename == str(ledger)

    def test_a_full_disk_under_the_comparison_is_no_damage_of_a_run(self, runs):
        make_large(runs)
        with closing(Draft()) as draft:
            lines = list(MANY)
            draft.claim(Kind.EVENTS, lines, [*map(key, MANY)], [SAME] * len(lines))
            (pages,) = draft._database.execute("PRAGMA page_count").fetchone()
            draft._database.execute(f"PRAGMA max_page_count = {pages}")
            with pytest.raises(OSError, match=os.strerror(28)):
                draft.compare(Kind.EVENTS, journals_to(runs, ACCOUNT), is_strict=True)
        assert history(runs)[0].state == "done"
