import shutil
import sqlite3
from contextlib import closing
from unittest.mock import Mock

import pytest

from klaviyo_gui.core.errors import RunDamaged, RunOngoing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.store import ledger as ledgers
from klaviyo_gui.store.draft import Draft
from klaviyo_gui.store.forgetting import forget, remove_forgotten
from klaviyo_gui.store.history import history, journals_to, journals_to_practice, write_summary
from klaviyo_gui.store.journal import JOURNAL, BatchState, Journal
from klaviyo_gui.store.ledger import absorb, absorb_rest, ledger_of
from klaviyo_gui.store.lock import account_lock

ACCOUNT = "Shop"


def key(number):
    return number.to_bytes(16, "big")


def make_run(runs, name, said, created="2026-01-01T00:00:00+00:00", **facts):
    """Write a run of people by ``{number: (state, what was said of them)}``, a line for each."""
    facts = {
        "name": "x",
        "account": ACCOUNT,
        "file": "x.csv",
        "created": created,
        "header": ["email"],
    } | facts
    folder = runs / name
    with closing(Journal.create(folder / JOURNAL, facts)) as journal:
        for line, (state, _) in enumerate(said.values(), start=2):
            if state is State.HELD:
                journal.add_held(Kind.EVENTS, [(line, "email_invalid", "x", "email")])
                continue
            number = journal.add_batch(Kind.EVENTS, [line], b"body")
            states = {State.ACCEPTED: BatchState.ACCEPTED, State.UNSENT: BatchState.READY}
            journal.set_state(number, states.get(state, BatchState.UNKNOWN))
            if state is State.REFUSED:
                journal.add_exceptions(number, state, [(0, "invalid", "Bad", "email")])
        rows = [
            (key(number), line, says)
            for line, (number, (_, says)) in enumerate(said.items(), start=2)
        ]
        journal.add_keys(Kind.EVENTS, sorted(rows))
        journal.finish_planning({})
        write_summary(folder, facts, "done", journal.tally())
    return folder


def told(runs, numbers, says=b"12345678abcdefgh", journals=None):
    """Ask which of these are known, and whether they said the same."""
    with closing(Draft()) as draft:
        lines = list(range(2, 2 + len(numbers)))
        draft.claim(Kind.EVENTS, lines, [*map(key, numbers)], [says] * len(numbers))
        draft.compare(Kind.EVENTS, journals or journals_to(runs, ACCOUNT))
        found = {line: is_same for line, is_same, _ in draft.all_sent_before(Kind.EVENTS)}
    return {
        number: found[line] for line, number in zip(lines, numbers, strict=True) if line in found
    }


SAME, OTHER = b"12345678abcdefgh", b"12345678ABCDEFGH"
EVERY_STATE = {
    1: (State.ACCEPTED, SAME),
    2: (State.UNKNOWN, SAME),
    3: (State.REFUSED, SAME),
    4: (State.HELD, SAME),
    5: (State.UNSENT, SAME),
    6: (State.ACCEPTED, OTHER),
}


def test_what_a_forgotten_run_has_sent_is_known_as_before(tmp_path):
    runs = tmp_path / "runs"
    make_run(runs, "run-1", EVERY_STATE)
    before = told(runs, range(1, 8))
    assert before == {1: True, 2: True, 6: False}
    forget(runs, "run-1", tmp_path / "locks")
    assert history(runs) == ()
    assert [each.name for each in runs.iterdir()] == [".ledger"]
    assert told(runs, range(1, 8)) == before


def test_a_ledger_that_takes_nothing_over_is_found_out(tmp_path, monkeypatch):
    runs = tmp_path / "runs"
    make_run(runs, "run-1", EVERY_STATE)
    monkeypatch.setattr("klaviyo_gui.store.forgetting.absorb", lambda *_: None)
    forget(runs, "run-1", tmp_path / "locks")
    with pytest.raises(AssertionError):
        assert told(runs, range(1, 8)) == {1: True, 2: True, 6: False}


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
@pytest.mark.parametrize("kept", [(), ("old",), ("new",)])
def test_the_latest_run_decides_whichever_was_forgotten_and_when(tmp_path, order, kept):
    runs = tmp_path / "runs"
    make_run(runs, "old", {1: (State.ACCEPTED, SAME)}, "2026-01-01T00:00:00+00:00")
    make_run(runs, "new", {1: (State.ACCEPTED, OTHER)}, "2026-01-02T00:00:00+00:00")
    for run in order:
        if run not in kept:
            forget(runs, run, tmp_path / "locks")
    assert told(runs, [1]) == {1: False}


def test_each_place_has_a_ledger_of_its_own(tmp_path):
    runs = tmp_path / "runs"
    make_run(runs, "a", {1: (State.ACCEPTED, SAME)})
    make_run(runs, "b", {2: (State.ACCEPTED, SAME)}, account="Other")
    make_run(runs, "c", {3: (State.ACCEPTED, SAME)}, is_practice=True, practice_store="p1")
    make_run(runs, "d", {4: (State.ACCEPTED, SAME)}, is_practice=True)
    for run in "abcd":
        forget(runs, run, tmp_path / "locks")
    numbers = [1, 2, 3, 4]
    assert told(runs, numbers) == {1: True}
    assert told(runs, numbers, journals=journals_to(runs, "Other")) == {2: True}
    assert told(runs, numbers, journals=journals_to_practice(runs, "p1")) == {3: True}
    assert journals_to(runs, "Third") == ()


def test_forgetting_begins_anew_after_a_kill_at_any_step(tmp_path, monkeypatch):
    runs = tmp_path / "runs"
    folder = make_run(runs, "run-1", EVERY_STATE)
    ledger = ledger_of(runs, ACCOUNT)
    # Killed after the ledger was written: the run is there still, and taken over once more.
    absorb(folder / JOURNAL, ledger)
    absorb(folder / JOURNAL, ledger)
    with closing(sqlite3.connect(ledger)) as database:
        assert database.execute("SELECT count(*) FROM sent").fetchone() == (3,)
    # Killed while the folder is removed: it is no run any more, and goes at the next start.
    monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
    forget(runs, "run-1", tmp_path / "locks")
    assert history(runs) == ()
    assert (runs / ".forgotten-run-1").exists()
    monkeypatch.undo()
    remove_forgotten(runs)
    assert not (runs / ".forgotten-run-1").exists()
    assert told(runs, range(1, 8)) == {1: True, 2: True, 6: False}


def test_a_run_that_is_on_or_cannot_be_read_is_not_forgotten(tmp_path):
    runs, locks = tmp_path / "runs", tmp_path / "locks"
    folder = make_run(runs, "run-1", EVERY_STATE)
    with account_lock(locks, ACCOUNT), pytest.raises(RunOngoing):
        forget(runs, "run-1", locks)
    (folder / JOURNAL).write_bytes(b"nonsense" * 999)
    with pytest.raises(RunDamaged):
        forget(runs, "run-1", locks)
    assert (folder / JOURNAL).exists()


def test_a_run_without_a_journal_or_without_keys_is_forgotten_all_the_same(tmp_path):
    runs, locks = tmp_path / "runs", tmp_path / "locks"
    (make_run(runs, "run-1", EVERY_STATE) / JOURNAL).unlink()
    old = make_run(runs, "run-2", EVERY_STATE) / JOURNAL
    with closing(sqlite3.connect(old)) as database:
        database.execute("DROP TABLE sent")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for run in ("run-1", "run-2"):
        forget(runs, run, locks)
    assert history(runs) == ()


def test_the_ledger_is_synced_before_anything_goes(tmp_path, monkeypatch):
    """What is acknowledged must be on the disk, on a Mac behind its cache, too."""
    asked = []
    connect = sqlite3.connect

    def spying(*words, **options):
        database = connect(*words, **options)
        database.set_trace_callback(asked.append)
        return database

    monkeypatch.setattr(ledgers.sys, "platform", "darwin")
    monkeypatch.setattr(ledgers.sqlite3, "connect", spying)
    folder = make_run(tmp_path, "run-1", EVERY_STATE)
    asked.clear()
    absorb(folder / JOURNAL, ledger_of(tmp_path, ACCOUNT))
    assert asked[:2] == ["PRAGMA synchronous = FULL", "PRAGMA fullfsync = 1"]


def test_who_must_be_sure_is_told_of_what_cannot_be_read(tmp_path):
    runs = tmp_path / "runs"
    folder = make_run(runs, "run-1", EVERY_STATE)
    with closing(Draft()) as draft:
        journals = journals_to(runs, ACCOUNT)
        with closing(Journal.open(folder / JOURNAL)) as journal:
            journal.set_state(1, BatchState.ACCEPTED)
            draft._database.execute("PRAGMA busy_timeout = 0")
            with pytest.raises(RunOngoing):
                draft.compare(Kind.EVENTS, journals, is_strict=True)
            draft.compare(Kind.EVENTS, journals)
            assert (draft.unread, draft.in_use) == (0, 1)
        (folder / JOURNAL).write_bytes(b"nonsense" * 999)
        draft.compare(Kind.EVENTS, journals)
        assert (draft.unread, draft.in_use) == (1, 0)
        with pytest.raises(RunDamaged):
            draft.compare(Kind.EVENTS, journals, is_strict=True)


def test_a_renamed_account_is_the_same_place(tmp_path):
    one, renamed, other = "Acme (AbC123)", "Acme GmbH (AbC123)", "Acme (Oth456)"
    assert ledger_of(tmp_path, one) == ledger_of(tmp_path, renamed) != ledger_of(tmp_path, other)


def sorts(runs, numbers):
    """Return which of these go together: those that Klaviyo has, then those of each request."""
    with closing(Draft()) as draft:
        draft.claim(Kind.EVENTS, numbers, [*map(key, numbers)], [SAME] * len(numbers))
        draft.compare(Kind.EVENTS, journals_to(runs, ACCOUNT))
        found = {}
        for number, doubt in draft.doubts(Kind.EVENTS):
            found.setdefault(doubt, []).append(number)
    return [found.pop("", []), *sorted(found.values())]


def make_requests(runs, name, state, *requests, created="2026-01-01T00:00:00+00:00"):
    """Write a run of these requests, each of several events."""
    facts = {"name": "x", "account": ACCOUNT, "file": "x.csv", "created": created}
    with closing(Journal.create(runs / name / JOURNAL, facts)) as journal:
        for numbers in requests:
            journal.set_state(journal.add_batch(Kind.EVENTS, numbers, b"body"), state)
        lines = sorted(number for numbers in requests for number in numbers)
        journal.add_keys(Kind.EVENTS, [(key(line), line, SAME) for line in lines])
        journal.finish_planning({})
        write_summary(runs / name, facts, "done", journal.tally())


REQUESTS = [[1, 2, 3], [4, 5, 6]], [[2, 3, 4], [7]]
APART = [[], [1], [2, 3], [4], [5, 6], [7]]


@pytest.mark.parametrize("order", [(), ("old",), ("new",), ("old", "new"), ("new", "old")])
@pytest.mark.parametrize("even_damaged", [False, True])
def test_events_in_doubt_go_with_those_of_their_requests_whatever_was_forgotten(
    tmp_path, order, even_damaged, monkeypatch
):
    runs = tmp_path / "runs"
    make_requests(runs, "old", BatchState.UNKNOWN, *REQUESTS[0])
    make_requests(runs, "new", BatchState.UNKNOWN, *REQUESTS[1], created="2026-01-02")
    assert sorts(runs, range(1, 9)) == APART
    if even_damaged:
        refuse = Mock(side_effect=RunDamaged("x", "y"))
        monkeypatch.setattr("klaviyo_gui.store.forgetting.absorb", refuse)
    for run in order:
        forget(runs, run, tmp_path / "locks", even_damaged=even_damaged)
    assert sorts(runs, range(1, 9)) == APART


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_what_arrived_by_one_run_is_in_doubt_by_no_other_that_is_forgotten(tmp_path, order):
    runs = tmp_path / "runs"
    make_requests(runs, "old", BatchState.ACCEPTED, *REQUESTS[0])
    make_requests(runs, "new", BatchState.UNKNOWN, *REQUESTS[1], created="2026-01-02")
    for run in order:
        forget(runs, run, tmp_path / "locks")
    assert sorts(runs, range(1, 9)) == [[1, 2, 3, 4, 5, 6], [7]]


def test_a_request_that_cannot_be_read_is_taken_for_the_whole_run(tmp_path):
    runs = tmp_path / "runs"
    make_requests(runs, "old", BatchState.UNKNOWN, *REQUESTS[0])
    with closing(sqlite3.connect(runs / "old" / JOURNAL)) as database:
        database.execute("DROP VIEW fate")
        database.execute("DROP TABLE record")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    absorb_rest(runs / "old" / JOURNAL, ledger_of(runs, ACCOUNT), "2026-01-01")
    shutil.rmtree(runs / "old")
    assert sorts(runs, range(1, 9)) == [[], [1, 2, 3, 4, 5, 6]]


def test_a_ledger_of_an_earlier_version_learns_the_requests_of_what_is_forgotten_from_now_on(
    tmp_path,
):
    runs, ledger = tmp_path / "runs", ledger_of(tmp_path / "runs", ACCOUNT)
    ledger.parent.mkdir(parents=True)
    with closing(sqlite3.connect(ledger)) as database:
        database.executescript(
            "CREATE TABLE sent (line INTEGER PRIMARY KEY, kind TEXT, key BLOB, says BLOB,"
            " state TEXT, at TEXT, UNIQUE (kind, key));"
            "CREATE VIEW fate AS SELECT kind, line, state FROM sent;"
        )
        database.executemany(
            "INSERT INTO sent (kind, key, says, state, at) VALUES (?, ?, ?, ?, '2025-01-01')",
            [
                (Kind.EVENTS, key(number), SAME, state)
                for number, state in [(3, State.ACCEPTED), (7, State.UNKNOWN), (8, State.UNKNOWN)]
            ],
        )
        database.commit()
    assert sorts(runs, range(1, 9)) == [[3], [7, 8]]
    make_requests(runs, "new", BatchState.UNKNOWN, [1, 2], [3, 4, 7])
    for _ in range(2):
        absorb(runs / "new" / JOURNAL, ledger)
    forget(runs, "new", tmp_path / "locks")
    assert sorts(runs, range(1, 9)) == [[3], [1, 2], [4], [7], [8]]
