"""Cells edited and rows left out where the file is looked at: the same steps as in Preview."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from klaviyo_gui.core.amendments import UNCHANGED, Replacement, Typed
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.source.table import Overrides
from klaviyo_gui.ui.cell_editor import EDITED_MAX, too_long_words
from klaviyo_gui.ui.models.rows import CellRole
from tests.ui.windows import HEADER, ROWS, WAIT_MS, open_path, write

DAMAGED = (*ROWS, ("Dan", "2024-03-01", "1", "#N/A", "dan@shop.io"), ("Eve", "x"))
COLOUR = HEADER.index("colour")


@pytest.fixture
def station(qtbot, empty, session, tmp_path):
    """The station with a file of which the last row is too short."""
    open_path(qtbot, session, write(tmp_path, DAMAGED))
    session.place(("colour",), Kind.EVENTS, "properties.colour")
    # What is found first is gone to.
    qtbot.waitUntil(lambda: empty.list.currentIndex().isValid(), timeout=WAIT_MS)
    return empty


def index(station, row, column):
    return station.grid.model().index(row, column)


def type_instead(qtbot, grid, text):
    editor = open_editor(qtbot, grid)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    close_editor(qtbot, grid, editor)


def open_editor(qtbot, grid):
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_F2)
    return grid.findChild(QLineEdit)


def close_editor(qtbot, grid, editor):
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    editing = QAbstractItemView.State.EditingState
    qtbot.waitUntil(lambda: grid.state() != editing, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: grid.findChild(QLineEdit) is None, timeout=WAIT_MS)


def actions(station, row):
    return {each.text(): each for each in station.gutter_menu(row).actions()}


def test_a_cell_is_edited_by_f2_shown_so_and_marked_and_undone(qtbot, station, session):
    QAbstractItemModelTester(
        station.grid.model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    cell = index(station, 0, COLOUR)
    station.grid.setCurrentIndex(cell)
    type_instead(qtbot, station.grid, "rose")
    assert session.amendments.row(2).cells == (Typed("colour", "rose"),)
    assert cell.data() == "rose"
    assert cell.data(CellRole.TONE) == "accent"
    assert "in the file it is “red”" in cell.data(Qt.ItemDataRole.ToolTipRole)
    session.undo_stack.undo()
    assert (cell.data(), cell.data(CellRole.TONE)) == ("red", None)


def test_what_is_found_meanwhile_takes_no_cell_away_from_who_types(qtbot, station, inspector):
    station.grid.setCurrentIndex(index(station, 0, COLOUR))
    editor = open_editor(qtbot, station.grid)
    station.list.setCurrentIndex(QModelIndex())
    inspector.changed.emit()
    assert not station.list.currentIndex().isValid()
    close_editor(qtbot, station.grid, editor)
    inspector.changed.emit()
    assert station.list.currentIndex().isValid()


def test_a_long_cell_of_several_lines_that_is_only_looked_at_is_no_edit(
    qtbot, empty, session, tmp_path
):
    cell = "two\nlines" * 4_000
    open_path(qtbot, session, write(tmp_path, [(f'"{cell}"', *ROWS[0][1:])]))
    grid = empty.grid
    grid.setCurrentIndex(index(empty, 0, 0))
    editor = open_editor(qtbot, grid)
    assert editor.text() == cell
    close_editor(qtbot, grid, editor)
    assert session.amendments == UNCHANGED
    editor = open_editor(qtbot, grid)
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClicks(editor, "!")
    close_editor(qtbot, grid, editor)
    assert session.amendments.text(2, "who") == f"{cell}!"


def test_a_cell_that_is_too_long_to_be_typed_anew_says_so(qtbot, empty, session, tmp_path):
    open_path(qtbot, session, write(tmp_path, [("x" * (EDITED_MAX + 1), *ROWS[0][1:]), ROWS[1]]))
    for row, is_too_long in ((0, True), (1, False)):
        cell = index(empty, row, 0)
        assert bool(cell.flags() & Qt.ItemFlag.ItemIsEditable) != is_too_long
        assert (cell.data(Qt.ItemDataRole.ToolTipRole) == too_long_words()) == is_too_long


def test_the_damage_of_a_cell_goes_with_its_edit(qtbot, station, session):
    cell = index(station, 3, COLOUR)
    assert cell.data(CellRole.TONE) == "warn"
    session.edit_cell(5, DAMAGED[3], "colour", "red")
    assert cell.data(CellRole.TONE) == "accent"
    session.edit_cell(5, DAMAGED[3], "colour", "#REF!")
    assert cell.data(CellRole.TONE) == "warn"
    assert "in the file it is “#N/A”" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert cell.data() == "#REF!"


def test_what_is_replaced_in_a_column_is_shown_in_it(station, session):
    session.replace_text(Replacement("colour", "red", "rose"))
    shown = [index(station, at, COLOUR).data() for at in range(3)]
    assert shown == ["rose", "blue", "rose"]
    session.replace_text(Replacement("who", "Ann", ""))
    assert index(station, 0, 0).data() == ""


def test_only_cells_that_a_row_has_can_be_edited_and_none_while_something_is_aside(
    qtbot, station, session
):
    def editable(row, column):
        return bool(index(station, row, column).flags() & Qt.ItemFlag.ItemIsEditable)

    assert [editable(0, COLOUR), editable(4, 1), editable(4, COLOUR)] == [True, True, False]
    session.leave_row_out(2, ROWS[0])
    with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
        session.reopen(Overrides(delimiter=","))
    if session.aside is None:
        with qtbot.waitSignal(session.index_changed, timeout=WAIT_MS):
            session.reopen(Overrides(delimiter="|"))
    assert session.aside is not None
    assert not editable(0, 0)
    assert not actions(station, 0)["Leave line 2 out"].isEnabled()


def test_a_row_is_left_out_taken_in_and_put_back_from_its_menu(station, session):
    actions(station, 1)["Leave line 3 out"].trigger()
    assert session.amendments.row(3).is_left_out
    cell = index(station, 1, 0)
    assert cell.data(CellRole.TONE) == "muted"
    assert "left out by hand" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert "Leave line 3 out" not in actions(station, 1)
    actions(station, 1)["Take line 3 in"].trigger()
    assert session.amendments == UNCHANGED
    session.edit_cell(3, DAMAGED[1], "who", "Bob")
    actions(station, 1)["Put back line 3"].trigger()
    assert session.amendments == UNCHANGED
    assert "Put back line 3" not in actions(station, 1)


def test_a_text_that_stays_is_no_step(station, session):
    count = session.undo_stack.count()
    model = station.grid.model()
    assert not model.setData(index(station, 0, 0), "Ann")
    assert not model.setData(index(station, 0, 0), "x", Qt.ItemDataRole.DisplayRole)
    assert session.undo_stack.count() == count


def test_a_row_that_was_filled_up_is_shown_with_what_was_edited_in_it(station, session):
    last = len(DAMAGED) - 1
    line, cells = last + 2, DAMAGED[-1]
    session.fill_row_up(line, cells)
    assert [index(station, last, at).data() for at in range(len(HEADER))] == [*cells, "", "", ""]
    assert index(station, last, len(HEADER) - 1).data(CellRole.TONE) is None
    session.edit_cell(line, cells, HEADER[1], "2024-04-01")
    assert index(station, last, 1).data() == "2024-04-01"
    assert index(station, last, 1).data(CellRole.TONE) == "accent"
    assert station.grid.model().flags(index(station, last, 1)) & Qt.ItemFlag.ItemIsEditable
