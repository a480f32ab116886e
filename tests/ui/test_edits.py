import pytest

from klaviyo_gui.core.conversion import Conversion, DateStyle, LetterCase, MissingHour, NumberStyle
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.core.styles import Written, see_dates, see_numbers
from klaviyo_gui.core.suggest import Suggestion
from klaviyo_gui.ui import edits, placing

EVENTS, PROFILES = Kind.EVENTS, Kind.PROFILES


def test_placing_a_column_names_both_ends():
    edit = edits.place(Mapping(), EVENTS, "value", "total")
    assert edit.text == "map total → Value"
    assert edit.after.events == (Pair("value", Column("total")),)


def test_placing_keeps_the_type_that_was_chosen_for_the_property():
    before = Mapping().with_pair(EVENTS, Pair("properties.a", Column("a"), ValueType.NUMBER))
    edit = edits.place(before, EVENTS, "properties.a", "b")
    assert edit.after.events == (Pair("properties.a", Column("b"), ValueType.NUMBER),)


WRITTEN = {
    "a": Written(see_dates([("31.5.2024", 1)])),
    "b": Written(see_dates([("5/31/2024", 1)])),
    "c": Written(see_dates([("3.5.2024", 1)])),
    "d": Written(numbers=see_numbers([("1.234,50", 1)])),
}


def test_a_column_is_placed_with_the_conversion_that_it_proves():
    times = {
        column: edits.place(Mapping(), EVENTS, "time", column, WRITTEN).after.events[0].conversion
        for column in "abc"
    }
    assert times == {
        "a": Conversion(date=DateStyle.DAY_FIRST),
        "b": Conversion(date=DateStyle.MONTH_FIRST),
        "c": Conversion(),
    }
    value = edits.place(Mapping(), EVENTS, "value", "d", WRITTEN).after.events[0]
    assert value.conversion == Conversion(number=NumberStyle.COMMA)


def test_another_column_keeps_what_was_chosen_for_the_property_and_nothing_of_the_data():
    chosen = Conversion(
        trim=True,
        case=LetterCase.LOWER,
        date=DateStyle.DAY_FIRST,
        zone="Europe/Berlin",
        table=(("x", "y"),),
    )
    before = Mapping().with_pair(EVENTS, Pair("time", Column("a"), conversion=chosen))
    after = edits.place(before, EVENTS, "time", "b", WRITTEN).after.events[0]
    assert after.conversion == Conversion(
        trim=True, case=LetterCase.LOWER, date=DateStyle.MONTH_FIRST
    )
    same = edits.place(before, EVENTS, "time", "a", WRITTEN)
    assert same.after == before


def test_another_type_is_read_as_the_column_proves():
    before = Mapping().with_pair(EVENTS, Pair("properties.a", Column("d")))
    after = edits.set_type(before, EVENTS, "properties.a", ValueType.NUMBER, WRITTEN).after
    assert after.events[0].conversion == Conversion(number=NumberStyle.COMMA)


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (("red;blue", "red"), ";"),
        (("red | blue",), "|"),
        (("red, blue", "red"), ","),
        (("1,5", "2,75"), ""),
        (('["red", "blue"]',), ""),
        (("red",), ""),
        ((), ""),
    ],
)
def test_what_is_called_a_list_is_split_as_its_cells_show(cells, sign):
    before = Mapping().with_pair(EVENTS, Pair("properties.a", Column("d")))
    told = (before, EVENTS, "properties.a", ValueType.LIST, WRITTEN)
    (pair,) = edits.set_type(*told, cells={"d": cells}).after.events
    assert pair.conversion.separator == sign


def test_a_separator_that_was_chosen_stays():
    chosen = Conversion(separator="/")
    before = Mapping().with_pair(EVENTS, Pair("properties.a", Column("d"), conversion=chosen))
    told = (before, EVENTS, "properties.a", ValueType.LIST, WRITTEN)
    (pair,) = edits.set_type(*told, cells={"d": ("a;b",)}).after.events
    assert pair.conversion.separator == "/"


def test_a_conversion_is_a_step_with_a_name():
    pair = Pair("time", Column("a"), conversion=Conversion(date=DateStyle.DAY_FIRST))
    edit = edits.convert(Mapping(), EVENTS, pair, "day first")
    assert (edit.text, edit.after.events) == ("day first: Time", (pair,))


def test_several_columns_become_custom_properties_in_one_step():
    edit = edits.place_custom(Mapping(), EVENTS, ("a", "b"))
    assert edit.text == "send 2 columns as custom property"
    assert [pair.target for pair in edit.after.events] == ["properties.a", "properties.b"]


def test_custom_properties_of_the_person_differ_by_kind():
    event = edits.place_custom(Mapping(), EVENTS, ("a",), of_person=True).after
    person = edits.place_custom(Mapping(), PROFILES, ("a",), of_person=True).after
    assert event.events[0].target == "profile.properties.a"
    assert person.profiles[0].target == "properties.a"


def test_a_fixed_text_is_trimmed_and_an_empty_one_unmaps():
    filled = edits.fix(Mapping(), EVENTS, "metric", " Placed Order ").after
    assert filled.events == (Pair("metric", Fixed("Placed Order")),)
    assert edits.fix(filled, EVENTS, "metric", "  ").after == Mapping()


def test_a_column_pushes_out_no_other_that_has_its_name():
    before = Mapping((Pair("properties.a", Column("x")), Pair("properties.b", Column("b"))))
    after = edits.place_custom(before, EVENTS, ("a", "b", "c")).after
    assert after.events == (
        *before.events,
        Pair("properties.a (2)", Column("a")),
        Pair("properties.c", Column("c")),
    )


@pytest.mark.parametrize(
    ("certain", "to"), [(True, ValueType.NUMBER), (False, None)], ids=["certain", "doubtful"]
)
@pytest.mark.parametrize("of_person", [False, True])
def test_a_column_that_is_dropped_has_the_type_that_was_proposed_for_it(certain, to, of_person):
    number = Pair("properties.a", Column("a"), ValueType.NUMBER)
    other = Pair("properties.b", Column("x"), ValueType.NUMBER)
    proposals = [Suggestion(EVENTS, each, "", is_certain=certain) for each in (number, other)]
    after = edits.place_custom(
        Mapping(), EVENTS, ("a", "b"), proposals=proposals, of_person=of_person
    ).after
    assert [pair.type for pair in after.events] == [to, None]
    rest = placing.rest_as_custom(Mapping(), EVENTS, ("a", "b"), proposals).after
    assert [pair.type for pair in rest.events] == [to, None]


def test_leaving_out_a_column_empties_all_that_it_fills():
    mapping = edits.place(Mapping(), EVENTS, "value", "a").after
    mapping = edits.place(mapping, PROFILES, "email", "a").after
    mapping = edits.place(mapping, PROFILES, "first_name", "b").after
    after = edits.leave_out(mapping, ("a",)).after
    assert (after.events, [pair.target for pair in after.profiles]) == ((), ["first_name"])


def test_clearing_one_kind_leaves_the_other():
    mapping = edits.place(Mapping(), EVENTS, "value", "a").after
    mapping = edits.place(mapping, PROFILES, "email", "b").after
    assert edits.clear(mapping, EVENTS).after.kinds == (PROFILES,)


def test_the_type_of_an_unfilled_property_cannot_change():
    assert edits.set_type(Mapping(), EVENTS, "properties.a", ValueType.NUMBER).after == Mapping()


def test_options_change_in_one_step():
    options = Options("Europe/Berlin", "DE")
    assert edits.set_options(Mapping(), options).after.options == options


def test_matching_automatically_never_replaces_what_was_placed():
    mine = edits.place(Mapping(), EVENTS, "value", "mine").after
    proposal = Mapping().with_pair(EVENTS, Pair("value", Column("theirs")))
    proposal = proposal.with_pair(EVENTS, Pair("time", Column("when")))
    after = edits.fill(mine, proposal).after
    assert after.pair(EVENTS, "value") == Pair("value", Column("mine"))
    assert after.pair(EVENTS, "time") == Pair("time", Column("when"))


def test_a_step_names_a_long_column_in_short():
    edit = edits.place(Mapping(), EVENTS, "value", "a" * 30 + "\n" + "b" * 230)
    assert edit.text == f"map {'a' * 20}…{'b' * 19} → Value"
    assert edit.after.columns() == ("a" * 30 + "\n" + "b" * 230,)


def test_columns_of_other_names_are_used_wherever_the_mapping_speaks_of_them():
    pair = Pair("value", Column("a"), fallback=(Column("b"),))
    before = Mapping((pair,), left_out=("new", "old"))
    edit = edits.rename(before, {"a": "new"})
    assert edit.text == "use new for a"
    assert edit.after == Mapping(
        (Pair("value", Column("new"), fallback=(Column("b"),)),), left_out=("old",)
    )
    assert edits.rename(before, {"a": "new", "b": "c"}).text == "use 2 other columns"


def test_doing_without_a_column_leaves_nothing_out_of_another_file():
    before = Mapping((Pair("value", Column("a"), fallback=(Column("b"),)),))
    edit = edits.do_without(before, "a")
    assert edit.text == "do without a"
    assert edit.after == Mapping((Pair("value", Column("b")),))
    assert edits.do_without(edit.after, "b").after == Mapping()


def test_a_custom_property_of_days_alone_is_placed_as_days():
    before = Mapping().with_pair(EVENTS, Pair("properties.born", Column("x"), ValueType.TEXT))
    placed = edits.place(before, EVENTS, "properties.born", "a", WRITTEN).after
    after = edits.set_type(placed, EVENTS, "properties.born", ValueType.TIME, WRITTEN).after
    assert after.events[0].conversion.hour is MissingHour.DATE


def test_whose_clock_it_was_is_said_in_one_step_that_keeps_the_other_options():
    step = edits.say_zone(Mapping(options=Options("", "DE")), "America/New_York")
    assert step.text == "times of New York"
    assert step.after.options == Options("America/New_York", "DE")
