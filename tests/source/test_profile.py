from __future__ import annotations

import pickle
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.source.profile import DISTINCT_LIMIT, ColumnProfile, Looks, Profiles, profile

CELL = st.sampled_from(
    ["", " ", "1", "1.0", "-2", "07", "x", "a@b.co", "2024-03-02", "US", "y" * 70]
)


def of(*cells):
    return profile(("a",), ([cell] for cell in cells))[0]


def test_a_column_is_described_by_what_fills_it():
    rows = [["x", "1"], [" ", "2"], ["x"], ["y", "1", "too much"], ["", "1"]]
    first, second = profile(("a", "b"), rows)
    assert (first.name, first.position, first.filled, first.total) == ("a", 0, 3, 5)
    assert (second.name, second.position, second.filled, second.total) == ("b", 1, 4, 5)
    assert (first.samples, first.distinct) == (("x", "y"), 2)
    assert (second.samples, second.distinct) == (("1", "2"), 2)


def test_samples_are_the_first_three_different_values_cut():
    assert of("x" * 70, "x" * 71, "b", "b", "c", "d").samples == ("x" * 60, "b", "c")


def test_different_values_are_counted_up_to_a_limit():
    assert of(*map(str, range(DISTINCT_LIMIT))).distinct == DISTINCT_LIMIT
    assert of(*map(str, range(DISTINCT_LIMIT))).is_exact
    beyond = of(*map(str, range(DISTINCT_LIMIT + 1)))
    assert (beyond.distinct, beyond.is_exact) == (DISTINCT_LIMIT, False)


def test_a_column_that_no_row_reaches_is_blank():
    assert profile(("a", "b"), [["1"]])[1] == ColumnProfile("b", 1, 0, 1, (), 0)
    assert profile(("a",), []) == (ColumnProfile("a", 0, 0, 0, (), 0),)


def test_short_and_long_rows_among_many_keep_every_cell_in_its_column():
    rows = [[f"a{at}", f"b{at}", f"c{at}"] for at in range(1_000)]
    rows[300:600] = [[f"a{at}"] for at in range(300, 600)]
    rows[700] = ["a700", "b700", "c700", "too", "many"]
    first, second, third = profile(("a", "b", "c"), rows)
    assert (first.filled, second.filled, third.filled) == (1_000, 700, 700)
    for each in (first, second, third):
        assert each.distinct == each.filled
        assert each.common[0][0].startswith(each.name)
    late = Profiles(("a", "b", "c"))
    late.add(rows[299:], 299)
    late.add([["x", "y", "z"]] * 299, 0)
    assert late.all()[1].samples == ("y", "b299", "b600")


def test_the_most_frequent_values_come_first():
    found = of("b", "a", "b", "", "c", *"defghijklmno")
    assert found.common[:3] == (("b", 2), ("a", 1), ("c", 1))
    assert len(found.common) == 10


def test_some_cells_are_the_first_ones_and_then_the_frequent_ones():
    found = of("d", "c", "b", "a", "a", "b", "a", "")
    assert found.cells == ("d", "c", "b", "a", "b", "c", "d")


def test_lengths_are_those_of_filled_cells():
    assert (of("", "ab", "a", "abc").shortest, of("", "ab", "a", "abc").longest) == (1, 3)


@pytest.mark.parametrize(
    ("cells", "extent"),
    [
        (("9", "10", "-1.5", ""), ("number", "-1.5", "10")),
        (("1.0", "1", "1.00"), ("number", "1", "1.00")),
        (("2024-03-02", "2023-12-31 23:59:59"), ("date", "2023-12-31 23:59:59", "2024-03-02")),
        (("9", "10", "x"), ("", "", "")),
        (("1_000", "2"), ("", "", "")),
        (("nan", "2"), ("", "", "")),
        (("1e5", "2"), ("", "", "")),
        (("1.2.3", "2"), ("", "", "")),
        (("2024-03-02", "31/12/2024"), ("", "", "")),
        (("2024-13-02",), ("", "", "")),
        (("", " "), ("", "", "")),
    ],
)
def test_bounds_are_given_where_all_cells_have_one_form(cells, extent):
    found = of(*cells)
    assert (found.form, found.smallest, found.largest) == extent


def test_shares_tell_what_cells_look_like():
    assert of("a@b.co", "c@d.de", "x", "").looks == Looks(email=2 / 3)
    assert of("US", "Germany").looks == Looks(country=1.0)
    assert of("555-864-9987", "12.5").looks == Looks(phone=0.5, number=0.5)


def test_beyond_the_first_rows_some_are_looked_at():
    found = of(*["x"] * 500, *(["a@b.co"] * 1_280))
    assert found.looks.email == 10 / 510


def halves(rows, cuts):
    edges = [0, *sorted(cut % (len(rows) + 1) for cut in cuts), len(rows)]
    return [(start, rows[start:stop]) for start, stop in pairwise(edges)]


def merged(header, parts):
    whole = Profiles(header)
    for start, rows in parts:
        part = Profiles(header)
        if rows:
            part.add(rows, start)
        whole.merge(pickle.loads(pickle.dumps(part)))
    return whole.all()


@given(
    rows=st.lists(st.lists(CELL, min_size=1, max_size=3), max_size=30),
    cuts=st.lists(st.integers(0, 30), max_size=4),
    order=st.randoms(use_true_random=False),
)
def test_parts_merged_in_any_order_equal_the_whole(rows, cuts, order):
    header = ("a", "b", "c")
    parts = halves(rows, cuts)
    order.shuffle(parts)
    assert merged(header, parts) == profile(header, rows)


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 1_000))
def test_beyond_the_limit_the_parts_tell_frequent_values_within_the_error(seed):
    dice = random.Random(seed)
    cells = [f"often {dice.randrange(3)}" for _ in range(6_000)]
    cells += [f"once {row}" for row in range(24_000)]
    dice.shuffle(cells)
    rows = [[cell] for cell in cells]
    parts = halves(rows, (dice.randrange(30_000), dice.randrange(30_000)))
    for found in (profile(("a",), rows)[0], merged(("a",), parts)[0]):
        assert not found.is_exact
        assert {value for value, _ in found.common} == {"often 0", "often 1", "often 2"}
        assert 0 < found.missed <= 30_000 / 1_000
        for value, count in found.common:
            assert count <= cells.count(value) <= count + found.missed


def test_a_frequent_value_that_is_shown_cut_is_none_to_ask_for():
    fits, ends = "x" * 60, "y" * 59 + "…"
    rows = [[each] for each in ("short", fits, "z" * 61, ends) for _ in range(2)]
    (found,) = profile(("Note",), rows)
    assert sorted(found.whole_common) == [("short", 2), (fits, 2)]
    assert len(found.common) == 4
