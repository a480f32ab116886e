import pytest

from klaviyo_gui.core.amendments import (
    UNCHANGED,
    Amendments,
    Cause,
    Replacement,
    RowChange,
    Typed,
    digest,
)
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code

ROW = digest(["ann@shop", "1"])
OTHER = digest(["ann@shop", "2"])
CAUSE = Cause(Kind.EVENTS, Code.EMAIL_INVALID, "profile.email")
ADDRESS = "ann@shop.io"


def test_changes_are_kept_by_line_whatever_the_order_in_which_they_are_made():
    made = UNCHANGED.with_cell(9, ROW, "b", "x").with_cell(3, ROW, "a", "y").leaving_out(5, ROW)
    assert [each.line for each in made.rows] == [3, 5, 9]
    assert made.text(9, "b") == "x"
    assert made.text(9, "a") is None
    assert made.text(4, "a") is None
    assert made.row(4) is None
    assert (made.edited, made.left_out) == (2, 1)
    assert [each.line for each in made.between(3, 5)] == [3, 5]
    assert made.between(6, 8) == ()


def test_nothing_changed_is_as_good_as_false_and_any_change_is_not():
    assert not UNCHANGED
    assert UNCHANGED.leaving_out(2, ROW)
    assert UNCHANGED.with_cause(CAUSE)
    assert UNCHANGED.with_replacement(Replacement("a", "x", "y"))


def test_a_cell_that_is_put_back_leaves_nothing_behind():
    once = UNCHANGED.with_cell(3, ROW, "a", "y")
    both = once.with_cell(3, ROW, "b", "z")
    assert both.without_cell(3, "b") == once
    assert once.without_cell(3, "a") == UNCHANGED
    assert once.without_cell(4, "a") == once


def test_a_row_that_is_left_out_keeps_its_edits_when_it_is_taken_in_again():
    edited = UNCHANGED.with_cell(3, ROW, "a", "y")
    assert edited.leaving_out(3, ROW).taking_in(3) == edited
    assert UNCHANGED.leaving_out(3, ROW).taking_in(3) == UNCHANGED
    assert UNCHANGED.taking_in(3) == UNCHANGED
    assert edited.leaving_out(3, ROW).without_row(3) == UNCHANGED


def test_what_was_changed_when_a_row_read_otherwise_goes_with_its_next_change():
    made = UNCHANGED.with_cell(3, ROW, "a", "y").leaving_out(3, ROW).with_cell(3, OTHER, "b", "z")
    assert made.rows == (RowChange(3, OTHER, (Typed("b", "z"),)),)


@pytest.mark.parametrize(
    ("rule", "cell", "after"),
    [
        (Replacement("a", "gmail.con", "gmail.com"), "x@GMAIL.con", "x@gmail.com"),
        (Replacement("a", "gmail.con", "gmail.com", has_case=True), "x@GMAIL.con", "x@GMAIL.con"),
        (Replacement("a", "con", "com", has_case=True), "con@a.con", "com@a.com"),
        (Replacement("a", "n/a", "", is_whole=True), "N/A", ""),
        (Replacement("a", "n/a", "", is_whole=True), "n/a later", "n/a later"),
        (Replacement("a", "n/a", "-", is_whole=True, has_case=True), "N/A", "N/A"),
        (Replacement("a", "n/a", "-", is_whole=True, has_case=True), "n/a", "-"),
        (Replacement("a", "", "none", is_whole=True), "", "none"),
        (Replacement("a", ".", "\\1"), "a.b", "a\\1b"),
    ],
)
def test_a_text_is_replaced_literally_as_a_part_or_as_the_whole_cell(rule, cell, after):
    assert rule.is_possible
    assert rule.change()(cell) == after
    assert UNCHANGED.with_replacement(rule).replaced("a", cell) == after
    assert UNCHANGED.with_replacement(rule).replaced("b", cell) == cell


@pytest.mark.parametrize("rule", [Replacement("a", "", "x"), Replacement("a", "x", "x")])
def test_a_replacement_that_can_change_nothing_is_known_as_such(rule):
    assert not rule.is_possible


def test_a_replacement_reaches_cells_that_were_edited_before_it_and_none_after_it():
    made = UNCHANGED.with_cell(3, ROW, "a", "xx").with_cell(3, ROW, "b", "x")
    made = made.with_replacement(Replacement("a", "x", "y"))
    assert made.edited_cells(made.row(3)) == (("a", "yy"), ("b", "x"))
    assert made.with_cell(3, ROW, "a", "x").text(3, "a") == "x"


def test_of_two_equal_replacements_one_is_taken_back_at_a_time():
    rule = Replacement("a", "xx", "x")
    once = UNCHANGED.with_replacement(rule)
    twice = once.with_replacement(rule)
    assert twice.replaced("a", "xxxx") == "x"
    assert twice.without_replacement(1) == twice.without_replacement(0) == once
    assert once.replaced("a", "xxxx") == "xx"
    assert once.without_replacement(0) == UNCHANGED


@pytest.mark.parametrize("typed_after", range(4))
@pytest.mark.parametrize("taken_back", range(3))
def test_an_edited_cell_reads_as_if_a_replacement_that_is_taken_back_never_was(
    typed_after, taken_back
):
    rules = [Replacement("a", *each) for each in (("x", "y"), ("y", "z"), ("z", "x!"))]

    def made(others):
        found = UNCHANGED
        for at, rule in enumerate(rules):
            found = found.with_cell(3, ROW, "a", "xyz") if at == typed_after else found
            found = found.with_replacement(rule) if at in others else found
        return found if typed_after < len(rules) else found.with_cell(3, ROW, "a", "xyz")

    others = {0, 1, 2} - {taken_back}
    assert made({0, 1, 2}).without_replacement(taken_back) == made(others)
    assert made({0, 1, 2}).text(3, "a") == ["x!x!x!", "xx!x!", "xyx!", "xyz"][typed_after]


def test_where_capitals_do_not_matter_a_whole_cell_that_matches_matches_in_part_too():
    for find, cell in (("STRASSE", "straße"), ("gross@x.io", "groß@x.io"), ("i", "İ")):
        for is_whole in (True, False):
            assert Replacement("a", find, "-", is_whole).change()(cell) == cell
    for find, cell in (("ΩΔΩΣ", "ωδως"), ("GROẞ", "groß"), ("İ", "i̇"), ("Zoë", "ZOË")):
        for is_whole in (True, False):
            assert Replacement("a", find, "-", is_whole).change()(cell) == "-"


def test_a_cause_is_left_out_once_and_can_be_taken_in_again():
    made = UNCHANGED.with_cause(CAUSE)
    assert made.with_cause(CAUSE) == made
    assert made.without_cause(CAUSE) == UNCHANGED


def test_what_no_longer_fits_can_be_dropped_row_by_row():
    made = UNCHANGED.leaving_out(3, ROW).leaving_out(5, ROW).with_cause(CAUSE)
    assert made.keeping([5, 7]) == UNCHANGED.leaving_out(5, ROW).with_cause(CAUSE)


@pytest.mark.parametrize(
    "other", [["ann@shop1", ""], ["ann@shop", "1", ""], ["1", "ann@shop"], ["ann@sho", "p1"]]
)
def test_rows_of_other_cells_have_other_digests(other):
    assert digest(other) != ROW
    assert digest(("ann@shop", "1")) == ROW


def test_a_row_with_bytes_that_are_no_text_has_a_digest():
    assert digest(["M\udcfcller"]) != digest(["Muller"])


def test_no_text_of_a_customer_stands_in_what_a_program_shows_of_changes():
    made = UNCHANGED.with_cell(3, ROW, "a", ADDRESS)
    made = made.with_replacement(Replacement("a", ADDRESS, f"x{ADDRESS}"))
    assert ADDRESS not in repr(made)
    assert isinstance(made, Amendments)
