import pytest

from klaviyo_gui.core.conversion import Conversion, NumberStyle
from klaviyo_gui.core.errors import NamesClash
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.suggest import Suggestion
from klaviyo_gui.ui import edits, placing
from klaviyo_gui.ui.placing import Way

EVENTS, PROFILES = Kind.EVENTS, Kind.PROFILES


def mapped(*pairs):
    mapping = Mapping()
    for pair in pairs:
        mapping = mapping.with_pair(EVENTS, pair)
    return mapping


VALUE = mapped(Pair("value", Column("total"), conversion=Conversion(number=NumberStyle.COMMA)))


@pytest.mark.parametrize(
    ("mapping", "columns", "missing", "expected"),
    [
        (Mapping(), (), (), ()),
        (Mapping(), ("a",), (), (Way.REPLACE,)),
        (Mapping(), ("a", "b"), (), (Way.COMBINE, Way.FALLBACK)),
        (VALUE, ("a",), (), tuple(Way)),
        (VALUE, ("a",), ("total",), (Way.REPLACE,)),
        (VALUE, ("total",), (), ()),
        (mapped(Pair("value", Fixed("5"))), ("a",), ("b",), (Way.REPLACE, Way.COMBINE)),
    ],
)
def test_it_is_asked_only_where_more_than_one_thing_can_be_meant(
    mapping, columns, missing, expected
):
    assert placing.ways(mapping, EVENTS, "value", columns, missing) == expected


def test_a_combined_property_keeps_what_fills_it_and_how_it_is_read():
    edit = placing.meet(VALUE, EVENTS, "value", ("a",), Way.COMBINE)
    assert edit.text == "combine a into Value"
    pair = edit.after.pair(EVENTS, "value")
    assert pair.source == Joined((Column("total"), Column("a")))
    assert pair.conversion.number is NumberStyle.COMMA
    again = placing.meet(edit.after, EVENTS, "value", ("b", "a"), Way.COMBINE).after
    parts = again.pair(EVENTS, "value").source.parts
    assert parts == (Column("total"), Column("a"), Column("b"))


def test_a_fallback_stands_behind_those_before_it():
    edit = placing.meet(VALUE, EVENTS, "value", ("a",), Way.FALLBACK)
    assert edit.text == "use a where Value is blank"
    edit = placing.meet(edit.after, EVENTS, "value", ("b",), Way.FALLBACK)
    assert edit.after.pair(EVENTS, "value").fallback == (Column("a"), Column("b"))


def test_replacing_by_one_is_the_same_step_as_placing_it():
    edit = placing.meet(VALUE, EVENTS, "value", ("a",), Way.REPLACE)
    assert edit == edits.place(VALUE, EVENTS, "value", "a")


def test_several_columns_fill_an_empty_property_together_or_in_turn():
    joined = placing.meet(Mapping(), EVENTS, "value", ("a", "b"), Way.COMBINE)
    assert joined.text == "map 2 columns → Value"
    assert joined.after.events == (Pair("value", Joined((Column("a"), Column("b")))),)
    turns = placing.meet(Mapping(), EVENTS, "value", ("a", "b"), Way.FALLBACK).after
    assert turns.events == (Pair("value", Column("a"), fallback=(Column("b"),)),)


def test_a_text_is_never_blank_so_that_nothing_waits_behind_it():
    mapping = mapped(Pair("value", Column("total"), fallback=(Fixed("0"),)))
    edit = placing.meet(mapping, EVENTS, "value", ("a",), Way.FALLBACK)
    assert edit.after.pair(EVENTS, "value").fallback == (Column("a"), Fixed("0"))


def test_columns_that_were_left_out_become_undecided_again():
    mapping = Mapping().leaving_out(("a", "b"))
    edit = placing.leave_undecided(mapping, ("a",))
    assert (edit.text, edit.after.left_out) == ("leave a undecided", ("b",))
    assert placing.undecided(edit.after, ("a", "b", "c")) == ("a", "c")


def test_the_rest_goes_out_typed_as_proposed_and_pushes_nothing_out():
    header = ("a", "b", "total", "c")
    taken = VALUE.with_pair(EVENTS, Pair("properties.b", Column("total")))
    number = Pair("properties.a", Column("a"), ValueType.NUMBER)
    other = Pair("properties.c", Column("total"), ValueType.NUMBER)
    proposals = [Suggestion(EVENTS, each, "", is_certain=True) for each in (number, other)]
    edit = placing.rest_as_custom(taken, EVENTS, header, proposals)
    assert edit.text == "send 3 more columns as custom property"
    assert edit.after.events[2:] == (
        number,
        Pair("properties.b (2)", Column("b")),
        Pair("properties.c", Column("c")),
    )
    assert edit.after.pair(EVENTS, "properties.b").columns == ("total",)


def test_the_rest_is_left_out_in_one_step():
    edit = placing.rest_left_out(VALUE, ("total", "a"))
    assert (edit.text, edit.after.left_out) == ("leave out 1 more column", ("a",))


def test_a_custom_property_gets_another_name_in_its_place():
    mapping = mapped(Pair("properties.a", Column("a")), Pair("value", Column("b")))
    edit = placing.rename(mapping, EVENTS, "properties.a", " address.city ")
    assert edit.text == "rename a → address.city"
    assert [pair.target for pair in edit.after.events] == ["properties.address.city", "value"]
    person = mapped(Pair("profile.properties.a", Column("a")))
    renamed = placing.rename(person, EVENTS, "profile.properties.a", "b").after
    assert renamed.events[0].target == "profile.properties.b"


@pytest.mark.parametrize("name", ["", "  ", "a"])
def test_no_name_or_the_same_name_changes_nothing(name):
    mapping = mapped(Pair("properties.a", Column("a")))
    assert placing.rename(mapping, EVENTS, "properties.a", name).after == mapping
    assert placing.rename(Mapping(), EVENTS, "properties.a", "b").after == Mapping()


@pytest.mark.parametrize("name", ["b", "b.c"])
def test_a_name_that_cannot_be_beside_another_is_refused(name):
    mapping = mapped(Pair("properties.a", Column("a")), Pair("properties.b", Column("b")))
    with pytest.raises(NamesClash):
        placing.rename(mapping, EVENTS, "properties.a", name)


def test_a_shape_fills_what_is_open_and_takes_the_names_that_were_only_proposed():
    proposed = Pair("properties.ID", Column("ID"), ValueType.TEXT)
    by_hand = Pair("properties.mine", Column("ID"))
    mapping = mapped(Pair("metric", Fixed("Old")), proposed, by_hand, Pair("value", Column("mine")))
    mapping = mapping.leaving_out(("note",))
    before = [Suggestion(EVENTS, proposed, "", is_certain=True)]
    found = [
        Suggestion(EVENTS, Pair("metric", Fixed("Placed Order")), "", is_certain=True),
        Suggestion(EVENTS, Pair("properties.OrderId", Column("ID")), "", is_certain=True),
        Suggestion(EVENTS, Pair("value", Column("theirs")), "", is_certain=True),
        Suggestion(EVENTS, Pair("properties.Note", Column("note")), "", is_certain=True),
        Suggestion(EVENTS, Pair("properties.Items", Column("items")), "", is_certain=False),
    ]
    edit = placing.use_shape(mapping, "Placed Order", found, before)
    assert edit.text == "make it Placed Order"
    assert edit.after.events == (
        Pair("metric", Fixed("Placed Order")),
        by_hand,
        Pair("value", Column("mine")),
        Pair("properties.OrderId", Column("ID")),
    )
    assert edit.after.left_out == ("note",)
    assert PROFILES not in edit.after.kinds
