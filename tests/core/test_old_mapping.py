import pytest

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.nesting import path_of
from klaviyo_gui.core.old_mapping import Note, NoteCode, is_mapping, merged, translated

EVENT = {
    "event": "PlacedOrder",
    "customer_properties": {"$email": "EMAIL"},
    "properties": {"$event_id": "ORDER_ID", "$value": "ORDER_TOTAL", "OrderType": "ORDER_TYPE"},
    "time": "DATE_ORDERED",
}
PROFILE = {
    "properties": {
        "$email": "EMAIL",
        "$first_name": "BILL_FIRST_NAME",
        "$last_name": "BILL_LAST_NAME",
        "$region": "BILL_STATE_CODE",
        "$zip": "BILL_ZIP",
        "$phone_number": "BILL_PHONE",
        "Tier": "TIER",
    }
}


def of(content):
    """Return the pairs of a mapping as ``target: column``, a fixed text in quotes."""
    mapping, _ = translated(content)
    [kind] = mapping.kinds
    sources = {pair.target: pair.source for pair in mapping.pairs(kind)}
    return kind, {
        key: source.name if isinstance(source, Column) else f"“{source.text}”"
        for key, source in sources.items()
    }


def test_the_mapping_of_an_event_speaks_todays_names():
    assert of(EVENT) == (
        Kind.EVENTS,
        {
            "metric": "“PlacedOrder”",
            "profile.email": "EMAIL",
            "unique_id": "ORDER_ID",
            "value": "ORDER_TOTAL",
            "properties.OrderType": "ORDER_TYPE",
            "time": "DATE_ORDERED",
        },
    )


def test_the_mapping_of_a_profile_speaks_todays_names():
    assert of(PROFILE) == (
        Kind.PROFILES,
        {
            "email": "EMAIL",
            "first_name": "BILL_FIRST_NAME",
            "last_name": "BILL_LAST_NAME",
            "location.region": "BILL_STATE_CODE",
            "location.zip": "BILL_ZIP",
            "phone_number": "BILL_PHONE",
            "properties.Tier": "TIER",
        },
    )


def test_a_mapping_on_one_level_means_the_same():
    flat = {"event": "Bought", "$email": "E", "$event_id": "I", "$city": "C", "Size": "S"}
    assert of(flat) == (
        Kind.EVENTS,
        {
            "metric": "“Bought”",
            "profile.email": "E",
            "unique_id": "I",
            "profile.location.city": "C",
            "properties.Size": "S",
        },
    )
    assert of({"$email": "E", "Tier": "T", "time": "W"}) == (
        Kind.PROFILES,
        {"email": "E", "properties.Tier": "T", "properties.time": "W"},
    )


def test_custom_properties_of_the_person_of_an_event_stay_the_persons():
    content = {"event": "Bought", "customer_properties": {"$email": "E", "Tier": "T"}}
    assert of(content)[1]["profile.properties.Tier"] == "T"


@pytest.mark.parametrize("kind", Kind)
def test_every_old_name_of_the_catalogue_finds_its_property(kind):
    for target in catalog.targets(kind):
        if not target.legacy.startswith("$"):
            continue
        is_person = target.key.startswith(catalog.PERSON) or kind is Kind.PROFILES
        level = "properties" if kind is Kind.PROFILES or not is_person else "customer_properties"
        content = {level: {target.legacy: "C"}} | ({"event": "E"} if kind is Kind.EVENTS else {})
        assert of(content)[1][target.key] == "C"


def test_the_older_name_of_the_currency_is_known_and_what_klaviyo_keeps_stays():
    content = {"event": "E", "properties": {"$currency_code": "C", "$extra": "X"}}
    assert of(content)[1] == {
        "metric": "“E”",
        "value_currency": "C",
        "properties.$extra": "X",
    }
    assert of({"_kx": "K", "$email": "E"})[1] == {"_kx": "K", "email": "E"}


def test_a_dot_in_an_old_name_makes_no_object():
    mapping, _ = translated({"properties": {"$email": "E", "Order.Type": "T", "No. 5": "N"}})
    names = [pair.target.removeprefix("properties.") for pair in mapping.profiles[1:]]
    assert [path_of(name) for name in names] == [("Order.Type",), ("No. 5",)]


@pytest.mark.parametrize("name", ["$consent", "$source", "$append", "$anything"])
def test_what_no_import_takes_any_more_is_left_out_and_said(name):
    mapping, notes = translated({"properties": {"$email": "E", name: "C"}})
    assert mapping.profiles == (Pair("email", Column("E")),)
    assert notes == (Note(NoteCode.GONE, name),)


def test_the_value_of_an_event_is_none_of_its_person():
    mapping, notes = translated({"event": "E", "customer_properties": {"$value": "V"}})
    assert mapping.events == (Pair("metric", Fixed("E")),)
    assert notes == (Note(NoteCode.GONE, "$value"),)
    _, notes = translated({"properties": {"$currency_code": "C"}})
    assert notes == (Note(NoteCode.GONE, "$currency_code"),)


def test_a_key_is_not_taken_over_and_said():
    mapping, notes = translated({"token": "abc123", "properties": {"$email": "E"}})
    assert mapping.profiles == (Pair("email", Column("E")),)
    assert notes == (Note(NoteCode.KEY, "token"),)


def test_a_property_that_is_filled_twice_is_said_and_the_later_column_counts():
    content = {"event": "E", "$email": "A", "customer_properties": {"$email": "B"}}
    mapping, notes = translated(content)
    assert mapping.pair(Kind.EVENTS, "profile.email") == Pair("profile.email", Column("B"))
    assert notes == (Note(NoteCode.REPEATED, "$email"),)


def test_the_zone_of_times_is_said():
    assert translated({"event": "E", "time": "T"})[1] == (Note(NoteCode.ZONE),)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (EVENT, True),
        (PROFILE, True),
        ({"$email": "E"}, True),
        ({"colour": "red"}, False),
        ({5: "E"}, False),
        ({}, False),
    ],
)
def test_a_mapping_is_told_from_other_dictionaries(content, expected):
    assert is_mapping(content) is expected


def test_one_mapping_of_each_kind_makes_one_and_two_of_a_kind_do_not():
    event, profile = translated(EVENT)[0], translated(PROFILE)[0]
    assert merged((event, profile)) == Mapping(event.events, profile.profiles)
    assert merged((event, profile, event)) is None
    assert merged(()) == Mapping()


KEY = "pk_1234567890abcdef1234567890abcdef12"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ({"$email": "E", "properties": {"k": KEY}}, "k"),
        ({"event": KEY, "$email": "E"}, "event"),
        ({"$email": "E", "properties": {KEY: "C"}}, "pk_…"),
        ({"$email": "E", "customer_properties": {"$id": f"x {KEY}"}}, "$id"),
    ],
)
def test_a_private_key_is_taken_over_from_nowhere_and_said_without_it(content, name):
    mapping, notes = translated(content)
    assert Note(NoteCode.KEY, name) in notes
    assert KEY not in repr((mapping, notes))
    assert "E" in mapping.columns()


def test_what_stands_below_an_unknown_name_is_told_where_it_goes():
    mapping, notes = translated({"event": "Sale", "Items": {"Colour": "C"}, "$email": "Mail"})
    assert mapping.pair(Kind.EVENTS, "properties.Colour") == Pair("properties.Colour", Column("C"))
    assert notes == (Note(NoteCode.LEVEL, "Items: Colour"),)
    _, known = translated({"event": "Sale", "properties": {"Colour": "C"}})
    assert known == ()
