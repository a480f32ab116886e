"""What an event says of its person is one mark for each property, alike for what is the same."""

import pytest

from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Pair, ValueType
from klaviyo_gui.core.said import MARK_SIZE, UNSAID, said_targets, saying

EVENTS = (Pair("metric", Fixed("Order")), Pair("profile.email", Column("email")))


def marks(attributes, *targets):
    """Return the marks of these properties of somebody."""
    pairs = tuple(Pair(f"profile.{target}", Column("x")) for target in targets)
    said = saying(Mapping((*EVENTS, *pairs)))("email", "a@shop.io", attributes)[16:]
    return [said[at : at + MARK_SIZE] for at in range(0, len(said), MARK_SIZE)]


def test_only_what_may_be_said_otherwise_is_compared():
    more = (
        Pair("profile.first_name", Column("first")),
        Pair("profile.last_name", Column("last")),
        Pair("profile.title", Fixed("Dr.")),
        Pair("profile.image", Fixed("Dr."), fallback=(Column("image"),)),
        Pair("properties.note", Column("note")),
    )
    profiles = (Pair("email", Column("email")), Pair("last_name", Column("last")))
    mapping = Mapping((*EVENTS, *more), profiles)
    assert said_targets(mapping) == ("profile.first_name", "profile.image")
    assert said_targets(Mapping((), profiles)) == ()
    assert said_targets(Mapping(EVENTS, profiles)) == ()


def test_what_profiles_say_is_left_to_them_only_where_they_say_the_same_of_the_same_people():
    mail, name = Pair("email", Column("email")), Pair("first_name", Column("first"))
    events = (*EVENTS, Pair("profile.first_name", Column("first")))
    told = ("profile.first_name",)
    assert said_targets(Mapping(events, (mail, name))) == ()
    assert said_targets(Mapping(events, (mail, Pair("phone_number", Column("x")), name))) == ()
    assert said_targets(Mapping(events, (mail,))) == told
    for other in (
        Pair("first_name", Column("last")),
        Pair("first_name", Column("first"), conversion=Conversion(trim=True)),
        Pair("first_name", Column("first"), fallback=(Column("last"),)),
    ):
        assert said_targets(Mapping(events, (mail, other))) == told
    assert said_targets(Mapping(events, (Pair("email", Column("x")), name))) == told
    assert said_targets(Mapping(events, (Pair("id", Column("x")), mail, name))) == told
    both = (*events, Pair("profile.phone_number", Column("x")))
    assert said_targets(Mapping(both, (mail, name))) == ("profile.phone_number",)
    assert said_targets(Mapping(both, (Pair("external_id", Column("x")), name))) == (
        "profile.first_name",
        "profile.phone_number",
    )


def test_what_tells_who_it_is_is_compared_where_something_else_tells_it_better():
    with_id = (*EVENTS, Pair("profile.id", Column("id")))
    assert said_targets(Mapping(with_id)) == ("profile.email",)
    say = saying(Mapping(with_id))
    assert say("id", "1", {"email": "A@shop.io"}) == say("id", "1", {"email": "a@shop.io"})
    assert say("id", "1", {"email": "b@shop.io"}) != say("id", "1", {"email": "a@shop.io"})


@pytest.mark.parametrize(
    ("one", "other"),
    [(7, 7.0), (0, -0.0), (["a", 7], ["a", 7.0]), ([{"b": 1.0, "a": 2}], [{"a": 2.0, "b": 1}])],
)
def test_numbers_that_are_the_same_in_json_are_the_same(one, other):
    targets = ("properties.x",)
    (first,), (second,) = (marks({"properties": {"x": each}}, *targets) for each in (one, other))
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [("7", 7), (True, "true"), (["a"], "a"), (1e300, "x"), (1, True), (0.0, False)],
)
def test_values_of_other_types_are_others(one, other):
    first, second = (marks({"properties": {"x": each}}, "properties.x") for each in (one, other))
    assert first != second


def test_an_object_is_compared_as_a_whole():
    targets = ("location.city", "properties.a.x", "properties.a.y")
    both = marks({"properties": {"a": {"x": 1, "y": 2}}}, *targets)
    one = marks({"properties": {"a": {"x": 1}}, "location": {"city": "Ulm"}}, *targets)
    nothing = marks({"properties": {"b": 1}}, *targets)
    assert nothing == marks({}, *targets) == [UNSAID] * 3
    assert both[0] == UNSAID != one[0]
    assert both[1] == one[1] != UNSAID
    assert both[2] != one[2] != UNSAID


def test_nothing_is_kept_of_whom_klaviyo_drops():
    say = saying(Mapping((*EVENTS, Pair("profile.title", Column("x"), ValueType.TEXT))))
    assert say("email", "a@test.com", {"email": "a@test.com", "title": "Dr."}) == b""
