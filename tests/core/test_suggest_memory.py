"""What was chosen before for a header is known again by its words."""

import pickle

import pytest

from klaviyo_gui.core.learning import remembered
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.memory import LEFT_OUT, Memory, Remembered
from klaviyo_gui.core.suggest import suggest

HEADER = ("Kontakt", "Zahl", "Farbe")
BEFORE = Mapping(
    events=(
        Pair("profile.email", Column("Kontakt")),
        Pair("value", Column("Zahl")),
        Pair("metric", Fixed("Sale")),
    )
)


def decided(mapping, header):
    """Return a mapping in which every column of a file that fills nothing is left out."""
    return mapping.leaving_out(tuple(name for name in header if name not in mapping.columns()))


MEMORY = remembered(Memory(), decided(BEFORE, HEADER))
ROWS = [["ann@shop.io", "1.50", "red"], ["bob@shop.io", "2.50", "blue"], ["cy@shop.io", "3", "red"]]


def told(header, rows, memory, kinds=(Kind.EVENTS,)):
    """Return ``{property: (column, is certain)}`` without the event's name."""
    return {
        each.pair.target: (each.pair.source.name, each.is_certain)
        for each in suggest(header, rows, kinds, memory)
        if isinstance(each.pair.source, Column)
    }


def test_a_memory_holds_words_and_counts_and_no_cell():
    assert MEMORY.chosen == {
        "kontakt": ((Kind.EVENTS, "profile.email", 1),),
        "zahl": ((Kind.EVENTS, "value", 1),),
        "farbe": ((Kind.EVENTS, LEFT_OUT, 1),),
    }
    assert Memory().chosen == {}
    assert pickle.loads(pickle.dumps(MEMORY)) == MEMORY


def test_choices_are_counted_and_the_most_frequent_is_recalled():
    once = Mapping(events=(Pair("properties.Zahl", Column("Zahl")),))
    memory = remembered(remembered(MEMORY, BEFORE), once)

    assert memory.recall(Kind.EVENTS, "ZAHL") == Remembered("value", 2, is_unanimous=False)
    assert MEMORY.recall(Kind.EVENTS, " zahl ") == Remembered("value", 1, is_unanimous=True)
    assert MEMORY.recall(Kind.PROFILES, "Zahl") is None
    assert MEMORY.recall(Kind.EVENTS, "Menge") is None


def test_what_was_always_chosen_is_placed_again():
    found = suggest(HEADER, ROWS, (Kind.EVENTS,), MEMORY)

    assert told(HEADER, ROWS, MEMORY)["value"] == ("Zahl", True)
    assert "value" not in told(HEADER, ROWS, Memory())
    assert {each.reason for each in found if each.pair.target == "value"} == {
        "you chose Value for this name before"
    }


def test_a_choice_made_more_than_once_says_how_often():
    memory = remembered(MEMORY, BEFORE)
    found = suggest(HEADER, ROWS, (Kind.EVENTS,), memory)

    assert "you chose Value for this name 2 times before" in {each.reason for each in found}


def test_what_was_chosen_otherwise_once_waits():
    other = Mapping(events=(Pair("properties.Zahl", Column("Zahl")),))
    memory = remembered(remembered(MEMORY, BEFORE), other)

    assert told(HEADER, ROWS, memory)["value"] == ("Zahl", False)


def test_what_was_chosen_waits_where_the_cells_belie_it():
    rows = [["ann@shop.io", "a lot", "red"]]

    assert told(HEADER, rows, MEMORY)["value"] == ("Zahl", False)


def test_what_was_chosen_waits_where_another_column_bears_the_name():
    header, rows = ("Zahl", "Total"), [["1.50", "9.00"], ["2.50", "8.00"]]

    assert told(header, rows, MEMORY)["value"] == ("Zahl", False)
    assert told(header, [["1.50", "1.50"]], MEMORY)["value"] == ("Zahl", True)


def test_what_was_left_out_before_waits():
    found = suggest(HEADER, ROWS, (Kind.EVENTS,), MEMORY)
    (colour,) = (each for each in found if each.pair.target == "properties.Farbe")

    assert (colour.is_certain, colour.reason) == (False, "you left this name out before")


@pytest.mark.parametrize("kind", Kind)
def test_a_name_that_was_chosen_for_a_custom_property_is_proposed_again(kind):
    past = Mapping().with_pairs(kind, (Pair("properties.Color", Column("Farbe")),))
    memory = remembered(Memory(), past)
    (colour,) = (
        each
        for each in suggest(HEADER, ROWS, (kind,), memory)
        if each.pair.source == Column("Farbe")
    )

    assert colour.pair == Pair("properties.Color", Column("Farbe"), ValueType.TEXT)
    assert colour.is_certain
    assert colour.reason == "you chose Color for this name before"


def test_what_klaviyo_has_no_more_is_forgotten():
    memory = Memory({"zahl": ((Kind.EVENTS, "gone", 3),)})

    assert told(HEADER, ROWS, memory)["properties.Zahl"] == ("Zahl", True)


def test_what_bears_a_known_name_and_was_left_out_before_waits():
    memory = remembered(Memory(), decided(BEFORE, ("Kontakt", "Total")))
    header, rows = ("Kontakt", "Total"), [["ann@shop.io", "1.50"]]

    assert told(header, rows, memory)["value"] == ("Total", False)
    assert told(header, rows, MEMORY)["value"] == ("Total", True)


def test_what_was_sent_with_the_person_was_not_left_out_of_the_event():
    past = Mapping(
        events=(Pair("profile.email", Column("Email")),),
        profiles=(Pair("first_name", Column("First name")),),
    )

    assert remembered(Memory(), past).chosen["first name"] == ((Kind.PROFILES, "first_name", 1),)


def test_a_memory_of_nobody_changes_nothing():
    assert suggest(HEADER, ROWS) == suggest(HEADER, ROWS, tuple(Kind), Memory())


def test_what_was_merely_undecided_when_the_rest_was_sent_is_proposed_as_at_first():
    header, rows = (
        ("Email", "Colour", "Order ID"),
        [["a@x.com", "red", "1"], ["b@x.com", "blue", "2"]],
    )
    sent = Mapping(events=(Pair("profile.email", Column("Email")), Pair("metric", Fixed("Sale"))))

    assert told(header, rows, remembered(Memory(), sent)) == told(header, rows, Memory())
    said = told(header, rows, remembered(Memory(), sent.leaving_out(("Order ID",))))
    assert said["unique_id"] == ("Order ID", False)
