"""The first look at orders is that of the whole file, where the first rows are all there are."""

from dataclasses import replace

import pytest

from klaviyo_gui.core import row_filter
from klaviyo_gui.core.amendments import UNCHANGED, Replacement, digest
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.core.record import Plan
from klaviyo_gui.sending.arranged_head import arranged_head, plan_of_head
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source.edges import Edges
from tests.sending.order_files import NOW, ORDERED, arranged_rows, prepared, written


def line(number, at, mail="ann@shop.io"):
    return (number, mail, "note", f"s{at}", f"name {at}", "1")


FILES = {
    "lines anywhere": [line("1", 1), line("2", 1), line("1", 2), line("3", 1), line("2", 2)],
    "a number that is missing": [line("1", 1), line(" ", 2), line("1", 3)],
    "numbers that are missing at both ends": [
        *[line(" ", 1)] * 2,
        *[line(number, 1) for number in "123"],
        *[line(" ", 2)] * 2,
    ],
    "a row that is cut short": [line("1", 1), ("1", "ann@shop.io"), line("1", 3), line("2", 1)],
    "a row that is too long": [line("1", 1), (*line("1", 2), "more"), line("2", 1)],
    "one line with a broken one": [line("1", 1), ("1", "ann@shop.io")],
    "a second header": [line("1", 1), ("Order", "Email", "Note", "Sku", "Name", "Amount")],
    "two texts of one order": [line("1", 1), line("1", 2, "bob@shop.io")],
}
FIRST = FILES["lines anywhere"]
CHANGES = {
    "left out": UNCHANGED.leaving_out(3, digest(FIRST[1])),
    "edited": UNCHANGED.with_cell(4, digest(FIRST[2]), "Order", "2"),
    "astray": UNCHANGED.leaving_out(2, digest(("other",))),
    "replaced": UNCHANGED.with_replacement(Replacement("Order", "3", "1", True, False)),
}


def both(path, rows, amendments=UNCHANGED):
    """Return the orders of a first look, and those of the whole file, with what they become."""
    file = written(path / "orders.csv", rows)
    ready = prepared(file, amendments=amendments)
    try:
        plan = Plan(ORDERED, file.header, NOW, amendments=amendments, judged=ready.plan.judged)
        head = arranged_head(file, plan)
        built = build_rows(plan_of_head(head, plan), head.head_rows)
        whole = build_rows(ready.plan, ready.file.head_rows)
        return (head.head_rows.cells, built), (list(arranged_rows(ready)), whole)
    finally:
        ready.close()


@pytest.mark.parametrize("case", FILES)
def test_first_rows_are_put_together_as_the_whole_file_is(tmp_path, case):
    first, whole = both(tmp_path, FILES[case])
    assert first == whole


def test_first_rows_that_forget_what_their_ends_doubt_would_fail_this_test(tmp_path, monkeypatch):
    monkeypatch.setattr("klaviyo_gui.sending.arranged_head.edges_of", lambda *_: Edges())
    with pytest.raises(AssertionError):
        test_first_rows_are_put_together_as_the_whole_file_is(
            tmp_path, "numbers that are missing at both ends"
        )


@pytest.mark.parametrize("case", CHANGES)
def test_what_was_changed_by_hand_is_seen_at_once(tmp_path, case):
    first, whole = both(tmp_path, FIRST, CHANGES[case])
    assert first == whole
    assert first != both(tmp_path, FIRST)[0]


def test_rows_that_are_chosen_or_joined_wait_for_the_whole_file(tmp_path):
    file = written(tmp_path / "orders.csv", FIRST)
    one = row_filter.Condition("Order", row_filter.Ask.IS, ("1",))
    few = row_filter.RowFilter((one,))
    for mapping in (Mapping(ORDERED.events), replace(ORDERED, row_filter=few)):
        assert arranged_head(file, Plan(mapping, file.header, NOW)) is None
