"""A column whose name says in which zone its times are is read by no other clock."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.header_zone import told_zone
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.record import Plan, compile_plan
from klaviyo_gui.core.suggest import as_mapping, suggest, with_conversions
from klaviyo_gui.core.suggest.conversions import conversion_for
from klaviyo_gui.ui import edits, placing

EVENTS = Kind.EVENTS
HEADER = ("Order ID", "Order date (UTC)", "Email")
ROW = ("1", "2024-07-15 23:30:00", "ann@shop.io")
SAID = "the name says that its times are of UTC"


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("Order date (UTC)", "UTC"),
        ("created_at_utc", "UTC"),
        ("CreatedUtc", "UTC"),
        ("Date GMT", "UTC"),
        ("Fecha (GMT)", "UTC"),
        ("Time (UTC timezone)", "UTC"),
        ("Order date (local time)", ""),
        ("Order date (GMT+2)", ""),
        ("UTC", ""),
        ("Outc", ""),
        ("Order date", ""),
    ],
)
def test_the_end_of_a_name_tells_the_zone(name, zone):
    assert told_zone((name,)) == zone


def test_names_that_contradict_one_another_tell_none():
    assert told_zone(("Day (UTC)", "Hour")) == "UTC"
    assert told_zone(("Day (UTC)", "Hour (local time)")) == ""


@pytest.mark.parametrize("zone", ["", "Europe/Berlin"])
def test_a_suggested_time_is_read_by_the_clock_that_its_name_says(zone):
    (found,) = (
        each
        for each in with_conversions(suggest(HEADER, [ROW] * 3), {})
        if each.pair.target == "time"
    )
    assert (found.pair.conversion.zone, found.is_certain) == ("UTC", True)
    assert SAID in found.reason
    mapping = as_mapping(suggest(HEADER, [ROW] * 3)).with_options(Options(time_zone=zone))
    assert b"2024-07-15T23:30:00+00:00" in built(mapping.with_pair(EVENTS, found.pair))
    if zone:
        assert b"2024-07-15T23:30:00+02:00" in built(mapping), "so it would be without the name"


def built(mapping):
    plan = Plan(mapping, HEADER, datetime(2026, 1, 1, tzinfo=UTC))
    return compile_plan(plan, EVENTS)(ROW).body


@pytest.mark.parametrize("key", ["time", "properties.seen"])
def test_a_time_that_is_placed_by_hand_is_read_so_as_well(key):
    mapping = edits.place(Mapping(), EVENTS, key, HEADER[1]).after
    after = edits.set_type(mapping, EVENTS, key, ValueType.TIME).after
    assert after.pair(EVENTS, key).conversion.zone == "UTC"
    other = edits.place(after, EVENTS, key, "Paid at").after
    assert other.pair(EVENTS, key).conversion.zone == ""
    both = placing.meet(Mapping(), EVENTS, "time", ("Day (UTC)", "Hour"), placing.Way.COMBINE)
    assert both.after.pair(EVENTS, "time").conversion.zone == "UTC"


def test_a_zone_that_was_chosen_stays():
    pair = Pair("time", Column(HEADER[1]), conversion=Conversion(zone="Europe/Berlin"))
    assert conversion_for(EVENTS, pair, {}).conversion.zone == "Europe/Berlin"
    again = edits.place(Mapping((pair,)), EVENTS, "time", HEADER[1]).after
    assert again.pair(EVENTS, "time").conversion.zone == "Europe/Berlin"


@pytest.mark.parametrize(
    "pair",
    [
        Pair("value", Column("Total (UTC)")),
        Pair("time", Fixed("2024-07-15 UTC")),
        Pair("time", Column("Total")),
        Pair("properties.x", Column("X (UTC)"), ValueType.TEXT),
    ],
)
def test_nothing_else_gets_a_zone(pair):
    assert conversion_for(EVENTS, pair, {}).conversion == pair.conversion


def test_joined_times_are_of_the_zone_that_a_name_says():
    pair = Pair("time", Joined((Column("Day"), Column("Hour (UTC)"))))
    proposal = conversion_for(EVENTS, pair, {})
    assert (proposal.conversion.zone, proposal.reason) == ("UTC", SAID)
    assert conversion_for(EVENTS, replace(pair, source=Joined((Column("Day"),))), {}).reason == ""
