"""Runs of orders keep every line, and only lines that are arranged alike are sent again."""

from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.errors import RowsAstray, RowsRegrouped
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.tally import Counts, State
from klaviyo_gui.sending.again import order_again
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.retry import retry
from klaviyo_gui.sending.send import Order, send
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.store.journal import Journal
from klaviyo_gui.store.results import every_row, rows_holding
from tests.doubles.builders import Builders
from tests.sending.order_files import HEADER, NOW, ORDERED, small_parts, written
from tests.sending.test_send import borrowed, lent, places

__all__ = ["borrowed", "lent", "places"]

GOOD, BAD = "ann@shop.io", "bo+refused@shop.io"


def line(number, at, mail=GOOD):
    return [number, mail, "note", f"s{at}", f"name {at}", "1"]


ROWS = [line("a", 1), line("b", 1, BAD), line("a", 2), line("b", 2, BAD), line("c", 1)[:4]]


def marked(rows, mark):
    """Return rows of orders that no other test has sent."""
    return [[f"{row[0]}{mark}", *row[1:]] for row in rows]


def frozen(folder, rows, **options):
    """Return the journal of a plan."""
    file = written(folder / "orders.csv", rows)
    facts = {"header": list(HEADER), "arranged_by": "x"}
    with closing(Journal.create(folder / "run" / "journal.db", facts)) as journal:
        part = Part(file, Plan(ORDERED, file.header, NOW), is_for_sending=True, **options)
        with small_parts(60, 60):
            for event in freeze(part, Builders(), journal, Event()):
                assert event.done <= event.total
        return journal.path, [*every_row(journal)]


def test_every_line_of_an_order_is_kept_with_what_became_of_it(tmp_path):
    _, found = frozen(tmp_path, ROWS)
    assert [(each.line, each.cells) for each in found] == [
        (line, ROWS[line - 2]) for line in (2, 4, 3, 5, 6)
    ]
    ready, held = {Kind.EVENTS: State.UNSENT}, {Kind.EVENTS: State.HELD}
    assert [each.states for each in found] == [ready] * 4 + [held]
    assert [[trouble.code for trouble in each.troubles] for each in found] == [
        *[[]] * 4,
        ["row_too_short"],
    ]


def test_a_trial_takes_whole_orders(tmp_path):
    _, found = frozen(tmp_path, ROWS, limit=1)
    assert [each.line for each in found] == [2, 4]


@pytest.fixture
def shop(borrowed, tmp_path, places, mark):
    """Sends a file of orders, as it is just now, to one account."""
    destination = replace(borrowed.destination, account=f"Shop{mark}", is_practice=False)
    runs, locks = places

    def order(rows, mapping=ORDERED):
        file = written(tmp_path / "orders.csv", marked(rows, mark))
        return Order(file, mapping, "Orders", is_history=True)

    class Shop:
        def send(self, rows):
            *_, end = send(order(rows), destination, runs, locks, Event())
            return end

        def retry(self, run, rows, **changed):
            *_, end = retry(order(rows, **changed), run, destination, runs, locks, Event())
            return end

    made = Shop()
    made.runs, made.mark = runs, mark
    return made


MENDED = [[each if each != BAD else GOOD for each in row] for row in ROWS]


def test_a_refused_order_is_found_again_by_its_lines_and_sent_whole(shop):
    first = shop.send(ROWS)
    assert first.tally.events == Counts(accepted=1, refused=1, held=1)
    found = rows_holding(shop.runs, first.run, "+refused", 9)
    assert [each.line for each in found] == [3, 5]
    with closing(order_again(shop.runs, first.run).file) as file:
        assert [row[0] for row in file.head_rows.cells] == [f"{row[0]}{shop.mark}" for row in ROWS]
    again = shop.retry(first.run, MENDED)
    assert again.tally.events == Counts(accepted=1)


def test_an_unchanged_file_serves_too_where_its_mapping_was_mended(shop):
    first = shop.send(ROWS)
    told = ORDERED.pair(Kind.EVENTS, "profile.email")
    mended = replace(told, conversion=replace(told.conversion, replace=(("+refused", ""),)))
    again = shop.retry(first.run, ROWS, mapping=ORDERED.with_pair(Kind.EVENTS, mended))
    assert again.tally.events == Counts(accepted=1)


def test_an_order_that_was_held_may_be_put_right_beside_a_refused_one(shop):
    first = shop.send(ROWS)
    again = shop.retry(first.run, [*MENDED[:4], line("c", 1)])
    assert again.tally.events == Counts(accepted=1)


def test_a_row_that_was_held_may_be_put_right_and_waits_for_what_is_new(shop):
    """The last row, of order c, was too short; who mends it with the others loses nothing."""
    first = shop.send(ROWS)
    with pytest.raises(RowsAstray) as caught:
        shop.retry(first.run, [line("a", 9), *MENDED[1:4], line("c", 1)])
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([*MENDED[:2], line("a", 3), *MENDED[3:]], 2),
        ([*MENDED[:2], *MENDED[3:]], 2),
        ([line("a", 1), *MENDED], 2),
        ([*MENDED, line("a", 9)], 2),
    ],
)
def test_an_order_that_was_accepted_and_has_other_lines_now_is_told(shop, rows, at):
    first = shop.send(ROWS)
    with pytest.raises(RowsAstray) as caught:
        shop.retry(first.run, rows)
    assert caught.value.line == at


@pytest.mark.parametrize("grouping", [None, Grouping(("Email",), ORDERED.grouping.per_item)])
def test_rows_that_would_be_put_together_otherwise_are_not_sent_again(shop, grouping):
    first = shop.send(ROWS)
    mapping = replace(ORDERED.with_pairs(Kind.EVENTS, ORDERED.events[:4]), grouping=grouping)
    with pytest.raises(RowsRegrouped):
        shop.retry(first.run, MENDED, mapping=mapping)
    per_item = replace(ORDERED, grouping=Grouping(("Order",), (*ORDERED.grouping.per_item, "Note")))
    assert shop.retry(first.run, MENDED, mapping=per_item).tally.events == Counts(accepted=1)
