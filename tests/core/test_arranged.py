"""The form of arranged rows loses nothing, whatever stands in the cells of a file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klaviyo_gui.core.arranged import (
    TRACE,
    Trace,
    cell_of,
    code_in,
    first_line,
    holds_signs,
    is_alone,
    is_arranged,
    is_list,
    line_by_line,
    line_rows,
    original_rows,
    texts_in,
    trace_cell,
    trace_in,
    unsent_in,
)
from klaviyo_gui.source.header import column_names

TEXTS = st.text("\x01\x02\x03abc \n", max_size=4)


def test_a_text_that_is_the_same_in_every_line_stands_as_it_is():
    assert cell_of(["a", "a"], has_signs=False) == "a"
    assert not is_list(cell_of(["a", "a"], has_signs=True))


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_the_texts_of_all_lines_come_back_in_their_order(texts):
    cell = cell_of(texts, has_signs=holds_signs(texts))
    assert texts_in(cell, len(texts)) == texts


def test_a_sign_of_the_form_that_is_not_told_of_would_change_a_text():
    """The negative control: without looking for signs texts do not come back."""
    texts = ["a\x03b", "c"]
    assert texts_in(cell_of(texts, has_signs=False), 2) != texts


@given(
    st.lists(st.integers(1, 10**9), min_size=1, max_size=5, unique=True).map(sorted),
    st.sampled_from(["", "row_too_long"]),
    st.integers(0, 99),
    st.booleans(),
    st.tuples(st.lists(st.integers(0, 9), max_size=3), st.lists(TEXTS, max_size=3)),
)
def test_a_trace_tells_the_same_when_it_is_read(lines, code, other, has_widths, more):
    unsent, behind = map(tuple, more)
    widths = tuple(range(len(lines))) if has_widths or behind else ()
    trace = Trace(tuple(lines), code, other, widths, unsent, behind)
    cell = trace_cell(trace)
    assert trace_in(cell) == trace
    assert (first_line(cell), code_in(cell), unsent_in(cell)) == (lines[0], code, unsent)


def test_a_row_by_itself_has_nothing_but_its_line_in_its_trace():
    assert trace_cell(Trace((7,))) == "7"
    assert is_alone("7")
    assert not is_alone(trace_cell(Trace((7, 9))))
    assert not is_alone(trace_cell(Trace((7,)), is_rewritten=True))
    assert trace_in(trace_cell(Trace((7,)), is_rewritten=True)) == Trace((7,))


def test_rows_are_arranged_where_their_last_column_is_the_trace():
    assert is_arranged(("a", TRACE))
    assert not is_arranged((TRACE, "a"))
    assert not is_arranged(())


@pytest.mark.parametrize(
    ("trace", "rows"),
    [
        (Trace((4,)), [(4, ["a", "x"])]),
        (Trace((4,), widths=(1,)), [(4, ["a"])]),
        (Trace((4,), widths=(4,), behind=("y", "")), [(4, ["a", "x", "y", ""])]),
        (Trace((4,), widths=(3,)), [(4, ["a", "x", ""])]),
    ],
)
def test_a_row_comes_back_as_wide_as_it_was_without_what_was_joined_to_it(trace, rows):
    assert [*original_rows(["a", "x", "joined", trace_cell(trace)], 2)] == rows


def test_no_column_of_a_file_can_have_the_name_of_the_trace():
    assert not is_arranged(column_names(("a", TRACE)))


def test_the_lines_of_an_order_come_back_one_by_one():
    cells = ["a", cell_of(["x", "y"], has_signs=False), trace_cell(Trace((4, 9)))]
    assert [*original_rows(cells, 2)] == [(4, ["a", "x"]), (9, ["a", "y"])]
    assert line_rows(cells) == [["a", "x"], ["a", "y"]]


def test_signs_of_the_form_come_back_from_every_line():
    cells = [cell_of(["\x02a", "b"], has_signs=True), "c", trace_cell(Trace((4, 9)))]
    assert line_rows(cells) == [["\x02a", "c"], ["b", "c"]]
    assert trace_in("7") == Trace((7,))


def test_what_changes_rows_changes_each_line_of_an_order():
    def change(row):
        return [row[0] + row[1], *row[1:]]

    cells = ["a", cell_of(["x", "y"], has_signs=False), trace_cell(Trace((4, 9)))]
    assert line_rows(line_by_line(cells, change)) == [["ax", "x"], ["ay", "y"]]
    assert line_by_line(["a", "x", "4"], change) == ["ax", "x", "4"]
    assert line_by_line(cells, change)[-1] == cells[-1]
