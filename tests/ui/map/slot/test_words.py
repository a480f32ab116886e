from dataclasses import replace

import pytest

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, Undated, ValueType
from klaviyo_gui.core.question import Asks, Question
from klaviyo_gui.core.suggest import Suggestion
from klaviyo_gui.ui.map.slot import words
from klaviyo_gui.ui.map.slot.filling import Filling, FirstValue

METRIC = catalog.find(Kind.EVENTS, "metric")
VALUE = catalog.find(Kind.EVENTS, "value")
CUSTOM = catalog.find(Kind.EVENTS, catalog.custom("Colour", of_person=False))
PAIR = Pair("value", Column("TOTAL"))
EMPTY = Filling(None, ValueType.NUMBER)
FILLED = Filling(PAIR, ValueType.NUMBER, pill="number, 1.5")
PROPOSED = Filling(None, ValueType.NUMBER, Suggestion(Kind.EVENTS, PAIR, "a usual name", False))
FIXED = Filling(Pair("value", Fixed("5")), ValueType.NUMBER, pill="number")
BY_SENDING = Filling(None, ValueType.TIME, undated=Undated.SENDING)
ASKED = replace(FILLED, asked=Question(Asks.NUMBER, "1,234"))


@pytest.mark.parametrize(
    ("filling", "shown"),
    [
        (EMPTY, ""),
        (FILLED, "TOTAL"),
        (PROPOSED, "TOTAL?"),
        (FIXED, "“5” in every row"),
        (replace(FILLED, is_missing=True), "TOTAL is not in this file"),
        (
            Filling(Pair("value", Fixed("5"), fallback=(Column("B"),)), ValueType.NUMBER),
            "“5”",
        ),
        (BY_SENDING, "time of sending"),
    ],
)
def test_a_slot_shows_what_fills_its_property(filling, shown):
    assert words.source_shown(filling) == shown


@pytest.mark.parametrize(
    ("filling", "first", "shown"),
    [
        (EMPTY, FirstValue("9", is_sent=True), ""),
        (PROPOSED, FirstValue(), "a usual name"),
        (FIXED, FirstValue("5", is_sent=True), ""),
        (FILLED, FirstValue("12.5", is_sent=True), "→ 12.5"),
        (FILLED, FirstValue("", is_sent=True), "→ nothing in this row"),
        (FILLED, FirstValue("12,50"), "12,50"),
        (FILLED, FirstValue("9" * 100), "9" * 60),
    ],
)
def test_beside_it_stands_what_comes_of_it_or_why_it_is_proposed(filling, first, shown):
    assert words.beside_source(filling, first) == shown


def test_what_stands_in_for_a_blank_is_shown_apart():
    pair = Pair("value", Column("A"), fallback=(Column("B"), Fixed("5")))
    filling = Filling(pair, ValueType.NUMBER)
    assert words.source_shown(filling) == "A"
    assert words.fallback_shown(filling) == "else B, else “5”"
    gone = replace(filling, is_missing=True)
    assert words.source_shown(gone) == "A, else B, else “5” is not in this file"
    assert words.fallback_shown(gone) == words.fallback_shown(EMPTY) == ""


def test_a_slot_tells_how_its_property_is_needed():
    assert words.need(METRIC, EMPTY) == "required"
    assert words.need(VALUE, EMPTY) == ""
    needed = replace(EMPTY, is_needed=True)
    assert words.need(catalog.find(Kind.EVENTS, "profile.email"), needed) == "one of these"
    assert words.need(catalog.find(Kind.EVENTS, "time"), needed) == "required"


def test_how_it_is_read_is_told_with_its_key_and_with_what_must_be_chosen():
    assert words.type_shown(EMPTY) == "number"
    assert words.type_spoken(VALUE, EMPTY) == f"{VALUE.label} takes: number"
    assert words.type_spoken(VALUE, FILLED) == f"How {VALUE.label} is read: number, 1.5 (C)"
    asked = words.type_spoken(VALUE, ASKED)
    assert "“1,234”" in asked
    assert asked.endswith("(C)")


@pytest.mark.parametrize(
    ("filling", "first", "spoken"),
    [
        (EMPTY, FirstValue(), "number, empty"),
        (PROPOSED, FirstValue(), "number, proposed: TOTAL?"),
        (
            FILLED,
            FirstValue("12.5", is_sent=True),
            "number, filled by TOTAL, read as number, 1.5, first value 12.5",
        ),
        (
            ASKED,
            FirstValue("1,234"),
            "number, filled by TOTAL, read as number, 1.5, needs a choice, in the file 1,234",
        ),
        (FIXED, FirstValue(), "number, filled by “5” in every row"),
        (
            replace(EMPTY, hand=("Note",), unsuited="needs a number; no value looks like one"),
            FirstValue(),
            "number, empty, Enter places Note, needs a number; no value looks like one",
        ),
    ],
)
def test_all_that_is_shown_is_spoken(filling, first, spoken):
    assert words.spoken(VALUE, filling, first) == f"{VALUE.label}, {spoken}"


def test_the_keys_are_told_as_they_are_at_that_moment():
    assert "Enter lists the columns." in words.keys_spoken(VALUE, EMPTY)
    assert "Enter accepts the proposal" in words.keys_spoken(VALUE, PROPOSED)
    placing = words.keys_spoken(VALUE, replace(PROPOSED, hand=("Note",)))
    assert "Enter places what is in hand." in placing
    assert "accepts" not in placing


def test_only_a_custom_property_that_is_filled_can_get_another_name():
    assert words.keys_spoken(CUSTOM, FILLED).endswith("N changes its name.")
    assert "its name" not in words.keys_spoken(CUSTOM, EMPTY)
    assert "its name" not in words.keys_spoken(VALUE, FILLED)


def test_the_tip_gives_an_example_where_there_is_one():
    assert words.tip(VALUE) == f"{VALUE.meaning}\nExample: {VALUE.example}"
    assert words.tip(replace(VALUE, example="")) == VALUE.meaning
