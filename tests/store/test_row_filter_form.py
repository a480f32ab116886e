from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.errors import PresetUnreadable
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.core.row_filter import ABOUT_BLANKS, Ask, Condition, RowFilter
from klaviyo_gui.store.presets import FORMAT, Preset, load, save

text = st.just("") | st.text(min_size=1, max_size=9).filter(str.strip)
"""A blank one waits for somebody to say what to compare with."""

said = st.text(min_size=1, max_size=9).filter(str.strip)
condition = st.one_of(
    st.builds(Condition, st.text(max_size=9), st.sampled_from(sorted(ABOUT_BLANKS))),
    st.builds(
        Condition,
        st.text(max_size=9),
        st.sampled_from([each for each in Ask if each not in ABOUT_BLANKS]),
        st.tuples(text),
        st.none() | st.sampled_from(NumberStyle),
        st.none() | st.sampled_from(DateStyle),
    ),
    st.builds(
        Condition,
        st.text(max_size=9),
        st.just(Ask.IS_ONE_OF),
        st.lists(said, min_size=1, max_size=4).map(tuple),
    ),
)
row_filter = st.builds(
    RowFilter, st.lists(condition, min_size=1, max_size=4).map(tuple), st.booleans()
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("rows") / "any.json"


@settings(max_examples=25)
@given(made=st.none() | row_filter)
def test_a_row_filter_comes_back_as_it_was(place, made):
    save(place, Preset("Orders", Mapping(row_filter=made)))
    assert load(place).mapping.row_filter == made
    assert ("rows" in json.loads(place.read_text("utf-8"))) is (made is not None)


def test_rows_match_all_conditions_unless_it_says_any(tmp_path):
    path = tmp_path / "a.json"
    rows = {"conditions": [{"column": "Country", "test": "is one of", "values": ["DE", "AT"]}]}
    path.write_text(json.dumps({"format": FORMAT, "version": 1, "rows": rows}), "utf-8")
    assert load(path).mapping.row_filter == RowFilter(
        (Condition("Country", Ask.IS_ONE_OF, ("DE", "AT")),)
    )


FINE = {"column": "Country", "test": "is", "values": ["DE"]}


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        ([], "“rows” must be names and values in braces"),
        ({}, "“conditions” in “rows” must be a list with at least one condition"),
        ({"conditions": []}, "must be a list with at least one condition"),
        ({"conditions": FINE}, "must be a list with at least one condition"),
        ({"conditions": [FINE], "match": "some"}, "“match” in “rows” is “some”; it must be “all”"),
        ({"conditions": [FINE], "where": 1}, "“where” in “rows” is not known"),
        ({"conditions": [FINE, "x"]}, "condition 2 of “rows” must be names and values in braces"),
        ({"conditions": [{"column": "a"}]}, "condition 1 of “rows” has no “test”"),
        ({"conditions": [{"test": "is"}]}, "condition 1 of “rows” has no “column”"),
        (
            {"conditions": [FINE | {"test": "equals"}]},
            "“test” in condition 1 of “rows” is “equals”",
        ),
        (
            {"conditions": [FINE | {"column": 1}]},
            "“column” in condition 1 of “rows” must be a text",
        ),
        ({"conditions": [FINE | {"values": "DE"}]}, "“values” in condition 1 of “rows” must be a"),
        (
            {"conditions": [FINE | {"values": ["a", "b"]}]},
            "must be a list of one text that is not blank, for “test” is “is”",
        ),
        ({"conditions": [FINE | {"test": "is blank"}]}, "must be left out, for “test” is"),
        (
            {"conditions": [FINE | {"test": "is one of", "values": []}]},
            "must be a list of texts, none of them blank",
        ),
        (
            {"conditions": [FINE | {"numbers": "dot"}]},
            "“numbers” in condition 1 of “rows” is “dot”",
        ),
        ({"conditions": [FINE | {"dates": "dot"}]}, "“dates” in condition 1 of “rows” is “dot”"),
    ],
)
def test_anything_else_is_told_with_its_place(tmp_path, found, cause):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"format": FORMAT, "version": 1, "rows": found}), "utf-8")
    with pytest.raises(PresetUnreadable) as caught:
        load(path)
    assert cause in caught.value.cause
