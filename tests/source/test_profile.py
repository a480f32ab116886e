from __future__ import annotations

from klaviyo_gui.source.profile import ColumnProfile, profile


def test_a_column_is_described_by_what_fills_it():
    rows = [["x", "1"], [" ", "2"], ["x"], ["y", "1", "too much"], ["", "1"]]
    assert profile(("a", "b"), rows) == (
        ColumnProfile("a", 0, filled=3, total=5, samples=("x", "y"), distinct=2),
        ColumnProfile("b", 1, filled=4, total=5, samples=("1", "2"), distinct=2),
    )


def test_samples_are_the_first_three_different_values_cut():
    rows = [["x" * 70], ["x" * 70], ["b"], ["c"], ["d"]]
    assert profile(("a",), rows)[0].samples == ("x" * 60, "b", "c")


def test_different_values_are_counted_up_to_a_thousand():
    assert profile(("a",), ([str(row)] for row in range(999)))[0].distinct == 999
    for repeats in (1, 2):
        found = profile(("a",), ([str(row // repeats)] for row in range(2_999)))[0]
        assert (found.distinct, found.filled, found.total) == (1_000, 2_999, 2_999)
    found = profile(("a",), ([str(max(row, 1))] for row in range(2_999)))[0]
    assert found.distinct == 1_000


def test_a_column_that_no_row_reaches_is_blank():
    assert profile(("a", "b"), [["1"]])[1] == ColumnProfile("b", 1, 0, 1, (), 0)
    assert profile(("a",), [])[0].total == 0
