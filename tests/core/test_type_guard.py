"""A property that an account knows as something else is told before anything is sent."""

import pytest

from klaviyo_gui.core.event_target import of_event
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.type_guard import Clash, clashes

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
TEXT, NUMBER, TIME = ValueType.TEXT, ValueType.NUMBER, ValueType.TIME


def event_of(target, type_=None):
    return Mapping((Pair("metric", Fixed("Sale")), Pair(target, Column("a"), type_)))


def only(*types):
    return frozenset(types)


@pytest.mark.parametrize(
    ("ours", "theirs", "is_told"),
    [
        (TEXT, only(NUMBER), True),
        (None, only(NUMBER), True),
        (NUMBER, only(TEXT), True),
        (ValueType.YES_NO, only(TEXT), True),
        (ValueType.LIST, only(NUMBER, TEXT), True),
        (NUMBER, only(NUMBER), False),
        (NUMBER, only(NUMBER, TEXT), False),
        (TIME, only(TEXT), False),
        (ValueType.PHONE, only(TEXT), False),
        (TEXT, only(), False),
    ],
)
def test_a_type_that_no_value_has_there_is_told(ours, theirs, is_told):
    mapping = event_of("properties.Brand", ours)
    clash = Clash(EVENTS, "properties.Brand", "Brand", ours or TEXT, theirs)
    assert list(clashes(mapping, {"Brand": theirs}, {})) == [clash] * is_told


@pytest.mark.parametrize("known", ["brand name", "BrandName", "brand-name", "BRAND_NAME"])
def test_a_name_that_is_there_in_other_letters_is_told(known):
    mapping = event_of("properties.Brand Name")
    clash = Clash(EVENTS, "properties.Brand Name", "Brand Name", TEXT, alike=known)
    assert list(clashes(mapping, {known: only(TEXT)}, {})) == [clash]


def test_a_name_that_is_there_needs_no_other_and_a_new_one_clashes_with_none():
    both = {"Brand": only(TEXT), "brand": only(TEXT)}
    assert list(clashes(event_of("properties.Brand"), both, {})) == []
    assert list(clashes(event_of("properties.Colour"), both, {})) == []


def test_people_are_compared_with_people_whether_events_or_profiles_say_it():
    of_people = {"Points": only(NUMBER)}
    by_event = event_of("profile.properties.Points")
    (found,) = clashes(by_event, {"Points": only(TEXT)}, of_people)
    assert (found.kind, found.target) == (EVENTS, "profile.properties.Points")
    by_profile = Mapping((), (Pair("properties.Points", Column("a")),))
    (found,) = clashes(by_profile, {"Points": only(TEXT)}, of_people)
    assert (found.kind, found.target, found.theirs) == (PEOPLE, "properties.Points", only(NUMBER))


def test_own_properties_and_those_within_objects_are_not_compared():
    known = {"Address": only(TEXT), "city": only(NUMBER), "value": only(TEXT)}
    for target in ("properties.Address.city", "value", "profile.email"):
        assert list(clashes(event_of(target), known, known)) == []


def test_without_anything_known_nothing_is_told():
    assert list(clashes(event_of("properties.Brand"), {}, {})) == []


def test_of_several_events_each_is_compared_with_its_own_name_alone():
    brand = Pair("properties.Brand", Column("a"), TEXT)
    shipped = FurtherEvent((Pair("metric", Fixed("Fulfilled Order")), brand))
    points = Pair("profile.properties.Points", Column("a"))
    main = (Pair("metric", Fixed("Sale")), brand, points)
    mapping = Mapping(main, (), further=(shipped,))
    of_people, number = {"Points": only(NUMBER)}, {"Brand": only(NUMBER)}

    def told(**of_each):
        names = {name.replace("_", " "): types for name, types in of_each.items()}
        found = clashes(mapping, number, of_people, names)
        return [(each.event, each.target) for each in found]

    person = ("", "profile.properties.Points")
    target = of_event("Fulfilled Order", "properties.Brand")
    assert told(Fulfilled_Order=number) == [person, ("Fulfilled Order", target)]
    assert told(Sale=number) == [("Sale", "properties.Brand"), person]
    assert told() == [person]
