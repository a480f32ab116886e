"""The first look at orders is that of the whole file, where the first rows are all there are."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from klaviyo_gui.core.amendments import UNCHANGED, Replacement, digest
from klaviyo_gui.core.errors import NothingWanted
from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.mapping import Mapping
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.sending.arranged_head import arranged_head, plan_of_head
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source.edges import Edges
from tests.sending.joined_files import JOIN
from tests.sending.order_files import NOW, ORDERED, arranged_rows, prepared, written
from tests.sending.test_choice_count import mappings, rows_of_orders


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


def both(path, rows, amendments=UNCHANGED, mapping=ORDERED):
    """Return the orders of a first look, and those of the whole file, with what they become."""
    if mapping.grouping is None:
        alone = (each for each in mapping.events if "[]" not in each.target)
        mapping = replace(mapping, events=tuple(alone))
    file = written(path / "orders.csv", rows)
    ready = prepared(file, mapping, amendments=amendments)
    try:
        plan = Plan(mapping, file.header, NOW, amendments=amendments, judged=ready.plan.judged)
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


def chosen(*conditions, grouping=ORDERED.grouping):
    return replace(ORDERED, row_filter=RowFilter(conditions), grouping=grouping)


@pytest.mark.parametrize("grouping", [None, ORDERED.grouping])
def test_rows_that_are_chosen_are_those_of_the_whole_file(tmp_path, grouping):
    mapping = chosen(Condition("Sku", Ask.IS, ("s1",)), grouping=grouping)
    first, whole = both(tmp_path, FIRST, mapping=mapping)
    assert first == whole
    assert len(first[0]) == 3


def test_first_rows_that_are_not_chosen_would_fail_this_test(tmp_path, monkeypatch):
    monkeypatch.setattr("klaviyo_gui.sending.arranged_head._steps", lambda *_: None)
    with pytest.raises(AssertionError):
        test_rows_that_are_chosen_are_those_of_the_whole_file(tmp_path, None)


def test_without_steps_with_a_second_file_or_where_none_is_wanted_nobody_looks_first(tmp_path):
    file = written(tmp_path / "orders.csv", FIRST)
    none = chosen(Condition("Order", Ask.IS, ("nobody",)))
    joined = replace(none, joins=(JOIN,))
    for mapping in (Mapping(ORDERED.events), none, joined):
        assert arranged_head(file, Plan(mapping, file.header, NOW)) is None


@settings(max_examples=60)
@given(rows=rows_of_orders, mapping=mappings)
def test_any_first_rows_are_chosen_as_the_whole_file_is(
    unmeasured, tmp_path_factory, rows, mapping
):
    folder = tmp_path_factory.mktemp("head")
    try:
        first, whole = both(folder, rows, mapping=mapping)
    except NothingWanted:
        file = written(folder / "orders.csv", rows)
        assert arranged_head(file, Plan(mapping, file.header, NOW, judged=Judged())) is None
    else:
        assert first == whole
