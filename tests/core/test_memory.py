import pytest

from klaviyo_gui.core.learning import NAMES_KEPT, remembered
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Pair
from klaviyo_gui.core.memory import LEFT_OUT, Memory


def best(memory, header, kind):
    found = memory.recall(kind, header)
    return found.target if found is not None else None


def mapped(column, target, kind=Kind.EVENTS):
    return Mapping().with_pair(kind, Pair(target, Column(column)))


def test_nothing_is_remembered_at_first():
    assert best(Memory(), "order total", Kind.EVENTS) is None


def test_a_choice_is_remembered_by_the_words_of_the_name_and_the_kind():
    memory = remembered(Memory(), mapped("ORDER_TOTAL", "value"))
    assert best(memory, "order total", Kind.EVENTS) == "value"
    assert best(memory, "order total", Kind.PROFILES) is None
    assert best(memory, "total", Kind.EVENTS) is None


def test_the_choice_made_most_often_wins_and_among_equals_the_latest():
    memory = Memory()
    expected = {"value": "value", "properties.a": "properties.a", "properties.b": "properties.b"}
    for target in expected:
        memory = remembered(memory, mapped("Total", target))
        assert best(memory, "total", Kind.EVENTS) == target
    for _ in range(2):
        memory = remembered(memory, mapped("Total", "value"))
    memory = remembered(memory, mapped("Total", "properties.a"))
    assert best(memory, "total", Kind.EVENTS) == "value"
    assert memory.chosen["total"] == (
        (Kind.EVENTS, "value", 3),
        (Kind.EVENTS, "properties.a", 2),
        (Kind.EVENTS, "properties.b", 1),
    )


def test_a_column_that_fills_both_kinds_is_remembered_for_both():
    both = mapped("Mail", "profile.email").with_pair(Kind.PROFILES, Pair("email", Column("Mail")))
    memory = remembered(Memory(), both)
    assert best(memory, "mail", Kind.EVENTS) == "profile.email"
    assert best(memory, "mail", Kind.PROFILES) == "email"


def test_learning_changes_no_earlier_memory():
    first = remembered(Memory(), mapped("Total", "value"))
    remembered(first, mapped("Total", "value"))
    assert first.chosen == {"total": ((Kind.EVENTS, "value", 1),)}


def test_fixed_texts_are_not_remembered():
    mapping = Mapping().with_pair(Kind.EVENTS, Pair("metric", Fixed("Placed Order")))
    assert remembered(Memory(), mapping).chosen == {}


@pytest.mark.parametrize(
    "cell",
    [
        "sarah.mason@klaviyo-demo.com",
        "Sarah <sarah.mason@klaviyo-demo.com>",
        "+1 500 555 0006",
        "150.75",
        "2013-04-04",
        "4.4.2013 18:17",
        " ",
        "a very long text " * 9,
    ],
)
def test_a_cell_that_stands_in_the_header_is_not_remembered(cell):
    assert remembered(Memory(), mapped(cell, "properties.a")).chosen == {}


def test_the_names_chosen_for_longest_ago_are_forgotten_first():
    memory = remembered(Memory(), mapped("kept", "value"))
    many = Mapping(
        tuple(Pair(f"properties.{at}", Column(f"n{at}x")) for at in range(NAMES_KEPT - 1))
    )
    memory = remembered(memory, many)
    memory = remembered(memory, mapped("kept", "value"))
    memory = remembered(memory, mapped("new", "value"))
    assert len(memory.chosen) == NAMES_KEPT
    assert best(memory, "kept", Kind.EVENTS) == "value"
    assert best(memory, "n0x", Kind.EVENTS) is None


def test_a_column_that_somebody_left_out_was_left_out_of_each_kind_that_is_built():
    mapping = mapped("Mail", "email", Kind.PROFILES).leaving_out(("Notes",))
    memory = remembered(Memory(), mapping)
    assert best(memory, "notes", Kind.PROFILES) == LEFT_OUT
    assert best(memory, "notes", Kind.EVENTS) is None
    assert best(memory, "mail", Kind.PROFILES) == "email"


def test_what_somebody_left_out_is_remembered():
    memory = remembered(Memory(), mapped("Mail", "profile.email").leaving_out(("Notes",)))
    assert best(memory, "notes", Kind.EVENTS) == LEFT_OUT


def test_a_column_that_only_helps_to_fill_a_property_is_not_remembered_for_it():
    whole = Pair("profile.first_name", Joined((Column("First"), Column("Middle"))))
    helped = Pair("profile.email", Column("Mail"), fallback=(Column("Other mail"),))
    mapping = Mapping().with_pair(Kind.EVENTS, whole).with_pair(Kind.EVENTS, helped)
    assert remembered(Memory(), mapping).chosen == {}
