"""A value that will not count as it is meant is told before anything is sent."""

import pytest

from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Pair
from klaviyo_gui.core.revenue_guard import Revenue, RevenueNote, revenue

METRIC = Pair("metric", Fixed("Placed Order"))
VALUE = Pair("value", Column("total"))
OF_FILE = Pair("value_currency", Column("currency"))


def of(text):
    return Pair("value_currency", Fixed(text))


@pytest.mark.parametrize(
    ("pairs", "names", "currency", "told"),
    [
        ((), ["placed order"], "EUR", [Revenue.NO_VALUE]),
        ((), ["Visited us", "Refunded Order"], "EUR", [Revenue.NO_VALUE]),
        ((), ["Visited us"], "EUR", []),
        ((VALUE,), ["Placed Order"], "EUR", [Revenue.NO_CURRENCY]),
        ((VALUE, of("USD")), ["Placed Order"], "EUR", [Revenue.OTHER_CURRENCY]),
        ((VALUE, of(" eur ")), ["Placed Order"], "EUR", []),
        ((VALUE, of("USD")), ["Placed Order"], "", []),
        ((VALUE, OF_FILE), ["Placed Order"], "EUR", []),
    ],
)
def test_what_keeps_a_value_from_counting_is_told(pairs, names, currency, told):
    found = revenue(Mapping((METRIC, *pairs)), names, currency)
    assert list(found) == [RevenueNote(each) for each in told]


def test_of_several_events_each_is_looked_at_by_its_own_name():
    shipped = FurtherEvent((Pair("metric", Fixed("Fulfilled Order")), VALUE))
    seen = FurtherEvent((Pair("metric", Fixed("Visited us")),))
    mapping = Mapping((METRIC,), further=(shipped, seen))
    # What the file holds of names is no matter: the mapping gives each its own.
    assert list(revenue(mapping, ["Visited us"], "EUR")) == [
        RevenueNote(Revenue.NO_VALUE, "Placed Order"),
        RevenueNote(Revenue.NO_CURRENCY, "Fulfilled Order"),
    ]
