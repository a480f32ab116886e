"""The check of grouped rows tells of orders, and of the columns of their lines."""

from dataclasses import replace
from threading import Event

import pytest

from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.mapping import Column, Kind, Pair
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.repair import Repair
from klaviyo_gui.sending.arranging import Arranging
from klaviyo_gui.sending.check import Checked, check
from klaviyo_gui.sending.preview import preview_rows
from klaviyo_gui.source.arranged_copy import Writer, arranged_file
from klaviyo_gui.source.reader import read_range
from klaviyo_gui.source.working_copy import WorkingCopy
from tests.doubles.builders import Builders
from tests.sending.order_files import NOW, ORDERED, prepared, small_parts, written


@pytest.fixture
def file(tmp_path):
    """A file of three orders: numbers and dates among the names, in the lines of two of them."""
    rows = [
        ("1", "ann@shop.io", "31/05/2024", "1", "x", "1"),
        ("2", "bo@shop.io", "", "2", "31/05/2024", "1"),
        ("1", "", "", "3", "y", "1"),
        ("2", "", "", "x", "4", "1"),
        ("3", "cy@shop.io", "", "4", "z", "1"),
    ]
    return written(tmp_path / "orders.csv", rows)


def checked(file, mapping=ORDERED, **options):
    plan = options.pop("plan", Plan(mapping, file.header, NOW))
    with small_parts(60, 60):
        *events, found = check(file, plan, Builders(), Event(), **options)
    assert isinstance(found, Checked)
    assert [each.done for each in events] == sorted(each.done for each in events)
    assert events[-1].done == events[-1].total
    return found


def told(found):
    """Return what is found with its lines, but that nothing tells the time of any event."""
    found = (each for each in found.findings if each.code is not Code.TIME_PLANNED)
    return {(each.code, each.target): each.lines for each in found}


def test_orders_are_counted_and_told_by_their_first_lines(file):
    found = checked(file)
    try:
        assert (found.rows, found.prepared.rows, found.prepared.unwanted) == (3, 5, 0)
        assert found.tally.events.unsent == 3
        assert told(found) == {
            (Code.DATE_AS_TEXT, "properties.Note"): (2,),
            (Code.DATE_AS_TEXT, "properties.Items[].ProductName"): (3,),
            (Code.TYPES_MIXED, "properties.Items[].SKU"): (3,),
            (Code.DATE_AS_TEXT, "properties.ItemNames[]"): (3,),
            (Code.DATE_MADE, "properties.Items[].ProductName"): (3,),
            (Code.DATE_MADE, "properties.ItemNames[]"): (3,),
        }
        counts = {each.place: each.count for each in found.findings}
        assert {place: len(rows) for place, rows in found.found.items()} == counts
    finally:
        found.close()
    assert not found.prepared.file.data.exists()


def test_preview_shows_what_is_sent_of_an_order(file):
    found = checked(file)
    try:
        ready = found.prepared
        shown = [
            each
            for part in ready.file.index().ranges()
            for each in preview_rows(
                ready.plan,
                read_range(ready.file.data, ready.file.dialect, part),
                found.repeats,
                found.found,
                part.first_row,
            )
        ]
        assert [each.line for each in shown] == [2, 3, 6]
        assert b'"Items":[{"SKU":"2","ProductName":"31/05/2024"' in shown[1].body
    finally:
        found.close()


def test_orders_of_a_finding_of_a_column_can_be_left_out(file):
    first = checked(file)
    (finding,) = (each for each in first.findings if each.code is Code.TYPES_MIXED)
    first.close()
    changes = UNCHANGED.with_cause(first.cause(finding))
    found = checked(file, plan=Plan(ORDERED, file.header, NOW, amendments=changes))
    try:
        assert [*found.left_out] == [1]
        assert found.tally.events.unsent == 2
    finally:
        found.close()


def test_columns_are_looked_at_as_their_repairs_leave_them(tmp_path):
    rows = [(str(at // 2), "ann@shop.io", "", f'="{at + 1}"', "", "1") for at in range(6)]
    rows += [("9", "ann@shop.io", "", "x", "", "1")]
    file = written(tmp_path / "orders.csv", rows)
    mapping = replace(ORDERED, repairs=(Repair("Sku", Code.TEXT_FORMULA),))
    found = checked(file, mapping)
    found.close()
    assert told(found) == {(Code.TYPES_MIXED, "properties.Items[].SKU"): (8,)}


def test_what_stands_in_for_a_blank_cell_is_looked_at_line_by_line(file):
    pair = Pair("properties.Items[].Label", Column("Name"), fallback=(Column("Sku"),))
    found = checked(file, ORDERED.with_pair(Kind.EVENTS, pair))
    found.close()
    assert told(found)[Code.DATE_AS_TEXT, "properties.Items[].Label"] == (3,)


def test_a_check_can_be_closed_that_knows_of_no_copy(file):
    found = checked(file)
    replace(found, prepared=None).close()
    assert found.prepared.file.data.exists()
    found.close()


def test_an_order_is_told_of_people_as_well(file):
    people = (Pair("email", Column("Email")), Pair("properties.Bought[]", Column("Name")))
    found = checked(file, ORDERED.with_pairs(Kind.PROFILES, people))
    found.close()
    assert found.people == 3
    assert (Code.DATE_AS_TEXT, "properties.Bought[]") in told(found)


def test_a_check_that_is_stopped_keeps_no_copy(file):
    stop = Event()
    with small_parts(60, 60):
        for event in check(file, Plan(ORDERED, file.header, NOW), Builders(), stop):
            if event.rows:
                stop.set()
            assert not isinstance(event, Checked)


def test_a_file_of_which_no_row_is_left_is_read_all_the_same(file, tmp_path):
    copy = WorkingCopy()
    writer = Writer(copy.folder, copy.folder / "none.csv")
    left = arranged_file(file, copy, copy.folder / "none.csv", writer.finished(7), ())
    assert (len(left.head_rows), left.index().rows) == (0, 0)
    assert [*left.index().ranges()] == []
    left.close()


def test_who_stops_while_parts_are_handed_out_gets_no_more_of_them(file):
    stop = Event()
    judged = prepared(file).plan.judged
    arranging = Arranging(file, Plan(ORDERED, file.header, NOW, judged=judged), Builders(), stop)
    stop.set()
    assert [*arranging] == []
    assert arranging.file is None
