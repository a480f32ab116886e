"""Rows are chosen by the text of a cell, from the rows of File and from the card of a column."""

import pytest
from PySide6.QtWidgets import QMenu

from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.source.profile import profile
from klaviyo_gui.ui.choosing_edits import can_narrow, only_with, without
from klaviyo_gui.ui.file.card import ColumnCard, choosing_words
from klaviyo_gui.ui.status import Station
from tests.ui.map.choosing.conftest import HEADER, ROWS
from tests.ui.windows import open_path, write

PAID = Condition("Status", Ask.IS, ("paid",))
OPEN = Condition("Status", Ask.IS, ("open",))
NOT_OPEN = Condition("Status", Ask.IS_NOT, ("open",))
GERMAN = Condition("Land", Ask.IS, ("DE",))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, (OPEN,)),
        (RowFilter((GERMAN,)), (GERMAN, OPEN)),
        (RowFilter((PAID,)), (OPEN,)),
        (RowFilter((Condition("Status", Ask.IS_ONE_OF, ("a", "b")), GERMAN)), (GERMAN, OPEN)),
        (RowFilter((PAID,), is_any=True), (OPEN,)),
        (RowFilter((NOT_OPEN,)), (NOT_OPEN, OPEN)),
    ],
)
def test_only_rows_with_a_text_are_left_of_those_that_were_wanted(before, after):
    assert only_with(before, "Status", "open") == RowFilter(after)


def test_rows_with_a_text_are_left_out_of_those_that_were_wanted():
    assert without(None, "Status", "open") == RowFilter((NOT_OPEN,))
    assert without(RowFilter((PAID,)), "Status", "open") == RowFilter((PAID, NOT_OPEN))
    assert without(RowFilter((NOT_OPEN,)), "Status", "open") == RowFilter((NOT_OPEN,))


def test_a_blank_cell_is_asked_for_as_such():
    assert only_with(None, "Status", " ") == RowFilter((Condition("Status", Ask.IS_BLANK),))
    assert without(None, "Status", "") == RowFilter((Condition("Status", Ask.IS_FILLED),))
    assert choosing_words("Status", "") == (
        "Only rows with Status blank",
        "Leave rows with Status blank out",
    )


def test_of_conditions_any_of_which_is_enough_one_more_leaves_nothing_out():
    assert can_narrow(RowFilter((PAID, GERMAN)))
    assert not can_narrow(RowFilter((PAID, GERMAN), is_any=True))


@pytest.fixture
def at_file(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path, ROWS, HEADER, "rows.csv"))
    window.show_station(Station.FILE)
    return window.stations.file


def actions(menu):
    return {each.text(): each for each in menu.actions() if each.text()}


def test_the_menu_of_a_cell_chooses_rows_by_its_text(window, at_file):
    session = window.session
    found = actions(at_file.gutter_menu(1, 0))
    found["Only rows with “open” in Status"].trigger()
    assert session.row_filter == RowFilter((OPEN,))
    found["Leave rows with “open” in Status out"].trigger()
    assert session.row_filter == RowFilter((OPEN, NOT_OPEN))
    assert session.undo_stack.undoText() == "choose rows by Status"
    session.choose_rows(RowFilter((PAID, GERMAN), is_any=True))
    again = actions(at_file.gutter_menu(1, 0))
    assert not again["Only rows with “open” in Status"].isEnabled()
    session.only_rows_with("Status", "open")
    session.leave_rows_out_with("Status", "open")
    assert session.row_filter == RowFilter((PAID, GERMAN), is_any=True)
    assert len(actions(at_file.gutter_menu(1))) == len(again) - 2


def test_a_cell_that_was_changed_is_asked_for_as_it_is_now(window, at_file):
    window.session.edit_cell(3, list(ROWS[1]), "Status", "sent")
    assert "Only rows with “sent” in Status" in actions(at_file.gutter_menu(1, 0))


def test_the_card_of_a_column_chooses_rows_by_a_frequent_text(qtbot, window, at_file):
    at_file.grid.setCurrentIndex(at_file.grid.model().index(0, 0))
    menus = [each for each in at_file.card.findChildren(QMenu) if each.actions()]
    found = {words: each for menu in menus for words, each in actions(menu).items()}
    found["Leave rows with “refunded” in Status out"].trigger()
    refunded = Condition("Status", Ask.IS_NOT, ("refunded",))
    assert window.session.row_filter == RowFilter((refunded,))
    assert at_file.notice.sentence.startswith("Only rows in which Status is not refunded are sent.")
    found["Only rows with “paid” in Status"].trigger()
    assert window.session.row_filter == RowFilter((refunded, PAID))
    either = RowFilter((PAID, GERMAN), is_any=True)
    window.session.choose_rows(either)
    found["Only rows with “open” in Status"].trigger()
    assert window.session.row_filter == either
    assert at_file.notice.sentence.startswith("Rows are chosen by any of several conditions.")


def test_a_text_that_is_shown_cut_is_no_text_to_ask_for(qtbot):
    long = "x" * 61
    (found,) = profile(("Note",), [[long], [long], ["short"], ["short"]])
    assert [value for value, _ in found.whole_common] == ["short"]
    card = ColumnCard()
    qtbot.addWidget(card)
    card.show_column(found, "", (), is_whole=True)
    assert len(card.findChildren(QMenu)) == 1
