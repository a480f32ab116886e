"""All lines of an order become one record: what is told once, and an entry for each line."""

from datetime import UTC, datetime

import orjson
import pytest

from klaviyo_gui.core.arranged import TRACE, Trace, cell_of, holds_signs, trace_cell
from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.convert.listing import ITEMS_MAX
from klaviyo_gui.core.errors import ColumnsMissing, ListUngrouped
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Joined,
    Kind,
    Mapping,
    Options,
    Pair,
    Undated,
    ValueType,
)
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.record import Plan, check_mapping, compile_plan
from klaviyo_gui.core.repair import Repair

NOW = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = ("no", "mail", "note", "sku", "name", "count")
NUMBER, LIST = ValueType.NUMBER, ValueType.LIST


def built(*lines, pairs=(), kind=Kind.EVENTS, per_item=("sku", "name", "count"), **more):
    """Build an order of these lines, the first of which is line 2 of the file, the next line 4."""
    base = (
        (Pair("metric", Fixed("Sale")), Pair("profile.email", Column("mail")))
        if kind is Kind.EVENTS
        else (Pair("email", Column("mail")),)
    )
    every = (*base, *pairs)
    mapping = Mapping(
        every if kind is Kind.EVENTS else (),
        () if kind is Kind.EVENTS else every,
        Options("UTC", undated=Undated.SENDING),
        grouping=Grouping(("no",), per_item),
        **more,
    )
    rows = [("1", "ann@shop.io", *line) for line in lines]
    cells = [cell_of(texts, has_signs=True) for texts in zip(*rows, strict=True)]
    numbers = tuple(range(2, 2 + 2 * len(lines), 2))
    trace = trace_cell(Trace(numbers), is_rewritten=any(map(holds_signs, rows)))
    return compile_plan(Plan(mapping, (*HEADER, TRACE), NOW), kind)([*cells, trace])


def properties(record):
    (event,) = orjson.loads(record.body)["attributes"]["events"]["data"]
    return event["attributes"]["properties"]


def told(record):
    return [each for each in record.problems if each.code is not Code.TIME_PLANNED]


def item(name, column, of=None, **chosen):
    return Pair(f"properties.Items[].{name}", Column(column), of, Conversion(**chosen))


ITEMS = (item("SKU", "sku"), item("Quantity", "count", NUMBER))
NAMES = Pair("properties.ItemNames[]", Column("name"))


def test_every_line_makes_an_item_without_what_is_blank_in_it():
    record = built(("", "s1", "", "2"), ("", "s2", "", ""), pairs=ITEMS)
    assert properties(record) == {"Items": [{"SKU": "s1", "Quantity": 2}, {"SKU": "s2"}]}


def test_a_line_without_anything_of_its_own_adds_no_item():
    pairs = (*ITEMS, item("Note", "note"), Pair("properties.Items[].By", Fixed("us")))
    record = built(("n", "s1", "", ""), ("", "", "x", ""), pairs=pairs)
    assert properties(record) == {"Items": [{"SKU": "s1", "Note": "n", "By": "us"}]}


def test_items_of_what_is_told_once_alone_are_made_of_every_line():
    record = built(("n", "", "", "1"), ("", "", "", "2"), pairs=(item("Note", "note"),))
    assert properties(record) == {"Items": [{"Note": "n"}, {"Note": "n"}]}


def test_an_order_whose_lines_are_all_blank_has_no_list():
    assert (
        properties(built(("", "", "", "1"), ("", "", "", "2"), pairs=(item("SKU", "sku"),))) == {}
    )


def test_a_flat_list_has_each_text_once_in_the_order_of_the_file():
    record = built(
        ("", "", "b", "1"),
        ("", "", "a", "2"),
        ("", "", "", "3"),
        ("", "", "b", "4"),
        pairs=(NAMES,),
    )
    assert properties(record) == {"ItemNames": ["b", "a"]}


def test_lists_in_the_cells_of_lines_make_one_flat_list():
    pair = Pair("properties.Tags[]", Column("name"), LIST, Conversion(separator=";"))
    record = built(("", "", "a;b", "1"), ("", "", "b;c", "2"), pairs=(pair,))
    assert properties(record) == {"Tags": ["a", "b", "c"]}


def test_a_row_by_itself_is_an_order_of_one_line():
    record = built(("n", "s1", "x", "2"), pairs=(*ITEMS, NAMES))
    assert properties(record) == {"Items": [{"SKU": "s1", "Quantity": 2}], "ItemNames": ["x"]}


def test_rows_that_were_not_arranged_are_built_as_orders_of_one_line():
    mapping = Mapping(
        (Pair("metric", Fixed("Sale")), Pair("profile.email", Column("mail")), *ITEMS),
        grouping=Grouping(("no",), ("sku", "count")),
    )
    build = compile_plan(Plan(mapping, HEADER, NOW), Kind.EVENTS)
    record = build(("1", "ann@shop.io", "", "s1", "", "2"))
    assert properties(record) == {"Items": [{"SKU": "s1", "Quantity": 2}]}


def test_objects_within_items_and_around_lists_are_made():
    pairs = (item("Size.Width", "count"), Pair("properties.Order.Names[]", Column("name")))
    record = built(("", "", "a", "1"), ("", "", "b", "2"), pairs=pairs)
    assert properties(record) == {
        "Items": [{"Size": {"Width": "1"}}, {"Size": {"Width": "2"}}],
        "Order": {"Names": ["a", "b"]},
    }


def test_several_lists_of_items_are_made_side_by_side():
    pairs = (item("SKU", "sku"), Pair("properties.Parts[].Name", Column("name")))
    record = built(("", "s", "a", "1"), ("", "", "b", "2"), pairs=pairs)
    assert properties(record) == {"Items": [{"SKU": "s"}], "Parts": [{"Name": "a"}, {"Name": "b"}]}


def test_people_can_have_lists_too():
    pairs = (Pair("properties.Bought[]", Column("name")), Pair("properties.note", Column("note")))
    record = built(("n", "", "a", "1"), ("", "", "b", "2"), pairs=pairs, kind=Kind.PROFILES)
    assert orjson.loads(record.body)["attributes"] == {
        "email": "ann@shop.io",
        "properties": {"note": "n", "Bought": ["a", "b"]},
    }
    alone = built(("", "", "a", "1"), pairs=pairs[:1], kind=Kind.PROFILES)
    assert orjson.loads(alone.body)["attributes"]["properties"] == {"Bought": ["a"]}


NOTE = Pair("properties.Note", Column("note"))


def test_what_tells_of_the_order_is_taken_from_the_line_that_has_it():
    record = built(("", "", "", "1"), ("n", "", "", "2"), (" n ", "", "", "3"), pairs=(NOTE,))
    assert properties(record) == {"Note": "n"}


def test_two_texts_for_what_tells_of_the_order_hold_it_with_both_and_their_line():
    record = built(("", "", "", "1"), ("a", "", "", "2"), ("b", "", "", "3"), pairs=(NOTE,))
    assert record.body == b""
    assert told(record) == [
        Problem(Code.LINES_DIFFER, Severity.HOLD, "properties.Note", "a ≠ b", 6)
    ]


def test_two_texts_of_lines_for_one_property_of_the_order_hold_it_as_well():
    pair = Pair("properties.First", Column("sku"))
    assert told(built(("", "a", "", "1"), ("", "b", "", "2"), pairs=(pair,)))[0].code is (
        Code.LINES_DIFFER
    )


def test_a_column_that_fills_nothing_may_differ():
    assert built(("a", "s", "", "1"), ("b", "t", "", "2"), pairs=ITEMS).body


def test_what_is_wrong_with_an_item_is_told_once_with_its_line():
    record = built(("", "s", "", "1"), ("", "t", "", "x"), ("", "u", "", "y"), pairs=ITEMS)
    assert told(record) == [
        Problem(Code.NUMBER_INVALID, Severity.HOLD, "properties.Items[].Quantity", "x", 4)
    ]
    (first,) = told(built(("", "s", "", "x"), ("", "t", "", "1"), pairs=ITEMS))
    assert first.other_line == 0, "the line of the order itself"


def test_two_lines_that_are_the_same_in_every_cell_are_told_and_sent():
    record = built(("n", "s", "", "1"), ("n", "s", "", "1"), pairs=ITEMS)
    assert [each.code for each in told(record)] == [Code.LINES_ALIKE]
    assert properties(record)["Items"] == [{"SKU": "s", "Quantity": 1}] * 2


def test_a_list_with_more_entries_than_klaviyo_takes_holds_its_order():
    lines = [("", f"s{at}", "", "1") for at in range(ITEMS_MAX + 1)]
    record = built(*lines, pairs=(item("SKU", "sku"),))
    assert [(each.code, each.target) for each in told(record)] == [
        (Code.LIST_TOO_LONG, "properties.Items[].SKU")
    ]
    assert built(*lines[:-1], pairs=(item("SKU", "sku"),)).body


def test_converters_joins_and_fallbacks_work_line_by_line():
    joined = Pair("properties.Items[].Label", Joined((Column("sku"), Column("name")), "/"))
    other = Pair(
        "properties.Items[].Name", Column("name"), conversion=Conversion(trim=True),
        fallback=(Column("note"), Fixed("?")),
    )  # fmt: skip
    record = built(("n", "s", " a ", "1"), ("", "t", "", "2"), pairs=(joined, other))
    assert properties(record)["Items"] == [
        {"Label": "s/a", "Name": "a"},
        {"Label": "t", "Name": "n"},
    ]


def test_repairs_mend_the_cells_of_every_line():
    record = built(
        ("", '="01"', "", "1"), ("", '="02"', "", "2"),
        pairs=(item("SKU", "sku"),), repairs=(Repair("sku", Code.TEXT_FORMULA),),
    )  # fmt: skip
    assert properties(record)["Items"] == [{"SKU": "01"}, {"SKU": "02"}]


def test_signs_of_the_form_in_a_cell_are_sent_as_they_are():
    pairs = (*ITEMS, NOTE)
    record = built(("\x02n", "\x03s", "", "1"), pairs=pairs)
    assert properties(record) == {"Note": "\x02n", "Items": [{"SKU": "\x03s", "Quantity": 1}]}


def test_the_columns_that_tell_an_order_must_be_in_the_file():
    mapping = Mapping(
        (Pair("metric", Fixed("Sale")), Pair("profile.email", Column("mail"))),
        grouping=Grouping(("gone",)),
    )
    with pytest.raises(ColumnsMissing) as caught:
        check_mapping(mapping, HEADER)
    assert caught.value.missing == ("gone",)


def test_a_list_of_items_without_grouping_is_refused():
    mapping = Mapping(
        (Pair("metric", Fixed("Sale")), Pair("profile.email", Column("mail")), *ITEMS)
    )
    with pytest.raises(ListUngrouped):
        check_mapping(mapping, HEADER)
