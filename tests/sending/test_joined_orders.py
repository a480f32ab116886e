"""What a join finds of the lines of an order, and what that means for the order."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from klaviyo_gui.core.arranged import code_in, trace_in
from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.problem import Code
from klaviyo_gui.source import gathering, merging
from tests.sending.joined_files import JOIN, two_files
from tests.sending.order_files import (
    HEADER,
    ORDERED,
    PER_ITEM,
    arranged_rows,
    prepared,
    small_parts,
)

JOINED = replace(
    ORDERED,
    joins=(replace(JOIN, key=(("Email", "E-mail"),)),),
    grouping=Grouping(("Order",), PER_ITEM),
)
PEOPLE = [("ann@b.co", "Ulm"), ("bob@b.co", "Bonn"), ("bob@b.co", "Ulm")]
SIZES = [100, 100_000]


def line(order, email):
    return (order, email, "n" * 60, "s", "name", "1")


def causes(folder, rows, part_bytes):
    """Return the lines of each order with its cause."""
    with (
        small_parts(part_bytes),
        closing(two_files(folder, rows, PEOPLE, HEADER)) as file,
        closing(prepared(file, JOINED)) as made,
    ):
        return [(list(trace_in(row[-1]).lines), code_in(row[-1])) for row in arranged_rows(made)]


@pytest.mark.parametrize("part_bytes", SIZES)
def test_an_order_of_which_one_line_is_found_is_found(tmp_path, part_bytes):
    rows = [line("#1", "ann@b.co"), line("#2", "cy@b.co"), line("#1", ""), line("#2", "")]
    assert causes(tmp_path, rows, part_bytes) == [([2, 4], ""), ([3, 5], Code.JOIN_UNMATCHED)]


@pytest.mark.parametrize("part_bytes", SIZES)
def test_a_line_that_a_join_holds_stays_in_its_order_and_holds_it(tmp_path, part_bytes):
    rows = [line("#1", ""), line("#2", "ann@b.co"), line("#1", "bob@b.co"), line("#1", "")]
    assert causes(tmp_path, rows, part_bytes) == [([2, 4, 5], Code.JOIN_DOUBLE), ([3], "")]


@pytest.mark.parametrize("part_bytes", SIZES)
def test_a_held_line_that_the_first_cause_hides_is_found_out(tmp_path, part_bytes, monkeypatch):
    for module in (gathering, merging):
        monkeypatch.setattr(module, "worst_of", lambda codes: codes[0])
    with pytest.raises(AssertionError):
        test_a_line_that_a_join_holds_stays_in_its_order_and_holds_it(tmp_path, part_bytes)
