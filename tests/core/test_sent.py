import pytest

from klaviyo_gui.core.event_target import OF, of_event
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.sent import entries_in, names_in, parts_named, value_in

PROPERTIES = {
    "Items": [{"SKU": "A", "Size": {"Width": 1}}, {"SKU": "B"}, {}],
    "ItemNames": ["Cup", "Tea"],
    "Items[].Odd": "as it is",
    "Plain": "text",
}
EVENT = {"attributes": {"events": {"data": [{"attributes": {"properties": PROPERTIES}}]}}}
PERSON = {"attributes": {"properties": PROPERTIES}}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("Items[].SKU", ["A", "B"]),
        ("Items[].Size.Width", [1]),
        ("Items[].Colour", None),
        ("ItemNames[]", ["Cup", "Tea"]),
        ("Brands[]", None),
        ("Plain[]", None),
        ("Plain", "text"),
    ],
)
def test_of_the_items_of_an_order_it_is_read_what_each_says(key, value):
    assert value_in(Kind.EVENTS, f"properties.{key}", EVENT) == value
    assert value_in(Kind.PROFILES, f"properties.{key}", PERSON) == value


def test_the_entries_of_a_list_are_given_whole():
    assert entries_in("Items[].SKU", PROPERTIES) == PROPERTIES["Items"]
    assert entries_in("Plain", PROPERTIES) == []
    assert entries_in("Brands[].Name", PROPERTIES) == []


def named(name, **event):
    metric = {"data": {"attributes": {"name": name}}}
    return {"attributes": {"metric": metric, "properties": {}, **event}}


SEVERAL = {
    "attributes": {
        "profile": {"data": {"attributes": {"email": "a@b.io"}}},
        "events": {
            "data": [
                named("Placed Order", time="1", value=3),
                named("Fulfilled Order", time="2", properties={f"SKU{OF}Size": "A"}),
                named("Ordered Product", value=1),
                named("Ordered Product", value=2),
                named("Ordered Product"),
            ]
        },
    }
}


@pytest.mark.parametrize(
    ("event", "key", "value"),
    [
        ("Placed Order", "time", "1"),
        ("Fulfilled Order", "time", "2"),
        ("Fulfilled Order", "value", None),
        ("Fulfilled Order", "metric", "Fulfilled Order"),
        ("Fulfilled Order", f"properties.SKU{OF}Size", "A"),
        ("Ordered Product", "value", [1, 2]),
        ("Refunded Order", "value", None),
    ],
)
def test_of_several_events_each_is_read_by_its_name(event, key, value):
    assert value_in(Kind.EVENTS, of_event(event, key), SEVERAL) == value


def test_without_a_name_the_first_of_several_events_is_read():
    assert value_in(Kind.EVENTS, "time", SEVERAL) == "1"
    assert value_in(Kind.EVENTS, "profile.email", SEVERAL) == "a@b.io"
    sign = {"attributes": {"events": {"data": [named("X", properties={f"A{OF}B": 1})]}}}
    assert value_in(Kind.EVENTS, f"properties.A{OF}B", sign) == 1


def test_a_record_is_taken_apart_into_its_events_of_one_name():
    parts = parts_named("Ordered Product", SEVERAL)
    assert [value_in(Kind.EVENTS, "value", each) for each in parts] == [1, 2, None]
    assert value_in(Kind.EVENTS, "profile.email", parts[0]) == "a@b.io"
    assert parts_named("Refunded Order", SEVERAL) == []
    assert names_in(SEVERAL)[:2] == ["Placed Order", "Fulfilled Order"]
