"""Addresses of two lines are no rows that quotes swallowed, where a whole column has them."""

from __future__ import annotations

import pytest

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.dialect import Dialect
from klaviyo_gui.source.reader import parse
from klaviyo_gui.source.regular import is_regular, regular_lines

ADDRESS = 'Ann Lee {n},"{n} Main St\nApt {n},Oslo"\n'
MANY, FEW = 40, 10


def suspected(row, count, before="", after=""):
    text = before + "".join(row.format(n=at) for at in range(count)) + after
    return parse(text.encode(), Dialect(), 1).suspects


def test_cells_of_two_lines_that_are_the_rule_are_not_doubted():
    assert suspected(ADDRESS, MANY) == {}


def test_a_few_cells_of_two_lines_prove_nothing():
    assert set(suspected(ADDRESS, FEW).values()) == {Code.LINES_DOUBTFUL}


def test_a_cell_of_more_lines_than_are_the_rule_is_judged():
    swallowed = 'Ann,"1 Main St\nApt 1, Oslo\nBob,2 Main St\nApt 2, Oslo"\n'
    assert suspected(ADDRESS, MANY, after=swallowed)[MANY] == Code.LINES_DOUBTFUL


@pytest.mark.parametrize(
    ("row", "swallowed"),
    [
        ('p{n}@x.de,N{n},"Street {n}\nTown, X"\n', 'a@x.de,Ann,"oops\nb@x.de,Ben,fine"\n'),
        ('p{n}@x.de,"Street {n}\nTown, X"\n', 'a@x.de,"oops\nb@x.de,fine"\n'),
    ],
)
def test_a_row_that_looks_swallowed_is_held_though_cells_of_two_lines_are_the_rule(row, swallowed):
    assert suspected(row, MANY, after=swallowed) == {MANY: Code.LINES_SWALLOWED}


def test_a_greeting_of_two_lines_among_many_is_still_not_held():
    assert suspected('p{n}@x.de,"Dear {n}\nYours,Bo"\n', MANY) == {}


def test_where_text_follows_a_quote_no_column_is_believed():
    found = suspected(ADDRESS, MANY, after='Bob,"5" x\n')
    assert len(found) > MANY
    assert Code.LINES_DOUBTFUL in found.values()


def test_inch_marks_within_other_cells_say_nothing_of_addresses():
    found = suspected(ADDRESS.replace("Lee", 'Lee 5"'), MANY)
    assert Code.LINES_DOUBTFUL not in found.values()


def test_two_signs_for_the_same_as_above_are_no_cell_of_two_lines():
    # A quote alone stands for what is above it.
    found = suspected('{n},Oslo,"\n{n},Bergen,"\n', MANY)
    assert set(found.values()) <= {Code.LINES_DOUBTFUL, Code.LINES_SWALLOWED}
    assert len(found) == MANY


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_however_they_end(end):
    rows = [["a", f"b{end}c{end}d"]] * MANY
    assert regular_lines(rows, ",") == {1: frozenset({2})}
    assert is_regular(["a", f"x{end}y{end}z"], {1: frozenset({2})}, ",")
    assert not is_regular(["a", f"x{end}y"], {1: frozenset({2})}, ",")
    assert not is_regular([f"x{end}y{end}z", "a"], {1: frozenset({2})}, ",")
