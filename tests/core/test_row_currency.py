"""What a sum is written with and what it is sent with must be one currency."""

from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair
from klaviyo_gui.core.trial import Trial
from tests.core.cells import build, codes, event, event_mapping

ORDER = {
    "profile.email": "mail",
    "metric": Fixed("Placed Order"),
    "value": "total",
    "value_currency": "money",
}


def built(total, money, drawn=ORDER):
    row = {"mail": "john.smith@gmail.com", "total": total, "money": money}
    return build(event_mapping(drawn), row)


@pytest.mark.parametrize(
    ("total", "money"),
    [
        ("€12.00", "USD"),
        ("$12.00", "EUR"),
        ("1.234,50 kr", "GBP"),
        ("US$ 12.00", "CAD"),
        ("USD 12.00", "EUR"),
        ("12,00 EUR", "CHF"),
        ("(£12.00)", "EUR"),
        ("Fr. 12.50", "EUR"),
        ("€12.00 EUR", "USD"),
        ("€12", " usd "),
    ],
)
def test_a_sum_of_another_currency_is_held(total, money):
    record = built(total, money)
    assert codes(record)[:1] == ["currency_contradicts"]
    assert record.body == b""
    assert (record.problems[0].target, record.problems[0].text) == ("value", total)


@pytest.mark.parametrize(
    ("total", "money"),
    [
        ("$12.00", "USD"),
        ("$12.00", "CAD"),
        ("$12.00", "aud"),
        ("12.50 kr.", "SEK"),
        ("kr 12.50", "ISK"),
        ("£12.50", "GBP"),
        ("¥12", "JPY"),
        ("¥12", "CNY"),
        ("Rs. 12.50", "PKR"),
        ("EUR 12.50", "EUR"),
        ("12.50", "USD"),
        ("12", "USD"),
        ("€12.50", ""),
        ("R$ 12,50", "BRL"),
    ],
)
def test_a_sum_of_the_same_currency_is_sent(total, money):
    record = built(total, money)
    assert event(record)["value"] in {12, 12.5}
    assert "currency_contradicts" not in codes(record)


def test_a_fixed_currency_counts_like_a_column():
    drawn = ORDER | {"value_currency": Fixed("USD")}
    assert "currency_contradicts" in codes(built("€12.00", "EUR", drawn))


def test_a_sign_that_somebody_took_away_contradicts_nothing():
    pair = Pair("value", Column("total"), conversion=Conversion(replace=(("€", ""),)))
    mapping = event_mapping(ORDER).with_pair(Kind.EVENTS, pair)
    row = {"mail": "john.smith@gmail.com", "total": "€12.50", "money": "USD"}
    assert event(build(mapping, row))["value"] == 12.5


def test_what_is_no_number_is_held_for_that_alone():
    assert codes(built("€ twelve", "USD"))[:1] == ["number_invalid"]


def test_the_cells_that_are_tried_are_held_like_the_records():
    header = ("mail", "total", "money")
    pair = Pair("value", Column("total"))
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    trial = Trial(event_mapping(ORDER), header, Kind.EVENTS, pair, moment)
    trial.add([["a@b.co", "€12.50", "EUR"], ["a@b.co", "€12.50", "USD"]])
    assert [each.is_failing for each in trial.everything()] == [False, True]
