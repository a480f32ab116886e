from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.errors import PresetUnreadable
from klaviyo_gui.core.lost_zeros import LostZeros
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.repair import REPAIRABLE, Repair, Seen
from klaviyo_gui.store.presets import FORMAT, Preset, load, save

lengths = st.integers(1, 19).flatmap(lambda now: st.tuples(st.just(now), st.integers(now + 1, 21)))
zeros = st.builds(
    LostZeros,
    st.lists(lengths, min_size=1, max_size=3).map(tuple),
    st.text(max_size=9),
    in_unknown=st.booleans(),
)
repairs = st.lists(
    st.builds(Repair, st.text(max_size=9), st.sampled_from(REPAIRABLE[:-1]))
    | st.builds(Repair, st.text(max_size=9), st.just(Code.ZEROS_LOST), zeros),
    max_size=5,
    unique_by=lambda repair: repair.place,
).map(tuple)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("repairs") / "any.json"


@given(made=repairs)
def test_repairs_come_back_as_they_were(place, made):
    save(place, Preset("Orders", Mapping(repairs=made)))
    assert load(place).mapping.repairs == made


def test_a_preset_without_repairs_reads_and_looks_like_an_old_one(place):
    save(place, Preset("Orders", Mapping()))
    assert "repairs" not in json.loads(place.read_text("utf-8"))
    assert load(place).mapping.repairs == ()


def test_what_somebody_has_seen_in_one_file_is_not_saved_for_the_next(place):
    save(place, Preset("Orders", Mapping(seen=(Seen("mojibake", ("Name",), 3),))))
    assert load(place).mapping == Mapping()


ZEROS = {"column": "ZIP", "damage": "zeros_lost", "lengths": [[4, 5]]}


@pytest.mark.parametrize(
    ("written", "cause"),
    [
        ({}, "“repairs” must be a list"),
        ([5], "repair 1 of “repairs” must be names and values in braces"),
        ([{"damage": "mojibake"}], "has no “column”"),
        ([{"column": "a"}], "has no “damage”"),
        ([{"column": 1, "damage": "mojibake"}], "“column” in repair 1"),
        ([{"column": "a", "damage": 1}], "“damage” in repair 1"),
        ([{"column": "a", "damage": "letters_lost"}], "“letters_lost”; it must be one of"),
        ([{"column": "a", "damage": "mojibake", "lengths": [[4, 5]]}], "“lengths” in repair 1"),
        ([{"column": "a", "damage": "mojibake"}] * 2, "twice"),
        ([{**ZEROS, "lengths": 5}], "“lengths” in repair 1"),
        ([{**ZEROS, "lengths": []}], "“lengths” in repair 1"),
        ([{**ZEROS, "lengths": [[5, 4]]}], "“lengths” in repair 1"),
        ([{**ZEROS, "lengths": [[4, 99]]}], "“lengths” in repair 1"),
        ([{**ZEROS, "lengths": [[4]]}], "“lengths” in repair 1"),
        ([{**ZEROS, "lengths": [5]}], "“lengths” in repair 1"),
        ([{**ZEROS, "lengths": [[True, 5]]}], "“lengths” in repair 1"),
        ([{**ZEROS, "country": 1}], "“country” in repair 1"),
        ([{**ZEROS, "in_unknown": 1}], "“in_unknown” in repair 1"),
    ],
)
def test_a_repair_that_cannot_be_is_told_with_its_place(place, written, cause):
    content = {"format": FORMAT, "version": 1, "name": "x", "repairs": written}
    place.write_text(json.dumps(content), "utf-8")
    with pytest.raises(PresetUnreadable) as caught:
        load(place)
    assert cause in caught.value.cause
