"""A proposal says how its column is read, as the column proves it."""

import pytest

from klaviyo_gui.core.conversion import AS_IT_IS, Conversion, DateStyle, MissingHour, NumberStyle
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.styles import Written, see_dates, see_numbers
from klaviyo_gui.core.suggest import converted, suggest, with_conversions
from klaviyo_gui.core.suggest.conversions import conversion_for


def seen(*cells):
    counted = [(cell, 1) for cell in cells]
    return Written(see_dates(counted), see_numbers(counted))


COLUMNS = {
    "Date": seen("31/05/2024", "01/06/2024"),
    "Total": seen("1.234,50"),
    "Doubt": seen("01/02/2024"),
}
ROWS = [["ann@shop.io", "31/05/2024", "1.234,50"]]


def test_a_proposal_carries_the_conversion_and_its_proof():
    found = with_conversions(suggest(["Email", "Date", "Total"], ROWS, (Kind.EVENTS,)), COLUMNS)
    by_target = {each.pair.target: each for each in found}

    assert by_target["time"].pair.conversion == Conversion(date=DateStyle.DAY_FIRST)
    assert by_target["time"].reason.endswith("day first, as “31/05/2024” proves")
    assert by_target["value"].pair.conversion == Conversion(number=NumberStyle.COMMA)
    assert by_target["profile.email"].pair.conversion == AS_IT_IS
    assert by_target["metric"].pair.conversion == AS_IT_IS


@pytest.mark.parametrize(
    ("pair", "conversion"),
    [
        (Pair("time", Column("Date")), Conversion(date=DateStyle.DAY_FIRST)),
        (Pair("time", Column("Doubt")), AS_IT_IS),
        (Pair("time", Column("Unknown")), AS_IT_IS),
        (Pair("time", Fixed("31/05/2024")), AS_IT_IS),
        (
            Pair("properties.n", Column("Total"), ValueType.NUMBER),
            Conversion(number=NumberStyle.COMMA),
        ),
        (Pair("properties.n", Column("Total"), ValueType.TEXT), AS_IT_IS),
    ],
)
def test_a_mapping_is_converted_as_its_columns_prove(pair, conversion):
    mapping = converted(Mapping(events=(pair,)), COLUMNS)
    assert mapping.events[0].conversion == conversion


@pytest.mark.parametrize(
    ("cells", "target", "before", "hour"),
    [
        (("10.04.1980", "31.12.1975"), "properties.Born", "midnight", "date"),
        (("1980-04-10", ""), "profile.properties.Born", "midnight", "date"),
        (("10.04.1980", "31.12.1975"), "time", "midnight", "midnight"),
        (("10.04.1980", "31.12.1975 10:00"), "properties.Born", "midnight", "midnight"),
        (("2024-05-31T10:00:00Z",), "properties.Born", "midnight", "midnight"),
        (("1712138400",), "properties.Born", "midnight", "midnight"),
        (("n/a",), "properties.Born", "midnight", "midnight"),
        (("10.04.1980", "31.12.1975"), "properties.Born", "noon", "noon"),
    ],
)
def test_days_of_a_custom_property_stay_days_unless_some_hour_is_there(cells, target, before, hour):
    pair = Pair(target, Column("Born"), ValueType.TIME, Conversion(hour=MissingHour(before)))
    proposal = conversion_for(Kind.EVENTS, pair, {"Born": seen(*cells)})
    assert proposal.conversion.hour == hour
    assert ("stays a date" in proposal.reason) == (hour == "date")


def test_days_that_can_be_read_in_two_ways_stay_days_by_every_choice():
    pair = Pair("properties.Born", Column("Doubt"), ValueType.TIME)
    proposal = conversion_for(Kind.PROFILES, pair, COLUMNS)
    assert {each.hour for each in proposal.choices} == {MissingHour.DATE}
