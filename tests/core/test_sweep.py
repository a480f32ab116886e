"""Plain texts are taken by code that is written for the mapping: whatever its names are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.parts import CUSTOM, EVENT, PART_NAMES, PROPERTIES
from klaviyo_gui.core.sweep import sweep

places = st.tuples(st.integers(0, 5), st.integers(0, len(PART_NAMES) - 1), st.text())
cells = st.one_of(st.sampled_from(["", " ", "\t\u00a0", "a", " a "]), st.text())


def taken_by_a_loop(texts, row):
    """Do the same in the plainest way."""
    parts = tuple({} for _ in PART_NAMES)
    for at, part, name in texts:
        if row[at].strip():
            parts[part][name] = row[at]
    return parts


@given(st.lists(places, max_size=8), st.lists(cells, min_size=6, max_size=6))
def test_every_text_that_is_not_blank_goes_to_its_place(texts, row):
    assert sweep(texts)(row) == taken_by_a_loop(texts, row)


@pytest.mark.parametrize(
    "name",
    [
        "'] = __import__('os').abort() or '",
        '"""',
        "line\nfeed",
        "back\\slash",
        "{braces}",
        "\ud800",
        "event",
        "cells",
    ],
)
def test_a_name_is_never_read_as_code(name):
    _, properties, _, _, custom = sweep([(0, PROPERTIES, name), (1, CUSTOM, name)])(["a", "b"])
    assert properties == {name: "a"}
    assert custom == {name: "b"}


def test_rows_share_no_parts():
    taken = sweep([(0, EVENT, "a")])
    first, second = taken(["1"]), taken(["2"])
    assert [parts[EVENT] for parts in (first, second)] == [{"a": "1"}, {"a": "2"}]
    assert all(one is not other for one, other in zip(first, second, strict=True))
