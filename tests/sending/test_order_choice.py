"""A filter that asks for what is told once per order decides about whole orders."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import orjson
import pytest

from klaviyo_gui.core.arranged import code_in, line_rows, original_rows, trace_in
from klaviyo_gui.core.errors import NothingWanted
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import compile_plan
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending.arranging import OrderChoice
from klaviyo_gui.sending.stepping import Steps
from klaviyo_gui.source.table import open_csv
from tests.sending.order_files import (
    HEADER,
    ORDERED,
    TOLD,
    arranged_rows,
    prepared,
    small_parts,
    written,
)

PAID = Condition("Note", Ask.IS, ("paid",))
NO_FREIGHT = Condition("Sku", Ask.IS_NOT, ("freight",))


def filtered(*conditions, is_any=False, **more):
    return replace(ORDERED, row_filter=RowFilter(conditions, is_any=is_any), **more)


def line(order, note, sku="s", amount="1", email="a@b.co"):
    return (order, email, note, sku, "name", amount)


def chosen(path, rows, mapping):
    """Return the orders that stay as lines and cause, and how many lines are not wanted."""
    with closing(written(path, rows)) as file, closing(prepared(file, mapping)) as made:
        found = [
            (trace_in(row[-1]).lines, code_in(row[-1]), len(line_rows(row)))
            for row in arranged_rows(made)
        ]
        assert all(len(lines) == count for lines, _, count in found)
        return [(list(lines), code) for lines, code, _ in found], made.unwanted


def told_once(count=40):
    """Return orders of three lines each, far from each other, told on their first line only."""
    first = [line(f"#{at}", "paid" if at % 2 else "open") for at in range(count)]
    more = [line(f"#{at}", "", f"s{turn}", email="") for turn in (1, 2) for at in range(count)]
    return [*first, *more]


@pytest.mark.parametrize("part_bytes", [300, 100_000])
def test_what_the_first_line_tells_decides_about_all_lines_of_its_order(tmp_path, part_bytes):
    with small_parts(part_bytes):
        found, unwanted = chosen(tmp_path / "a.csv", told_once(), filtered(PAID))
    assert found == [([at + 2, at + 42, at + 82], "") for at in range(1, 40, 2)]
    assert unwanted == 60


def test_a_choice_that_is_made_line_by_line_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr(OrderChoice, "of", lambda *_told: None)
    with pytest.raises(AssertionError):
        test_what_the_first_line_tells_decides_about_all_lines_of_its_order(tmp_path, 300)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([line("#1", "paid"), line("#1", "open")], id="its lines are not agreed"),
        pytest.param([line("#1", "paid", amount="many"), line("#1", "")], id="unread"),
    ],
)
def test_an_order_is_held_where_the_filter_is_not_one_about_it(tmp_path, rows):
    above = Condition("Amount", Ask.IS_ABOVE, ("0",))
    found, unwanted = chosen(tmp_path / "a.csv", rows, filtered(PAID, NO_FREIGHT, above))
    assert found == [([2, 3], Code.FILTER_UNREAD)]
    assert unwanted == 0


def test_an_order_of_which_any_condition_tells_that_it_is_wanted_stays_whole(tmp_path):
    rows = [line("#1", "paid", "freight"), line("#1", ""), line("#2", "open", "freight")]
    found, unwanted = chosen(tmp_path / "a.csv", rows, filtered(PAID, NO_FREIGHT, is_any=True))
    assert (found, unwanted) == ([([2, 3], "")], 1)


def test_an_order_that_is_held_already_stays_with_its_cause(tmp_path):
    rows = [line("#1", "open"), line("", ""), line("#2", "paid")]
    found, unwanted = chosen(tmp_path / "a.csv", rows, filtered(PAID))
    assert found == [([2], Code.ORDER_DAMAGED), ([3], Code.KEY_BLANK), ([4], Code.ORDER_DAMAGED)]
    assert unwanted == 0


def test_a_row_of_no_order_that_tells_itself_that_it_is_not_wanted_doubts_no_order(tmp_path):
    rows = [line("#1", "open"), line("", "open"), line("#2", "paid")]
    assert chosen(tmp_path / "a.csv", rows, filtered(PAID)) == ([([4], "")], 2)


def test_a_warning_keeps_no_order_that_is_not_wanted(tmp_path):
    (tmp_path / "b.csv").write_text(
        ",".join(HEADER) + '\n#1,a@b.co,open,s,"n"x,1\n#2,a@b.co,paid,s,"n"x,1\n', "utf-8"
    )
    with (
        closing(open_csv(tmp_path / "b.csv", TOLD)) as file,
        closing(prepared(file, filtered(PAID))) as made,
    ):
        found = [(row[0], code_in(row[-1])) for row in arranged_rows(made)]
        assert (found, made.unwanted) == ([("#2", Code.TEXT_AFTER_QUOTE)], 1)


def test_where_no_order_is_wanted_nothing_is_made(tmp_path):
    with pytest.raises(NothingWanted):
        chosen(tmp_path / "a.csv", [line("#1", "open"), line("#1", "")], filtered(PAID))


def unsent(path, rows, mapping):
    """Return the indices of the lines of each order that are no items of it."""
    with closing(written(path, rows)) as file, closing(prepared(file, mapping)) as made:
        return [trace_in(row[-1]).unsent for row in arranged_rows(made)], made.unwanted


@pytest.mark.parametrize("conditions", [(NO_FREIGHT,), (PAID, NO_FREIGHT)])
def test_lines_that_are_not_wanted_are_no_items_of_their_order(tmp_path, conditions):
    rows = [
        line("#1", "paid", "freight"),
        line("#1", "", email=""),
        line("#1", "", "freight", email=""),
        line("#2", "paid"),
        line("#3", "paid", "freight"),
    ]
    assert unsent(tmp_path / "a.csv", rows, filtered(*conditions)) == ([(0, 2), ()], 1)


def test_an_order_tells_of_itself_what_a_line_says_that_is_no_item_of_it(tmp_path):
    rows = [line("#1", "paid", "freight"), line("#1", "", "a", "2", ""), line("#1", "", "b")]
    with (
        closing(written(tmp_path / "a.csv", rows)) as file,
        closing(prepared(file, filtered(NO_FREIGHT))) as made,
    ):
        (row,) = arranged_rows(made)
        record = compile_plan(made.plan, Kind.EVENTS)(row)
    sent = orjson.loads(record.body)["attributes"]
    (event,) = sent["events"]["data"]
    properties = event["attributes"]["properties"]
    assert sent["profile"]["data"]["attributes"]["email"] == "a@b.co"
    assert properties.get("Note") == "paid"
    assert [each["SKU"] for each in properties["Items"]] == ["a", "b"]
    told = {each.code: each.text for each in record.problems}
    assert told == {Code.LINES_UNSENT: "1 of 3", Code.TIME_PLANNED: ""}
    assert [list(original) for _, original in original_rows(row, len(HEADER))] == [
        list(each) for each in rows
    ]


def test_an_order_that_loses_the_line_which_tells_of_it_is_found_out(tmp_path, monkeypatch):
    """The negative control: lines that go before they are put together take what they tell."""
    monkeypatch.setattr(Steps, "chooses", lambda *_told: True)
    with pytest.raises(AssertionError):
        test_an_order_tells_of_itself_what_a_line_says_that_is_no_item_of_it(tmp_path)


def test_a_column_of_the_filter_that_becomes_one_per_item_needs_a_new_copy(tmp_path):
    each = Grouping(("Order",), (*ORDERED.grouping.per_item, "Note"))
    with (
        closing(written(tmp_path / "a.csv", told_once())) as file,
        closing(prepared(file, filtered(PAID))) as made,
    ):
        other = replace(made.plan, header=file.header, mapping=filtered(PAID, grouping=each))
        same = replace(other, mapping=filtered(PAID))
        assert made.serves(file, same)
        assert not made.serves(file, other)
