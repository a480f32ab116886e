"""A proposal says how its column is read, as the column proves it."""

import pytest

from klaviyo_gui.core.conversion import AS_IT_IS, Conversion, DateStyle, NumberStyle
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.styles import Written, see_dates, see_numbers
from klaviyo_gui.core.suggest import converted, suggest, with_conversions


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
