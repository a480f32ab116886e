import hashlib
import random
import sqlite3
import sys
import zlib
from collections import Counter
from contextlib import closing
from itertools import count

import orjson
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from klaviyo_gui.core.errors import RunDamaged, RunOngoing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.store import journal as journals
from klaviyo_gui.store.journal import BatchState, Exceptional, Journal
from tests.doubles.tasks import keep_journal

MEANING = {
    BatchState.READY: State.UNSENT,
    BatchState.ACCEPTED: State.ACCEPTED,
    BatchState.SENT: State.UNKNOWN,
    BatchState.IMPORTING: State.UNKNOWN,
    BatchState.UNKNOWN: State.UNKNOWN,
}
RUNS = count()
OPEN = st.sampled_from(list(MEANING))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "run-1" / "journal.db"


@pytest.fixture
def journal(path):
    with closing(Journal.create(path, {"name": "test"})) as journal:
        yield journal


def altered(path, statement, *values):
    """Change a closed journal behind its back."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement, values)


class JournalMachine(RuleBasedStateMachine):
    """A journal beside a dictionary: after every step both say the same of every record."""

    batches = Bundle("batches")

    def __init__(self):
        super().__init__()
        self.journal = Journal.create(self.folder / f"run-{next(RUNS)}" / "journal.db", {})
        self.line = 1
        self.states = {}
        self.items = {}
        self.kinds = {}

    @initialize(target=batches)
    def plan_the_first(self):
        return multiple(*(self.plan_a_batch(kind, 4, [0, 3]) for kind in Kind))

    def teardown(self):
        self.journal.close()

    def lines(self, size):
        first, self.line = self.line, self.line + size
        return list(range(first, self.line))

    @rule(
        target=batches,
        kind=st.sampled_from(Kind),
        size=st.integers(1, 4),
        merged=st.lists(st.integers(0, 3), max_size=3),
    )
    def plan_a_batch(self, kind, size, merged):
        lines = self.lines(size)
        with self.journal.transaction():
            number = self.journal.add_batch(kind, lines, b"body of %d" % lines[0])
            repeats = list(zip(self.lines(len(merged)), merged, strict=True))
            self.journal.add_merged(kind, ((line, lines[at]) for line, at in repeats if at < size))
        self.items[number] = [{line} for line in lines]
        self.kinds[number] = kind
        for line, at in repeats:
            if at < size:
                self.items[number][at].add(line)
        self.move(number, State.UNSENT)
        return number

    @rule(kind=st.sampled_from(Kind), size=st.integers(0, 2))
    def hold_records(self, kind, size):
        lines = self.lines(size)
        self.journal.add_held(kind, ((line, "email_invalid", "x", "email") for line in lines))
        self.states |= {(kind, line): State.HELD for line in lines}

    @rule(number=batches, state=OPEN)
    def answer_a_batch(self, number, state):
        self.journal.set_state(number, state)
        self.move(number, MEANING[state])

    @rule(target=batches, number=consumes(batches), data=st.data())
    def refuse_some_of_a_batch(self, number, data):
        """As a refusal does: some are refused, what is left lives on in a child."""
        positions = range(len(self.items[number]))
        refused = data.draw(st.sets(st.sampled_from(positions), min_size=1))
        rest = [at for at in positions if at not in refused]
        with self.journal.transaction():
            moved = self.journal.add_exceptions(
                number, State.REFUSED, [(at, "invalid", "Bad", "email") for at in refused]
            )
            assert moved == sum(len(self.items[number][at]) for at in refused)
            child = self.journal.add_child(number, rest, b"rest") if rest else None
            self.journal.set_state(number, BatchState.SPLIT if rest else BatchState.REFUSED)
        kind = self.kinds[number]
        for at in refused:
            for line in self.items[number][at]:
                self.states[kind, line] = State.REFUSED
        if child is not None:
            assert [each.id for each in self.journal.children(number)] == [child]
            self.items[child] = [self.items[number][at] for at in rest]
            self.kinds[child] = kind
            self.move(child, State.UNSENT)
        self.items[number] = []
        return multiple() if child is None else child

    @rule()
    def close_and_open_again(self):
        self.journal.close()
        self.journal = Journal.open(self.journal.path)

    def move(self, number, state):
        for lines in self.items[number]:
            for line in lines:
                self.states[self.kinds[number], line] = state

    @invariant()
    def every_record_is_where_the_dictionary_says(self):
        tally = self.journal.tally()
        for kind in Kind:
            mine = {line: state for (of, line), state in self.states.items() if of is kind}
            assert self.journal.states(kind, 0, sys.maxsize) == mine
            counts = Counter(mine.values())
            assert {state: getattr(tally.of(kind), state) for state in State} == {
                state: counts[state] for state in State
            }
            assert tally.of(kind).read == len(mine)

    @invariant()
    def every_batch_speaks_for_its_lines(self):
        for number, items in self.items.items():
            assert self.journal.records_in(number) == sum(map(len, items))
            for at, lines in enumerate(items):
                assert self.journal.lines_at(number, at) == tuple(sorted(lines))


def test_the_states_add_up_after_every_step(tmp_path):
    class Machine(JournalMachine):
        folder = tmp_path

    Machine.TestCase.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
    Machine.TestCase("runTest").runTest()


def test_a_record_that_changes_without_the_dictionary_is_noticed(tmp_path):
    """The negative control of the test above."""
    machine = type("Machine", (JournalMachine,), {"folder": tmp_path})()
    number = machine.plan_a_batch(Kind.EVENTS, 2, [])
    machine.journal.set_state(number, BatchState.ACCEPTED)
    with pytest.raises(AssertionError):
        machine.every_record_is_where_the_dictionary_says()
    machine.teardown()


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(path, child):
    process, pipe = child(keep_journal, path)
    told = {}
    while sum(state == "accepted" for state in told.values()) < 30:
        state, number = pipe.recv()
        told[number] = state
    process.kill()
    process.join()
    while pipe.poll():
        try:
            state, number = pipe.recv()
        except EOFError:
            break
        told[number] = state

    rank = ["ready", "sent", "accepted"]
    with closing(Journal.open(path)) as journal:
        kept = {each.id: each for each in journal.batches(*BatchState)}
        for number, state in told.items():
            assert rank.index(kept[number].state) >= rank.index(state)
            assert journal.body(number) == b"body %d" % (2 * number - 2)
        assert len(kept) - len(told) in (0, 1)
        assert journal.tally().events.read == 2 * len(kept)
        assert all(each.attempts == (each.state != "ready") for each in kept.values())


def test_what_a_refused_batch_leaves_over_lives_on_in_a_child(journal):
    parent = journal.add_batch(Kind.PROFILES, [2, 3, 4], b"all")
    journal.add_merged(Kind.PROFILES, [(5, 4)])
    journal.add_exceptions(parent, State.REFUSED, [(1, "invalid", "Bad", "email")])
    number = journal.add_child(parent, [0, 2], b"rest")
    journal.set_state(parent, BatchState.SPLIT)
    (child,) = journal.children(parent)
    assert (child.id, child.kind, child.items, child.attempts) == (number, Kind.PROFILES, 2, 0)
    assert [journal.lines_at(number, at) for at in range(2)] == [(2,), (4, 5)]
    assert journal.records_in(number) == 3
    assert journal.records_in(parent) == 0


def test_a_step_that_fails_halfway_leaves_no_trace(journal):
    def fail():
        with journal.transaction():
            journal.add_batch(Kind.EVENTS, [2], b"body")
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - it is the very one raised above
        fail()
    assert journal.tally().total.read == 0
    assert journal.batches(*BatchState) == ()


def test_a_frozen_body_comes_back_to_the_byte(journal):
    number = journal.add_batch(Kind.EVENTS, [2], b"\x00body\xff")
    assert journal.body(number) == b"\x00body\xff"


@pytest.mark.parametrize("stored", [zlib.compress(b"other"), b"no zlib at all"])
def test_altered_bytes_are_never_sent(path, stored):
    with closing(Journal.create(path, {})) as journal:
        number = journal.add_batch(Kind.EVENTS, [2], b"body")
    altered(path, "UPDATE batch SET body = ?", stored)
    with closing(Journal.open(path)) as journal, pytest.raises(RunDamaged) as caught:
        journal.body(number)
    assert caught.value.run == "run-1"


def test_the_attempts_count_up_and_down(journal):
    number = journal.add_batch(Kind.PROFILES, [2, 3], b"body")
    journal.set_state(number, BatchState.SENT, attempts=1)
    journal.set_state(number, BatchState.IMPORTING, job="job-1")
    batch = journal.batch(number)
    assert (batch.attempts, batch.job, batch.items) == (1, "job-1", 2)
    journal.set_state(number, BatchState.READY, attempts=-1)
    assert journal.batch(number).attempts == 0


def test_a_finished_plan_adds_its_facts_to_the_first_ones(path):
    with closing(Journal.create(path, {"name": "a", "rows": 0})) as journal:
        assert not journal.is_planned
        journal.finish_planning({"rows": 7})
    with closing(Journal.open(path)) as journal:
        assert journal.is_planned
        assert journal.facts == {"name": "a", "rows": 7}


def test_rows_come_back_in_the_order_of_the_file(journal):
    for first, cells in ((9, [["c"]]), (2, [["a"], ["b"]])):
        lines = [first + at for at in range(len(cells))]
        journal.add_slice(first, zlib.compress(orjson.dumps((lines, cells))))
    assert list(journal.slices()) == [([2, 3], [["a"], ["b"]]), ([9], [["c"]])]


def test_rows_that_cannot_be_read_any_more_are_told(journal):
    journal.add_slice(2, b"no zlib at all")
    with pytest.raises(RunDamaged):
        list(journal.slices())


def test_only_refused_held_and_lost_records_count_as_exceptional(journal):
    journal.add_held(Kind.PROFILES, [(2, "email_invalid", "x@", "email")])
    number = journal.add_batch(Kind.EVENTS, [2, 3, 4, 5], b"body")
    journal.add_exceptions(number, State.REFUSED, [(0, "invalid", "Bad", "email")])
    journal.add_exceptions(number, State.ACCEPTED, [(1, "already_there", "Again", "unique_id")])
    journal.add_exceptions(number, State.UNKNOWN, [(2, "unnamed_failure", "", "")])
    journal.add_exceptions(number, State.REFUSED, [(3, "invalid", "Bad", "email")])
    found = list(journal.exceptions())
    assert [(each.line, each.kind, each.state) for each in found] == [
        (2, Kind.EVENTS, State.REFUSED),
        (2, Kind.PROFILES, State.HELD),
        (4, Kind.EVENTS, State.UNKNOWN),
        (5, Kind.EVENTS, State.REFUSED),
    ]
    assert found[0] == Exceptional(Kind.EVENTS, 2, State.REFUSED, "invalid", "Bad", "email")
    assert list(journal.exceptions(3, 4)) == [found[2]]
    assert list(journal.exceptions(limit=1)) == [found[0]]
    assert list(journal.causes()) == [
        (Kind.EVENTS, State.REFUSED, "invalid", "Bad", "email", 2),
        (Kind.PROFILES, State.HELD, "email_invalid", "", "email", 1),
        (Kind.EVENTS, State.UNKNOWN, "unnamed_failure", "", "", 1),
    ]


def test_refusals_are_counted_by_the_words_of_klaviyo_and_held_ones_by_our_code(journal):
    journal.add_held(Kind.EVENTS, [(2, "email_invalid", "x", ""), (3, "email_invalid", "y", "")])
    number = journal.add_batch(Kind.EVENTS, [4, 5], b"body")
    for at, words in enumerate(("Bad phone", "Bad email")):
        journal.add_exceptions(number, State.REFUSED, [(at, "invalid", words, "")])
    assert [(each[3], each[5]) for each in journal.causes()] == [
        ("", 2),
        ("Bad email", 1),
        ("Bad phone", 1),
    ]


def test_erased_bodies_are_gone_from_the_file_and_their_records_stay(journal, path):
    journal.add_batch(Kind.EVENTS, [2, 3], b"ann@shop.io " * 50)
    assert journal.body(1)
    journal.erase_bodies()
    with pytest.raises(RunDamaged):
        journal.body(1)
    assert journal.tally().events.unsent == 2


def test_a_journal_in_use_is_not_called_damaged(journal, path):
    with pytest.raises(RunOngoing):
        Journal.open(path)


def test_whoever_reads_a_journal_is_waited_for(journal, path, monkeypatch):
    waits = []

    def connect(*arguments, timeout, **options):
        waits.append(timeout)
        # As it would be by the time that this wait is over.
        journal.close()
        return sqlite_connect(*arguments, timeout=timeout, **options)

    sqlite_connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", connect)
    Journal.open(path, 30.0).close()
    assert waits == [30.0]


def test_more_facts_of_a_run_are_remembered(journal, path):
    before = journal.facts
    journal.add_facts({"answer": 42})
    assert journal.facts == before | {"answer": 42}


def cut_short(path):
    path.write_bytes(path.read_bytes()[:5_000])


def emptied(path):
    path.write_bytes(b"")


def overwritten(path):
    path.write_bytes(b"no database at all" * 500)


def scribbled(path):
    content = bytearray(path.read_bytes())
    content[4096 + 8 : 4096 + 80] = b"\xaa" * 72
    path.write_bytes(content)


def scribbled_deeper(path):
    content = bytearray(path.read_bytes())
    content[-4096:-3900] = random.Random(1).randbytes(196)
    path.write_bytes(content)


def of_a_later_version(path):
    altered(path, "UPDATE run SET version = 99")


def without_its_run(path):
    altered(path, "DELETE FROM run")


def with_unreadable_facts(path):
    altered(path, "UPDATE run SET facts = ?", b"{no json")


@pytest.mark.parametrize(
    "harm",
    [
        cut_short,
        emptied,
        overwritten,
        scribbled,
        scribbled_deeper,
        of_a_later_version,
        without_its_run,
        with_unreadable_facts,
    ],
)
def test_a_damaged_journal_is_told_and_given_back(path, harm):
    with closing(Journal.create(path, {"name": "a"})) as journal, journal.transaction():
        for line in range(2, 200):
            journal.add_batch(Kind.EVENTS, [line], hashlib.sha512(b"%d" % line).digest() * 9)
    harm(path)
    with pytest.raises(RunDamaged) as caught:
        Journal.open(path)
    assert caught.value.run == "run-1"
    assert caught.value.cause
    path.unlink()


def test_a_missing_journal_is_not_made_anew(path):
    with pytest.raises(RunDamaged):
        Journal.open(path)
    assert not path.exists()


def test_a_mac_is_told_to_empty_its_disk_cache(path, monkeypatch):
    monkeypatch.setattr("klaviyo_gui.store.journal.sys.platform", "darwin")
    with closing(Journal.create(path, {})) as journal:
        assert journal._database.execute("PRAGMA fullfsync").fetchone() == (1,)


def test_the_folder_of_a_new_run_is_found_again_after_a_power_cut(path, monkeypatch):
    synced = []
    monkeypatch.setattr("klaviyo_gui.store.journal.sync_folder", synced.append)
    Journal.create(path, {}).close()
    assert synced == [path.parent.parent, path.parent.parent.parent]


def test_every_step_is_synced_before_it_counts(journal):
    for pragma, value in (
        ("synchronous", 2),
        ("journal_mode", "wal"),
        ("locking_mode", "exclusive"),
    ):
        assert journal._database.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_view_that_was_altered_is_damage(path):
    Journal.create(path, {}).close()
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "PRAGMA writable_schema = ON;"
            "UPDATE sqlite_schema SET sql = replace(sql, '''unsent''', '''accepted''');"
        )
        database.commit()
    with pytest.raises(RunDamaged) as caught:
        Journal.open(path)
    assert caught.value.cause == "its tables were altered"


def test_a_journal_that_cannot_be_made_keeps_no_file_open(path, monkeypatch):
    def refuse(_folder):
        raise OSError

    opened = []
    connect = journals._connect
    monkeypatch.setattr(
        journals, "_connect", lambda *given: opened.append(connect(*given)) or opened[0]
    )
    monkeypatch.setattr(journals, "sync_folder", refuse)
    with pytest.raises(OSError, match=r"^$"):
        Journal.create(path, {})
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        opened[0].execute("SELECT 1")


def test_an_empty_digest_among_others_leaves_each_key_its_own(tmp_path):
    rows = [(bytes([at]) * 4, at, b"" if at % 3 == 1 else bytes([at]) * 6) for at in range(7)]
    with closing(Journal.create(tmp_path / "run-1" / "journal.db", {})) as journal:
        journal.add_keys(Kind.EVENTS, rows)
        kept = journal._database.execute("SELECT key, line, says FROM sent ORDER BY key")
        assert kept.fetchall() == rows
