from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.errors import PresetUnreadable
from klaviyo_gui.core.join import Doubles, Join, Taken
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.store.presets import FORMAT, Preset, load, save

text = st.text(max_size=9)
joins = st.lists(
    st.builds(
        Join,
        st.sampled_from(["customers.csv", "Kunden 2026.xlsx", "a.zip"]),
        st.lists(st.tuples(text, text), min_size=1, max_size=3).map(tuple),
        st.lists(st.builds(Taken, text, st.uuids().map(str)), min_size=1, max_size=3).map(tuple),
        st.sampled_from(Doubles),
        st.sampled_from([(), (("delimiter", ";"), ("header_line", 3)), (("sheet", "People"),)]),
    ),
    max_size=2,
).map(tuple)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("joins") / "any.json"


@settings(max_examples=25)
@given(made=joins)
def test_joins_come_back_as_they_were(place, made):
    save(place, Preset("Orders", Mapping(joins=made)))
    assert load(place).mapping.joins == made
    content = json.loads(place.read_text("utf-8"))
    # A program of the first version must not send the rows without what is joined.
    assert ("joins" in content, content["version"]) == (bool(made), 2 if made else 1)


FINE = {
    "file": "customers.csv",
    "key": [{"column": "EMAIL", "equals": "E-mail"}],
    "columns": [{"column": "City", "as": "City"}],
}


def test_rows_with_doubles_are_held_unless_it_says_otherwise(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"format": FORMAT, "version": 1, "joins": [FINE]}), "utf-8")
    assert load(path).mapping.joins == (
        Join("customers.csv", (("EMAIL", "E-mail"),), (Taken("City", "City"),), Doubles.HOLD),
    )


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        ({}, "“joins” must be a list"),
        ([FINE | {"reading": {"quote": "ab"}}], "“quote” in “reading” must be one character"),
        (["x"], "join 1 of “joins” must be names and values in braces"),
        ([{}], "join 1 of “joins” has no “file”"),
        ([FINE | {"rows": 1}], "“rows” in join 1 of “joins” is not known"),
        ([FINE | {"file": "a/b.csv"}], "“file” in join 1 of “joins” must be the name of a file"),
        ([FINE | {"file": "C:\\b.csv"}], "must be the name of a file without its folder"),
        ([FINE | {"file": " "}], "must be the name of a file without its folder"),
        ([FINE | {"key": []}], "“key” in join 1 of “joins” must be a list with at least one"),
        ([FINE | {"columns": {}}], "“columns” in join 1 of “joins” must be a list with at least"),
        ([FINE | {"key": ["a"]}], "entry 1 of “key” in join 1 of “joins” must be names and"),
        ([FINE | {"key": [{"column": "a"}]}], "entry 1 of “key” in join 1 of “joins” has no “equ"),
        (
            [FINE | {"columns": [{"column": "a", "as": 1}]}],
            "“as” in entry 1 of “columns” in join 1 of “joins” must be a text",
        ),
        ([FINE | {"doubles": "all"}], "“doubles” in join 1 of “joins” is “all”; it must be one"),
        ([FINE, FINE], "“joins” gives the name “City” to two columns"),
    ],
)
def test_anything_else_is_told_with_its_place(tmp_path, found, cause):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"format": FORMAT, "version": 1, "joins": found}), "utf-8")
    with pytest.raises(PresetUnreadable) as caught:
        load(path)
    assert cause in caught.value.cause
