"""A value that will not count as it is meant is told before anything is sent."""

import pytest

from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Pair
from klaviyo_gui.core.revenue_guard import Revenue, revenue

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
    assert list(revenue(Mapping((METRIC, *pairs)), names, currency)) == told
