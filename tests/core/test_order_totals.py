"""The value of an order is compared with what its lines add up to."""

from dataclasses import replace

import pytest

from klaviyo_gui.core import order_totals
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Mapping, Pair
from klaviyo_gui.core.order_totals import total_look
from klaviyo_gui.core.problem import Code, Problem, Severity

BY_PRICE, BY_SUM = ("Quantity", "ItemPrice"), ("RowTotal",)


def mapping(*names, value="value", prefix="properties.Items[]", is_grouped=True):
    pairs = (Pair(f"{prefix}.{name}", Column(name)) for name in names)
    grouping = Grouping(("no",)) if is_grouped else None
    return Mapping((Pair(value, Column("total")), *pairs), grouping=grouping)


def told(value, items, *names):
    look = total_look(mapping(*names))
    assert look is not None
    problems = []
    look(({"value": value} if value is not None else {}, {"Items": items}, {}, {}, {}), problems)
    return [(each.code, each.severity, each.target, each.text) for each in problems]


LINES = [{"Quantity": 2, "ItemPrice": 10.0}, {"ItemPrice": 5}]


@pytest.mark.parametrize("value", [25, 31.5, 20, 12.5, 50, 0, None, "25"])
def test_tax_shipping_and_discounts_are_no_contradiction(value):
    assert told(value, LINES, *BY_PRICE) == []


@pytest.mark.parametrize(
    ("value", "text"), [(2500, "2500 ≠ 25"), (5, "5 ≠ 25"), (12.49, "12.49 ≠ 25")]
)
def test_a_value_far_from_the_sum_of_the_lines_is_told(value, text):
    assert told(value, LINES, *BY_PRICE) == [(Code.TOTAL_DIFFERS, Severity.WARN, "value", text)]


EXTRAS = {"Shipping Cost": "9.90", "Total VAT": 4, "VersandArt": "DHL", "Coffee": "40"}


def with_extras(value):
    pairs = (Pair(f"properties.{name}", Column(name)) for name in EXTRAS)
    base = mapping(*BY_SUM)
    look = total_look(replace(base, events=(*base.events, *pairs)))
    problems = []
    look(({"value": value}, {"Items": [{"RowTotal": 5}]} | EXTRAS, {}, {}, {}), problems)
    return [each.code for each in problems]


def test_what_an_order_says_of_its_parcel_and_its_tax_is_allowed_for():
    assert with_extras(23.9) == []
    assert with_extras(24) == [Code.TOTAL_DIFFERS]


def test_without_that_little_orders_would_be_told(monkeypatch):
    monkeypatch.setattr(order_totals, "_amount", lambda _value: 0)
    assert with_extras(23.9) == [Code.TOTAL_DIFFERS]


def test_an_order_of_which_lines_are_no_items_is_not_compared():
    problems = [Problem(Code.LINES_UNSENT, Severity.WARN)]
    look = total_look(mapping(*BY_SUM))
    look(({"value": 90}, {"Items": [{"RowTotal": 5}]}, {}, {}, {}), problems)
    assert [each.code for each in problems] == [Code.LINES_UNSENT]


def test_the_sums_of_lines_serve_as_well():
    assert told(90, [{"RowTotal": 10}, {"RowTotal": 20}], *BY_SUM)
    assert not told(40, [{"RowTotal": 10}, {"RowTotal": 20}], *BY_SUM)


@pytest.mark.parametrize(
    ("items", "names"),
    [
        ([], BY_PRICE),
        ([{"Quantity": 2}], BY_PRICE),
        ([{"Quantity": "2", "ItemPrice": 3}], BY_PRICE),
        ([{"Quantity": True, "ItemPrice": 3}], BY_PRICE),
        ([{"RowTotal": "3"}], BY_SUM),
        ([{"RowTotal": -3}], BY_SUM),
    ],
)
def test_nothing_is_compared_where_the_lines_tell_no_sum(items, names):
    assert told(1000, items, *names) == []


@pytest.mark.parametrize(
    "unmapped",
    [
        mapping(*BY_PRICE, is_grouped=False),
        mapping(*BY_PRICE, value="properties.value"),
        mapping("Quantity"),
        mapping("Price.Sum"),
        mapping(*BY_SUM, prefix="properties.Items"),
    ],
)
def test_nothing_is_compared_that_is_not_mapped(unmapped):
    assert total_look(unmapped) is None
