"""Records are filled by code that is written for the mapping: whatever its names are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.parts import CUSTOM, EVENT, LOCATION, PART_NAMES, PROPERTIES
from klaviyo_gui.core.sweep import Cell, Chained, Constant, sweep

places = st.tuples(st.integers(0, 5), st.integers(0, len(PART_NAMES) - 1), st.text())
cells = st.one_of(st.sampled_from(["", " ", "\t\u00a0", "a", " a "]), st.text())


def value_of(step, row, problems):
    """Return what a step makes of a row, in the plainest way."""
    match step:
        case Constant(value):
            return value
        case Chained(chain):
            return chain(row, problems)
        case Cell(at, convert=convert):
            if not row[at].strip():
                return None
            return row[at] if convert is None else convert(row[at], problems)


def filled_by_a_loop(steps, row, problems):
    """Fill the parts step by step."""
    parts = tuple({} for _ in PART_NAMES)
    for step in steps:
        value = value_of(step, row, problems)
        if value is not None:
            *path, last = step.path if isinstance(step, Chained) else (step.name,)
            content = parts[step.part]
            for name in path:
                content = content.setdefault(name, {})
            content[last] = value
    _, _, person, location, custom = parts
    if location:
        person["location"] = location
    if custom:
        person["properties"] = custom
    return parts


def to_number(text, problems):
    """Convert a text, or tell why not."""
    if len(text) == 1:
        return len(problems)
    problems.append(text)
    return None


def first_two(row, problems):
    """Join two cells, and leave out what is too short."""
    problems.append(row[1])
    return row[0] + row[1] if len(row[0]) > 1 else None


inner = st.lists(st.text(max_size=3).map("inner ".__add__), min_size=2, max_size=3).map(tuple)
parts_of = st.integers(0, len(PART_NAMES) - 1)
steps_of = st.one_of(
    st.builds(
        Constant, st.sampled_from(["Placed Order", 0, 1.5, True, False]), parts_of, st.text()
    ),
    places.map(lambda place: Cell(*place)),
    places.map(lambda place: Cell(*place, to_number)),
    st.builds(Chained, st.just(first_two), parts_of, st.tuples(st.text()) | inner),
)


@given(st.lists(steps_of, max_size=8), st.lists(cells, min_size=6, max_size=6))
def test_every_value_goes_to_its_place_and_what_is_blank_nowhere(steps, row):
    told, expected = [], []
    assert sweep(steps)(row, told) == filled_by_a_loop(steps, row, expected)
    assert told == expected


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
    steps = [
        Cell(0, PROPERTIES, name),
        Cell(1, CUSTOM, name),
        Constant("c", EVENT, name),
        Chained(lambda _cells, _problems: "d", LOCATION, (name, name)),
    ]
    event, properties, _, location, custom = sweep(steps)(["a", "b"], [])
    assert (properties, custom) == ({name: "a"}, {name: "b"})
    assert (event, location) == ({name: "c"}, {name: {name: "d"}})


def test_rows_share_no_parts():
    fill = sweep([Cell(0, EVENT, "a")])
    first, second = fill(["1"], []), fill(["2"], [])
    assert [parts[EVENT] for parts in (first, second)] == [{"a": "1"}, {"a": "2"}]
    assert all(one is not other for one, other in zip(first, second, strict=True))
