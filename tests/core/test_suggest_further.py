"""Another event of a row is proposed by a date that is left, and begins with what is known."""

from dataclasses import replace

import pytest

from klaviyo_gui.core.catalog import custom
from klaviyo_gui.core.conversion import Conversion, DateStyle
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.regrouping import as_lines, as_orders, regrouped
from klaviyo_gui.core.row_filter import Ask
from klaviyo_gui.core.suggest import Suggestion, as_mapping, suggest, suggest_grouped
from klaviyo_gui.core.suggest.further import (
    EventProposal,
    begun,
    begun_of_lines,
    filled_only,
    of_lines,
    propose_events,
    suggest_further,
)

EVENTS = Kind.EVENTS
HEADER = ("Order ID", "Email", "Placed at", "Fulfilled at", "Refunded on", "Total", "Note")
ROWS = [
    (
        str(at),
        f"p{at}@shop.io",
        f"2024-03-{at:02d} 10:00:00",
        f"2024-03-{at:02d} 18:00:00" if at % 2 else "",
        f"2024-04-{at:02d} 18:00:00" if at % 3 == 0 else "",
        "12.50",
        "gift",
    )
    for at in range(1, 20)
]
USUAL = suggest(HEADER, ROWS)


@pytest.fixture
def mapping():
    found = as_mapping(USUAL).with_pair(EVENTS, Pair("time", Column("Placed at")))
    return found.with_pair(EVENTS, Pair("metric", Fixed("Placed Order")))


def with_event(mapping, name):
    return replace(mapping, further=(*mapping.further, begun(mapping, name, USUAL)))


def test_dates_that_are_no_events_time_speak_of_other_events(mapping):
    assert propose_events(mapping, USUAL) == (
        EventProposal("Fulfilled Order", "Fulfilled at"),
        EventProposal("Refunded Order", "Refunded on"),
    )
    both = with_event(with_event(mapping, "Fulfilled Order"), "Refunded Order")
    assert propose_events(both, USUAL) == ()
    assert propose_events(Mapping(), ()) == ()


def test_an_event_that_there_is_already_is_not_proposed(mapping):
    named = mapping.with_pair(EVENTS, Pair("metric", Fixed("Fulfilled Order")))
    assert [each.name for each in propose_events(named, USUAL)] == ["Refunded Order"]


def test_another_event_begins_with_all_that_is_told_of_the_main_one(mapping):
    event = begun(mapping, "Fulfilled Order", USUAL)
    assert event.pairs[:2] == (
        Pair("metric", Fixed("Fulfilled Order")),
        Pair("time", Column("Fulfilled at")),
    )
    assert {pair.target for pair in event.pairs[2:]} == {
        "value",
        "unique_id",
        custom("Refunded on"),
        custom("Note"),
    }
    assert (event.condition, event.is_per_item) == (None, False)


def test_a_date_that_tells_of_something_else_is_not_its_time(mapping):
    assert begun(mapping, "Cancelled Subscription", USUAL).pair("time") is None
    header = ("Email", "Placed at", "Delivered to Locker", "Packed at")
    rows = [("a@b.io", "2024-03-01 10:00", "2024-03-02 10:00", "2024-03-03 11:00")] * 4
    usual = suggest(header, rows)
    main = Mapping((Pair("time", Column("Placed at")),))
    assert begun(main, "Packed Order", usual).pair("time") == Pair("time", Column("Packed at"))
    only = begun(
        main,
        "Something Else",
        suggest(header[:2] + header[3:], [row[:2] + row[3:] for row in rows]),
    )
    assert only.pair("time") == Pair("time", Column("Packed at"))
    two = (
        *usual,
        Suggestion(EVENTS, Pair(custom("Seen"), Column("Seen"), ValueType.TIME), "", True),
    )
    assert begun(main, "Something Else", two).pair("time") is None


def test_how_a_date_was_chosen_to_be_read_holds_for_its_time(mapping):
    day_first = Conversion(date=DateStyle.DAY_FIRST, case=Conversion().case)
    chosen = Pair(custom("Fulfilled at"), Column("Fulfilled at"), ValueType.TIME, day_first)
    event = begun(mapping.with_pair(EVENTS, chosen), "Fulfilled Order", USUAL)
    time = event.pair("time")
    assert time is not None
    assert (time.type, time.conversion) == (None, Conversion(date=DateStyle.DAY_FIRST))


def test_dates_of_several_columns_in_one_are_no_proposal(mapping):
    joined = Joined((Column("Fulfilled at"), Column("Note")))
    none = Mapping((Pair(custom("When"), joined, ValueType.TIME), Pair("metric", Fixed("X"))))
    assert propose_events(none, ()) == ()


def test_its_own_time_is_proposed_and_never_that_of_the_main_one(mapping):
    whole = with_event(mapping, "Fulfilled Order")
    bare = replace(whole.further[0], pairs=whole.further[0].pairs[:1])
    found = suggest_further(replace(whole, further=(bare,)), 1, USUAL)
    times = [each for each in found if each.pair.target == "time"]
    assert [(each.pair.source, each.is_certain) for each in times] == [
        (Column("Fulfilled at"), False)
    ]
    assert all(each.pair.target != "metric" for each in found)
    of_people = [each for each in USUAL if each.kind is Kind.PROFILES]
    assert [each for each in found if each.kind is Kind.PROFILES] == of_people
    assert "time" not in {each.pair.target for each in suggest_further(whole, 1, USUAL)}


LINES_HEADER = (
    "Order",
    "Email",
    "Created at",
    "Total",
    "Currency",
    "Product",
    "SKU",
    "Qty",
    "Price",
)
LINES = [
    ("1", "a@b.io", "2024-03-01 10:00:00", "30", "EUR", "Cup", "C1", "1", "10"),
    ("1", "a@b.io", "2024-03-01 10:00:00", "30", "EUR", "Pot", "P1", "1", "20"),
    ("2", "c@d.io", "2024-03-02 10:00:00", "10", "EUR", "Cup", "C1", "1", "10"),
] * 2
GROUPING = Grouping(("Order",), ("Product", "SKU", "Qty", "Price"))
OF_ORDERS = suggest_grouped(GROUPING, LINES_HEADER, LINES)


def of_orders():
    return replace(as_mapping(OF_ORDERS), grouping=GROUPING)


def test_an_event_of_each_line_has_what_is_told_of_its_item():
    event = begun_of_lines(of_orders(), "Ordered Product")
    assert event.is_per_item
    filled = {pair.target: pair.source for pair in event.pairs}
    assert filled == {
        "metric": Fixed("Ordered Product"),
        "time": Column("Created at"),
        custom("OrderId"): Column("Order"),
        custom("ProductName"): Column("Product"),
        custom("SKU"): Column("SKU"),
        custom("Quantity"): Column("Qty"),
        custom("ItemPrice"): Column("Price"),
    }
    assert event.pair("unique_id") is None, "its id is made of the order and its product"


def test_what_a_line_costs_is_its_value():
    total = Pair(custom("Items[].RowTotal"), Column("Line total"), ValueType.NUMBER)
    event = begun_of_lines(of_orders().with_pair(EVENTS, total), "Ordered Product")
    assert event.pair("value") == Pair("value", Column("Line total"))
    assert event.pair("value_currency").source == Column("Currency")
    one_each = of_orders().without(EVENTS, custom("Items[].Quantity"))
    assert begun_of_lines(one_each, "X").pair("value") == Pair("value", Column("Price"))
    known = one_each.with_pair(EVENTS, Pair(custom("OrderId"), Column("No"), ValueType.TEXT))
    assert begun_of_lines(known, "X").pair(custom("OrderId")).source == Column("No")
    of_item = one_each.with_pair(EVENTS, Pair(custom("Items[].OrderId"), Column("Own")))
    assert begun_of_lines(of_item, "X").pair(custom("OrderId")).source == Column("Own")
    nothing = begun_of_lines(Mapping(grouping=GROUPING), "X")
    assert [pair.target for pair in nothing.pairs] == ["metric"]


def test_a_line_is_proposed_what_an_order_says_of_its_items():
    whole = replace(of_orders(), further=(begun_of_lines(of_orders(), "Ordered Product"),))
    found = suggest_further(whole, 1, OF_ORDERS)
    keys = {each.pair.target for each in found if each.kind is EVENTS}
    assert {custom("ProductName"), custom("SKU"), "value", "value_currency"} <= keys
    assert not any("[]" in key for key in keys)
    assert "unique_id" not in keys, "by the id of the order all its lines were one event"
    (value,) = [each for each in found if (each.kind, each.pair.target) == (EVENTS, "value")]
    assert (value.pair.source, value.is_certain) == (Column("Price"), False), "not the order's"
    without = replace(whole, further=(FurtherEvent(whole.further[0].pairs[:1], is_per_item=True),))
    keys = {each.pair.target for each in suggest_further(without, 1, OF_ORDERS)}
    assert "value" not in keys


def test_details_of_items_are_those_of_a_line_and_back():
    pairs = (
        Pair("time", Column("Created at")),
        Pair(custom("Items[].SKU"), Column("SKU")),
        Pair(custom("ItemNames[]"), Column("Product")),
        Pair(custom("Items[].Maker.Name"), Column("Brand")),
    )
    lines = as_lines(pairs)
    assert [pair.target for pair in lines] == ["time", custom("SKU"), custom("Maker.Name")]
    assert of_lines(pairs) == lines[1:]
    assert as_orders(lines, ("SKU", "Brand")) == (pairs[0], pairs[1], pairs[3])
    assert as_orders(lines, ()) == lines


def test_further_events_go_with_how_rows_are_put_together():
    event = begun(of_orders(), "Fulfilled Order", OF_ORDERS)
    of_each = begun_of_lines(of_orders(), "Ordered Product")
    whole = replace(of_orders(), further=(event, of_each))
    apart = regrouped(whole, None, OF_ORDERS, suggest(LINES_HEADER, LINES))
    assert not any("[]" in pair.target for pair in apart.further[0].pairs)
    assert {"SKU", "Qty"} <= set(apart.further[0].columns)
    assert apart.further[1] == of_each


def test_the_condition_that_a_column_is_filled():
    (only,) = filled_only("Fulfilled at").conditions
    assert (only.column, only.ask, only.values) == ("Fulfilled at", Ask.IS_FILLED, ())
