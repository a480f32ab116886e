from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.errors import PresetUnreadable
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.core.otherwise import Confirmed
from klaviyo_gui.store.presets import FORMAT, Preset, load, save

made = st.lists(
    st.sampled_from([DateStyle, NumberStyle]).flatmap(
        lambda styles: st.builds(
            Confirmed,
            st.text(max_size=9),
            st.sampled_from(styles),
            st.sampled_from(styles),
            st.integers(1, 2**60),
        )
    ),
    max_size=4,
).map(tuple)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("confirmed") / "any.json"


@given(made=made)
def test_what_was_confirmed_comes_back_as_it_was(place, made):
    save(place, Preset("Orders", Mapping(confirmed=made)))
    assert load(place).mapping.confirmed == made
    assert ("confirmed" in json.loads(place.read_text("utf-8"))) is bool(made)


FINE = {"column": "When", "style": "day first", "despite": "month first", "bytes": 12}


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        ({}, "“confirmed” must be a list"),
        (["When"], "entry 1 of “confirmed” must be names and values in braces"),
        ([FINE, {"column": "When"}], "entry 2 of “confirmed” has no “style”"),
        ([FINE | {"rows": 3}], "“rows” in entry 1 of “confirmed” is not known"),
        ([FINE | {"bytes": 0}], "“bytes” in entry 1 of “confirmed” must be the size of the file"),
        ([FINE | {"bytes": True}], "must be the size of the file"),
        ([FINE | {"bytes": "12"}], "must be the size of the file"),
        (
            [FINE | {"style": "sideways"}],
            "“style” in entry 1 of “confirmed” is “sideways”; it must",
        ),
        ([FINE | {"despite": "point"}], "must both be of dates or of numbers"),
    ],
)
def test_anything_else_is_told_with_its_place(place, found, cause):
    content = {"format": FORMAT, "version": 1, "confirmed": found}
    place.write_text(json.dumps(content), "utf-8")
    with pytest.raises(PresetUnreadable) as error:
        load(place)
    assert cause in error.value.cause
