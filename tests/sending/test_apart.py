"""New events never share a request with events that other runs have sent."""

from collections import Counter
from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.errors import RunOngoing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.klaviyo.bodies import unwrap
from klaviyo_gui.sending import apart
from klaviyo_gui.sending import plan as planning
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.sending.send import Order, send
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.store import journal as journals
from klaviyo_gui.store.forgetting import forget
from klaviyo_gui.store.history import history
from klaviyo_gui.store.journal import JOURNAL, BatchState, Journal
from klaviyo_gui.store.sent_before import SentBefore
from tests.doubles.accounts import practice
from tests.doubles.files import csv_file, mapping, orders
from tests.sending.test_send import lent

__all__ = ["lent"]

EVENTS = mapping(kinds=(Kind.EVENTS,))


@pytest.fixture(scope="module")
def dropping_account():
    """A practice Klaviyo that drops a request with an id that it has stored, and says nothing."""
    with practice(repeats="drop") as account:
        yield account


@pytest.fixture
def shop(dropping_account, lent, tmp_path, mark):
    """Send the first so many rows of a file, or these; return the end and what was stored."""
    account = lent(dropping_account)
    account.begin()
    where = replace(account.destination, account=f"Shop{mark}", is_practice=False)
    places = tmp_path / "runs", tmp_path / "locks"

    def sent(rows, fault=""):
        if fault:
            account.spoil(fault)
        file = csv_file(tmp_path, rows)
        order = Order(file, EVENTS, "Orders", is_history=True, holds_lost=bool(fault))
        *_, end = send(order, where, *places, Event())
        assert end.state is (RunState.PAUSED if fault else RunState.DONE)
        return end, Counter(each["unique_id"] for each in account.stored("events"))

    return sent


def test_new_rows_arrive_though_klaviyo_drops_requests_with_ids_that_it_knows(shop, mark):
    rows = orders(6, mark=mark)
    shop(rows[1::2])
    end, stored = shop(rows)
    assert end.tally.events == Counts(accepted=6)
    assert [stored[row[1]] for row in rows] == [1] * 6


def test_new_rows_beside_known_ones_would_be_lost(shop, mark, monkeypatch):
    """The seeded fault of the test above."""
    monkeypatch.setattr(planning, "set_apart", lambda *_: None)
    rows = orders(6, mark=mark)
    shop(rows[1::2])
    _, stored = shop(rows)
    assert [stored[row[1]] for row in rows] == [0, 1] * 3


LOST, ARRIVED = "reset-before", "reset-after"


@pytest.mark.parametrize("others", [("",), (ARRIVED,)])
def test_rows_that_may_have_been_lost_arrive_beside_rows_that_klaviyo_has(shop, mark, others):
    rows = orders(6, mark=mark)
    shop(rows[:3], *others)
    shop(rows[3:], LOST)
    end, stored = shop(rows)
    assert end.tally.events == Counts(accepted=6)
    assert [stored[row[1]] for row in rows] == [1] * 6


def test_rows_in_doubt_of_one_run_arrive_beside_those_of_another_that_is_forgotten(
    shop, mark, tmp_path
):
    rows = orders(6, mark=mark)
    shop(rows[:3], ARRIVED)
    lost, _ = shop(rows[3:], LOST)
    forget(tmp_path / "runs", lost.run, tmp_path / "locks")
    end, stored = shop(rows)
    assert end.tally.events == Counts(accepted=6)
    assert [stored[row[1]] for row in rows] == [1] * 6


def test_rows_in_doubt_beside_others_would_be_lost(shop, mark, monkeypatch):
    """The seeded fault of the tests above: all that may be there is taken for there."""
    every = SentBefore.doubts
    monkeypatch.setattr(
        SentBefore, "doubts", lambda *given: ((line, "") for line, _ in every(*given))
    )
    rows = orders(6, mark=mark)
    shop(rows[:3])
    shop(rows[3:], LOST)
    end, stored = shop(rows)
    assert end.tally.events == Counts(accepted=6)
    assert [stored[row[1]] for row in rows] == [1, 1, 1, 0, 0, 0]


@pytest.mark.usefixtures("small_batches", "small_ranges")
def test_rows_in_doubt_stay_with_those_of_their_request_whatever_other_runs_did(
    frozen, tmp_path, builders, monkeypatch
):
    monkeypatch.setattr(apart, "_DOUBTS_MAX", 2)
    rows = orders(21)
    first = frozen(rows[1:21], mapped=EVENTS)
    for batch in first.batches(BatchState.READY):
        first.set_state(batch.id, BatchState.UNKNOWN)
    second = frozen([rows[at] for at in (1, 2, 6, 7)], mapped=EVENTS)
    second.set_state(1, BatchState.UNKNOWN)
    third = frozen([rows[at] for at in (2, 16)], mapped=EVENTS)
    third.set_state(1, BatchState.ACCEPTED)
    earlier = [each.path for each in (first, second, third)]
    for each in (first, second, third):
        each.close()
    file = csv_file(tmp_path, rows)
    with closing(Journal.create(tmp_path / "last" / JOURNAL, {})) as journal:
        part = Part(file, Plan(EVENTS, file.header), is_for_sending=True)
        for _ in freeze(part, builders, journal, Event(), earlier=earlier):
            pass
        assert lines_and_notes(journal) == [
            [22],
            [3],
            [5, 6, 7],
            [8, 9],
            [10, 11, 12],
            [2],
            [4, 18],
            [13, 14, 15, 16, 17],
            [19, 20, 21],
        ]


@pytest.fixture
def planned(frozen, tmp_path, builders):
    """Freeze rows of which those at these places were sent before; return the notes by batch."""
    opened = []

    def plan(rows, known):
        first = frozen([rows[at] for at in known], mapped=EVENTS)
        for batch in first.batches(BatchState.READY):
            first.set_state(batch.id, BatchState.ACCEPTED)
        first.close()
        file = csv_file(tmp_path, rows)
        journal = Journal.create(tmp_path / "second" / JOURNAL, {})
        opened.append(journal)
        part = Part(file, Plan(EVENTS, file.header), is_for_sending=True)
        for _ in freeze(part, builders, journal, Event(), earlier=[first.path]):
            pass
        return journal

    yield plan
    for journal in opened:
        journal.close()


def lines_and_notes(journal):
    """Return, for every batch, the lines in its order and what its events say."""
    found = []
    for batch in journal.batches(BatchState.READY):
        items = unwrap(Kind.EVENTS, journal.body(batch.id))
        assert len(items) == batch.items
        lines = [line for at in range(batch.items) for line in journal.lines_at(batch.id, at)]
        assert len(lines) == batch.items
        for line, item in zip(lines, items, strict=True):
            assert f'"note {line - 2}"'.encode() in item
        found.append(lines)
    return found


@pytest.mark.usefixtures("small_batches", "small_ranges")
def test_batches_of_one_sort_stay_and_the_others_are_frozen_anew_with_the_known_ones_last(
    planned, monkeypatch
):
    monkeypatch.setattr(journals, "_KEYS_AT_ONCE", 3)
    known = [*range(5, 10), 11, 13, 21]
    journal = planned(orders(25), known)
    assert lines_and_notes(journal) == [
        list(range(2, 7)),
        list(range(7, 12)),
        list(range(17, 22)),
        [12, 14, 16, 22, 24],
        [25, 26],
        [13, 15, 23],
    ]
    assert journal.tally().events == Counts(unsent=25)
    path = journal.path
    journal.close()
    with closing(Journal.open(path)) as again:
        assert len(lines_and_notes(again)) == 6


def test_a_file_of_which_nothing_or_all_was_sent_is_left_as_it_was_planned(planned):
    rows = orders(4)
    assert lines_and_notes(planned(rows, [0, 1, 2, 3])) == [[2, 3, 4, 5]]


def test_nothing_is_sent_while_somebody_reads_a_run_of_which_nobody_knows_what_it_sent(
    shop, mark, tmp_path, monkeypatch
):
    rows = orders(2, mark=mark)
    shop(rows[:1])
    (run,) = history(tmp_path / "runs")
    with closing(Journal.open(tmp_path / "runs" / run.run / JOURNAL)):
        monkeypatch.setattr(apart, "READING_SECONDS", 0.0)
        with pytest.raises(RunOngoing):
            shop(rows)
    assert len(history(tmp_path / "runs")) == 1
    end, stored = shop(rows)
    assert end.tally.events == Counts(accepted=2)
    assert [stored[row[1]] for row in rows] == [1, 1]


def test_a_run_that_cannot_be_read_is_passed_over(shop, mark, tmp_path):
    rows = orders(2, mark=mark)
    shop(rows[:1])
    (run,) = history(tmp_path / "runs")
    (tmp_path / "runs" / run.run / JOURNAL).write_bytes(b"nonsense" * 999)
    end, _ = shop(rows)
    assert end.tally.events == Counts(accepted=2)
