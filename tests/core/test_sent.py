import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.sent import entries_in, value_in

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
