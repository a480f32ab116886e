"""A run that goes on loses nothing beside events that other runs have sent since its plan."""

from collections import Counter, deque
from contextlib import closing
from dataclasses import replace
from threading import Event, Thread

import pytest

from klaviyo_gui.core.errors import RunOngoing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.sending import meanwhile
from klaviyo_gui.sending import send as sending
from klaviyo_gui.sending.meanwhile import part_from_others
from klaviyo_gui.sending.progress import Comparing, Progress, RunState
from klaviyo_gui.sending.send import Order, resume, send
from klaviyo_gui.store import sent_before
from klaviyo_gui.store.history import write_summary
from klaviyo_gui.store.journal import BatchState, Journal
from klaviyo_gui.store.steps import acknowledged_steps
from tests.doubles.accounts import practice
from tests.doubles.files import csv_file, mapping, orders
from tests.sending.test_damaged_batches import alter
from tests.sending.test_send import lent

__all__ = ["lent"]

EVENTS = mapping(kinds=(Kind.EVENTS,))
FACTS = {"name": "Orders", "account": "Shop", "file": "orders.csv"}
NOT_SENT, LOST, ARRIVED = "", "reset-before", "reset-after"


@pytest.fixture(scope="module", params=["drop", "refuse-blind"])
def any_account(request):
    with practice(repeats=request.param) as account:
        yield account


@pytest.fixture(scope="module")
def dropping_account():
    with practice(repeats="drop") as account:
        yield account


@pytest.fixture
def go_on(lent, tmp_path, mark):
    """Plan six rows, of which this becomes; send three by another run; go on with the first."""
    runs, locks = tmp_path / "runs", tmp_path / "locks"

    def gone_on(account, first):
        lent(account).begin()
        where = replace(account.destination, account=f"Shop{mark}", is_practice=False)
        rows = orders(6, mark=mark)

        def sent(rows, stop, **options):
            order = Order(csv_file(tmp_path, rows), EVENTS, "Orders", is_history=True, **options)
            for event in send(order, where, runs, locks, stop):
                if isinstance(event, Progress) and first == NOT_SENT and len(rows) > 3:
                    stop.set()
            return event

        if first:
            account.spoil(first)
        begun = sent(rows, Event(), holds_lost=bool(first))
        assert begun.tally.events in {Counts(unsent=6), Counts(unknown=6)}
        assert sent(rows[:3], Event()).state is RunState.DONE
        *_, end = resume(runs / begun.run, where, locks, Event(), sends_lost=True)
        assert end.state is RunState.DONE
        stored = Counter(each["unique_id"] for each in account.stored("events"))
        return end.tally.events, [stored[row[1]] for row in rows]

    return gone_on


@pytest.mark.parametrize("first", [NOT_SENT, LOST, ARRIVED])
def test_all_rows_arrive_once(go_on, any_account, first):
    counts, stored = go_on(any_account, first)
    assert stored == [1] * 6
    assert counts.accepted + counts.held == 6
    assert counts.held == 0 or first == NOT_SENT


@pytest.mark.parametrize("first", [NOT_SENT, LOST])
def test_the_other_rows_would_be_lost_in_one_request_with_them(
    go_on, dropping_account, first, monkeypatch
):
    """The seeded fault of the test above."""
    monkeypatch.setattr(sending, "part_from_others", lambda *_: ())
    counts, stored = go_on(dropping_account, first)
    assert (counts, stored) == (Counts(accepted=6), [1, 1, 1, 0, 0, 0])


@pytest.fixture
def two(frozen, small_batches):
    """The journals of fifteen rows, in three requests, and of some of them that were sent."""
    rows = orders(15)
    own = frozen(rows, mapped=EVENTS)
    other = frozen([rows[at] for at in (0, 1, 6, 10, 11, 12, 13, 14)], mapped=EVENTS)
    for batch in other.batches(BatchState.READY):
        other.set_state(batch.id, BatchState.ACCEPTED)
    other.close()
    return own, other.path


def part(journal, others):
    deque(part_from_others(journal, others), maxlen=0)


def lines_of(journal, state):
    return [
        [line for at in range(batch.items) for line in journal.lines_at(batch.id, at)]
        for batch in journal.batches(state)
    ]


def test_a_request_of_one_sort_stays_as_it_is(two):
    own, other = two
    told = list(part_from_others(own, [other]))
    assert lines_of(own, BatchState.READY) == [
        [*range(12, 17)],
        [2, 3],
        [4, 5, 6],
        [7, 9, 10, 11],
        [8],
    ]
    assert own.tally().events == Counts(unsent=15)
    assert told[0] == Comparing(7, 15)
    assert told[-1] == Comparing(15, 15)
    assert told == sorted(told, key=lambda each: each.done)


def test_an_altered_request_is_left_to_the_run_which_tells_of_it(two):
    own, other = two
    alter(own, 1)
    part(own, [other])
    assert len(lines_of(own, BatchState.READY)) == 4
    assert own.batch(1).state is BatchState.READY


def test_nothing_goes_on_while_somebody_reads_a_run_of_which_nobody_knows_what_it_sent(
    two, monkeypatch
):
    own, other = two
    before = lines_of(own, BatchState.READY)
    with closing(Journal.open(other)), monkeypatch.context() as patched:
        patched.setattr(meanwhile, "READING_SECONDS", 0.0)
        with pytest.raises(RunOngoing):
            part(own, [other])
    assert lines_of(own, BatchState.READY) == before
    part(own, [other])
    assert len(lines_of(own, BatchState.READY)) == 5


def test_who_reads_a_run_for_a_moment_is_waited_for(two, monkeypatch):
    own, other = two
    held, asked = Event(), Event()

    def read():
        with closing(Journal.open(other)):
            held.set()
            asked.wait()

    def look(journal):
        asked.set()
        return acknowledged_steps(journal)

    reader = Thread(target=read)
    reader.start()
    held.wait()
    monkeypatch.setattr(sent_before, "acknowledged_steps", look)
    part(own, [other])
    reader.join()
    assert len(lines_of(own, BatchState.READY)) == 5


def test_a_run_that_was_over_before_the_plan_is_not_looked_at(two, monkeypatch):
    own, other = two
    own.add_facts({"created": "2026-05-31T10:00:01+00:00"})
    with closing(Journal.open(other)) as journal:
        tally = journal.tally()

    def ended(at, state=RunState.DONE):
        write_summary(other.parent, {"ended": at, "created": "", **FACTS}, state, tally)
        part(own, [other])

    monkeypatch.setattr(meanwhile, "Draft", None)
    ended("2026-05-31T10:00:00+00:00")
    for later in (
        ("2026-05-31T10:00:01+00:00", RunState.DONE),
        ("2026-05-31T10:00:00+00:00", RunState.PAUSED),
        ("", RunState.DONE),
    ):
        with pytest.raises(TypeError):
            ended(*later)
