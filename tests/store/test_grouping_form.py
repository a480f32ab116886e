"""How rows are put together is part of a preset; presets without it are as they were."""

import json

import pytest

from klaviyo_gui.core.errors import PresetUnreadable
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Mapping, Pair
from klaviyo_gui.store.presets import Reading, as_bytes, load, made, mapping_as_json, save

MAPPING = Mapping((Pair("properties.Items[].SKU", Column("sku")),))


@pytest.mark.parametrize("grouping", [None, Grouping(("no",)), Grouping(("no", "shop"), ("sku",))])
def test_it_comes_back_as_it_was(tmp_path, grouping):
    mapping = Mapping(MAPPING.events, grouping=grouping)
    path = tmp_path / "p.json"
    save(path, made("p", mapping, ("no", "sku", "shop"), Reading()))
    assert load(path).mapping == mapping


def test_a_preset_without_it_says_nothing_of_it():
    assert "grouping" not in mapping_as_json(MAPPING)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ([], "“grouping” must be names and values in braces"),
        ({}, "“key” in “grouping” must name the columns that tell an order"),
        ({"key": "no"}, "“key” in “grouping” must be a list"),
        ({"key": ["no"], "per_item": [1]}, "entry 1 of “per_item” in “grouping” must be a text"),
        ({"key": ["no"], "by": []}, "“by” in “grouping” is not known"),
        (
            {"key": ["no"], "per_item": ["no"]},
            "“no” in “grouping” tells the order, and cannot be of each item",
        ),
    ],
)
def test_what_is_wrong_with_it_is_told(tmp_path, content, cause):
    path = tmp_path / "p.json"
    found = json.loads(as_bytes(made("p", MAPPING, ("sku",), Reading())))
    path.write_text(json.dumps(found | {"grouping": content}))
    with pytest.raises(PresetUnreadable) as caught:
        load(path)
    assert caught.value.cause.startswith(cause)
