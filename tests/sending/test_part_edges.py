"""What is held and sent of a file does not depend on where its parts begin and end."""

import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from klaviyo_gui.core.problem import Code
from klaviyo_gui.sending import arranging
from klaviyo_gui.source import edges
from klaviyo_gui.source.edges import Edges, Seams
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.table import open_csv
from tests.sending.order_files import HEADER, TOLD, arranged_rows, prepared, small_parts, written

EXAMPLES = int(os.environ.get("KLAVIYO_GUI_ORDER_EXAMPLES", "60"))

WHOLE, PART = 1_000_000, 100


def line(number, at=1):
    return (number, "ann@shop.io", "note", f"s{at}", f"name {at}", "1")


def rows_of(file, size):
    """Return the arranged rows of a file that is read in parts of about so many bytes."""
    with small_parts(size):
        ready = prepared(file)
        try:
            return list(arranged_rows(ready))
        finally:
            ready.close()


def parts_make_no_difference(path, rows):
    file = written(path / "orders.csv", rows)
    wanted = rows_of(file, WHOLE)
    assert rows_of(file, PART) == wanted
    assert rows_of(file, 1) == wanted
    return wanted


def held_in(rows):
    """Return the numbers of the orders that are held for a line that may be damaged."""
    return {cells[0] for cells in rows if Code.ORDER_DAMAGED in cells[-1]}


UNNAMED = [line("1"), *[line("")] * 9, line("2"), line("3")]
SHORT = [line("1"), *[line("5")[1:]] * 9, line("2"), line("3")]
AS_OTHERS = [line("1"), *[line("5")[:5]] * 9, line("2"), line("3")]
AT_ENDS = [line(""), line(""), line(""), line("1"), line("2"), line("3"), *[line("")] * 5]
NONE_NAMED = [line("")] * 9


@pytest.mark.parametrize(
    ("rows", "held"),
    [
        (UNNAMED, {"1", "2"}),
        (SHORT, {"1", "2"}),
        (AS_OTHERS, set()),
        (AT_ENDS, {"1", "3"}),
        (NONE_NAMED, set()),
    ],
)
def test_rows_that_name_no_order_hold_those_around_them_in_other_parts_too(tmp_path, rows, held):
    assert held_in(parts_make_no_difference(tmp_path, rows)) == held


def _without(name):
    def edges_of(*known):
        return replace(edges.edges_of(*known), **{name: Edges().above})

    return edges_of


def _only_next(self, found, known=Seams.add):
    if not found.first:
        self._open = {}
    known(self, found)


@pytest.mark.parametrize(
    ("place", "name", "fault"),
    [
        (arranging, "edges_of", lambda *_: Edges()),
        (arranging, "edges_of", _without("above")),
        (arranging, "edges_of", _without("below")),
        (Seams, "add", _only_next),
        (edges, "beside", lambda _named, around: set(sorted(around)[:1])),
    ],
)
def test_an_edge_that_hides_an_order_would_fail_this_test(
    tmp_path, monkeypatch, place, name, fault
):
    monkeypatch.setattr(place, name, fault)
    rows = [line("1"), line("7"), *UNNAMED, line(""), line(""), line("")]
    with pytest.raises(AssertionError):
        assert held_in(parts_make_no_difference(tmp_path, rows)) == {"1", "2", "3"}


def test_rows_of_more_forms_than_are_kept_hold_the_orders_around_them_all(tmp_path, monkeypatch):
    long = [("5", "a" * at, "note", "s", "name", "1", "x") for at in range(1, 9)]
    file = written(tmp_path / "orders.csv", [line("1"), *long, line("2")])
    assert held_in(rows_of(file, PART)) == set()
    monkeypatch.setattr(edges, "OPEN_MAX", 3)
    assert held_in(rows_of(file, PART)) == {"1", "2"}


def test_a_row_whose_number_is_blanked_at_the_start_of_a_part_holds_both_its_neighbours(tmp_path):
    """Blanks of the same length leave every part where it was."""
    file = written(tmp_path / "orders.csv", [line(f"A{at:03d}", 1) for at in range(20)])
    with small_parts(PART):
        second = list(ranges_from(file.scan(), PART))[1]
        raw = file.path.read_bytes()
        at = second.first_line - 2
        assert raw[second.start :].startswith(f"A{at:03d},".encode())
        file.path.write_bytes(raw[: second.start] + b"    " + raw[second.start + 4 :])
    found = rows_of(open_csv(file.path, TOLD), PART)
    assert held_in(found) == {f"A{at - 1:03d}", f"A{at + 1:03d}"}


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "A-3", "A-4", "", "", " "]),
        st.sampled_from(
            [
                lambda row: row,
                lambda row: row,
                lambda row: row[1:],
                lambda row: row[:5],
                lambda row: (*row, "x"),
                lambda row: ("x", *row),
                lambda _: ("",) * 6,
                lambda _: HEADER,
            ]
        ),
    ),
    min_size=1,
    max_size=20,
).map(lambda found: [shape(line(number, at)) for at, (number, shape) in enumerate(found)])


@pytest.mark.usefixtures("unmeasured")
@settings(max_examples=EXAMPLES)
@given(ROWS)
def test_no_row_depends_on_where_parts_begin(tmp_path_factory, rows):
    parts_make_no_difference(tmp_path_factory.mktemp("rows"), [line("9"), *rows])
