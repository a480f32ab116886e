"""A row's cells in Preview: edited in place, by mouse and by keys alone, and put back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit

from klaviyo_gui.core.amendments import UNCHANGED, Replacement, Typed
from klaviyo_gui.core.findings import Finding
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.ui.amend.cells import CellsModel, FileRow, Part
from klaviyo_gui.ui.amend.panel import CellsView
from klaviyo_gui.ui.cell_editor import EDITED_MAX, too_long_words
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.status import Station
from tests.ui.amend.conftest import ROWS
from tests.ui.windows import HEADER, WAIT_MS, checked, open_path, write

PEOPLE = Kind.PROFILES


def texts(model):
    return [tuple(model.index(at, part).data() for part in Part) for at in range(model.rowCount())]


def choose(preview, line, column="email"):
    """Choose a row of the file and a cell of it."""
    preview.show_line(line)
    at = HEADER.index(column)
    view = preview.row_panel.view
    view.setCurrentIndex(preview.row_panel.model.index(at, Part.COLUMN))
    return view


def type_instead(qtbot, view, text, key=Qt.Key.Key_F2):
    """Type another text with the keys alone."""
    view.setFocus()
    qtbot.keyClick(view, key)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    assert editor.hasFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    finish(qtbot, view, editor)


def open_cell(qtbot, preview, cell):
    """Open the first cell of a row that reads so, and return the field."""
    panel = preview.row_panel
    panel.show_row(2, (cell, *ROWS[0][1:]))
    panel.view.setCurrentIndex(panel.model.index(0, Part.USED))
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    return panel.view.findChild(QLineEdit)


def finish(qtbot, view, editor):
    """Press Enter, and wait until what was typed is taken."""
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    editing = QAbstractItemView.State.EditingState
    qtbot.waitUntil(lambda: view.state() != editing, timeout=WAIT_MS)


def test_each_column_shows_its_cell_in_the_file_and_what_is_used(theme):
    model = CellsModel(theme)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    row = FileRow(5, ("a", "b", "c"), ("x", "y"))
    made = UNCHANGED.with_cell(5, "r", "a", "z").with_replacement(Replacement("b", "y", "yy"))
    model.show(row, made, can_edit=True)
    assert texts(model) == [("a", "x", "z"), ("b", "y", "yy"), ("c", "", "")]
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == [
        "Column",
        "File",
        "Used",
    ]
    model.show(None, made, can_edit=True)
    assert texts(model) == []


def test_names_of_columns_have_the_room_they_need_until_somebody_draws_their_width(qtbot, theme):
    model = CellsModel(theme)
    view = CellsView(model)
    qtbot.addWidget(view)
    view.resize(700, 200)
    view.show()
    header = ("BILLING_FIRST_NAME", "b")
    model.show(FileRow(2, header, ("1", "2")), UNCHANGED, can_edit=True)
    top = view.horizontalHeader()
    assert top.sectionSize(Part.COLUMN) >= view.sizeHintForColumn(Part.COLUMN)
    view.resize(300, 200)
    assert 76 <= top.sectionSize(Part.COLUMN) < 120
    top.resizeSection(Part.COLUMN, 90)
    view.resize(700, 200)
    assert top.sectionSize(Part.COLUMN) == 90


def test_what_is_used_can_be_edited_also_of_a_short_row_and_nothing_while_nothing_may_be(theme):
    model = CellsModel(theme)
    row = FileRow(5, ("a", "b"), ("x",))

    def editable():
        return [
            bool(model.flags(model.index(at, part)) & Qt.ItemFlag.ItemIsEditable)
            for at in range(2)
            for part in Part
        ]

    model.show(row, UNCHANGED, can_edit=True)
    assert editable() == [False, False, True, False, False, True]
    model.show(row, UNCHANGED, can_edit=False)
    assert not any(editable())


def test_a_cell_shows_what_a_later_replacement_makes_of_what_was_typed(theme):
    model = CellsModel(theme)
    made = UNCHANGED.with_cell(5, "r", "a", "red").with_replacement(Replacement("a", "e", "o"))
    model.show(FileRow(5, ("a",), ("x",)), made, can_edit=True)
    assert texts(model) == [("a", "x", "rod")]
    model.show(FileRow(5, ("a",), ("x",)), made.without_replacement(0), can_edit=True)
    assert texts(model) == [("a", "x", "red")]


def test_an_edited_cell_is_marked_by_a_shape_and_says_what_the_file_has(theme):
    model = CellsModel(theme)
    row = FileRow(5, ("a", "b", "c"), ("x", "y", "z"))
    made = UNCHANGED.with_cell(5, "r", "a", "").with_replacement(Replacement("b", "y", "yy"))
    model.show(row, made, can_edit=True)

    def told(at, role):
        return model.index(at, Part.USED).data(role)

    marks = [told(at, Qt.ItemDataRole.DecorationRole) is not None for at in range(3)]
    assert marks == [True, True, False]
    assert told(0, Qt.ItemDataRole.ToolTipRole) == "In the file: x\nDel puts it back."
    assert "replaced in this column" in told(1, Qt.ItemDataRole.ToolTipRole)
    assert told(0, Qt.ItemDataRole.AccessibleTextRole) == "blank, edited; in the file: x"
    assert told(2, Qt.ItemDataRole.AccessibleTextRole) == "z"


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_cell_is_edited_by_keys_alone_and_put_back_by_delete(qtbot, preview, window, key):
    view = choose(preview, 5)
    type_instead(qtbot, view, "p3@shop.io", key)
    session = window.session
    assert session.amendments.row(5).cells == (Typed("email", "p3@shop.io"),)
    assert session.undo_stack.undoText() == "edit email in line 5"
    assert view.hasFocus()
    assert preview.row_panel.back.isEnabled()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert session.amendments == UNCHANGED


def test_escape_leaves_the_cell_as_it_was(qtbot, preview, window):
    view = choose(preview, 5)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert window.session.amendments == UNCHANGED


EXACT = ("x" * 40_000, "a\nb\r\nc\rd", "10\u00a0000", "a\u2028b", "a\tb\x0bc", "M\udcfcller")


@pytest.mark.parametrize("cell", EXACT)
def test_a_cell_that_is_only_looked_at_is_no_edit_whatever_it_holds(qtbot, window, preview, cell):
    editor = open_cell(qtbot, preview, cell)
    finish(qtbot, preview.row_panel.view, editor)
    assert window.session.amendments == UNCHANGED


@pytest.mark.parametrize("cell", EXACT[:-1])
def test_all_of_a_cell_stays_but_what_is_typed(qtbot, window, preview, cell):
    editor = open_cell(qtbot, preview, cell)
    assert editor.text() == cell
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClicks(editor, "!")
    finish(qtbot, preview.row_panel.view, editor)
    assert window.session.amendments.text(2, "who") == f"{cell}!"


def test_what_is_typed_and_taken_away_again_is_no_edit(qtbot, window, preview):
    editor = open_cell(qtbot, preview, EXACT[1])
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClicks(editor, "!")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    finish(qtbot, preview.row_panel.view, editor)
    assert window.session.amendments == UNCHANGED


def test_a_byte_that_is_no_letter_is_seen_where_something_is_typed_beside_it(
    qtbot, window, preview
):
    editor = open_cell(qtbot, preview, EXACT[-1])
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClicks(editor, "!")
    finish(qtbot, preview.row_panel.view, editor)
    assert window.session.amendments.text(2, "who") == "M\N{REPLACEMENT CHARACTER}ller!"


def test_a_cell_that_is_too_long_to_be_typed_anew_says_so_and_what_changes_it(
    qtbot, window, preview
):
    panel = preview.row_panel
    longest = "x" * EDITED_MAX
    for cell, can_edit in ((longest, True), (f"{longest}x", False)):
        panel.show_row(2, (cell, *ROWS[0][1:]))
        panel.view.setCurrentIndex(panel.model.index(0, Part.USED))
        assert panel.edit.isEnabled() == can_edit
        assert (panel.edit.toolTip() == too_long_words()) != can_edit
        tip = panel.model.index(0, Part.USED).data(Qt.ItemDataRole.ToolTipRole)
        assert tip.endswith(too_long_words()) != can_edit
    assert panel.other.isEnabled()
    window.session.edit_cell(2, panel.model.row.cells, "who", f"{longest}yz")
    assert not panel.edit.isEnabled()
    assert panel.back.isEnabled()


def test_the_row_that_was_edited_stays_chosen_with_its_column_and_undo_brings_all_back(
    qtbot, preview, window
):
    view = choose(preview, 5)
    type_instead(qtbot, view, "p3@shop.io")
    result = checked(qtbot, window.checker)
    assert [len(result.held[PEOPLE]), preview.row_panel.model.row.line] == [1, 5]
    assert view.currentIndex().row() == HEADER.index("email")
    assert "File line 5: ready" in preview.card.line.text()
    assert '"p3@shop.io"' in preview.request
    window.session.undo_stack.undo()
    result = checked(qtbot, window.checker)
    assert [len(result.held[PEOPLE]), preview.row_panel.model.row.line] == [2, 5]
    assert "held" in preview.card.line.text()


def test_what_is_being_typed_survives_the_end_of_a_check(qtbot, preview, window):
    view = choose(preview, 5)
    window.checker.check_again()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "half ty")
    checked(qtbot, window.checker)
    QApplication.processEvents()
    assert editor.isVisible()
    qtbot.keyClicks(editor, "ped")
    finish(qtbot, view, editor)
    assert window.session.amendments.text(5, "email") == "half typed"


def begin_to_type(qtbot, view, column, words):
    view.setCurrentIndex(view.model().index(HEADER.index(column), Part.USED))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.indexWidget(view.currentIndex())
    editor.selectAll()
    qtbot.keyClicks(editor, words)
    return editor


def test_what_is_being_typed_in_a_row_that_leaves_the_list_is_taken_before_the_next_is_shown(
    qtbot, preview, window
):
    (place,) = (each.place for each in window.checker.result.findings if each.count == 2)
    preview.choose_finding(place)
    panel = preview.row_panel
    qtbot.waitUntil(lambda: panel.line == 5, timeout=WAIT_MS)
    view = panel.view
    view.setCurrentIndex(panel.model.index(HEADER.index("email"), Part.USED))
    type_instead(qtbot, view, "p3@shop.io")
    editor = begin_to_type(qtbot, view, "who", "half ty")
    checked(qtbot, window.checker)
    assert preview.records.rowCount() == 1
    assert (panel.line, editor.isVisible()) == (5, True)
    qtbot.keyClicks(editor, "ped")
    finish(qtbot, view, editor)
    assert window.session.amendments.text(5, "who") == "half typed"
    qtbot.waitUntil(lambda: panel.line == 9, timeout=WAIT_MS)
    assert preview.card.line.text() == "File line 9: held"


def test_what_is_being_typed_survives_that_the_list_is_made_anew(qtbot, preview, window):
    preview.show_filter(Filter.READY)
    view, line = preview.row_panel.view, preview.row_panel.line
    editor = begin_to_type(qtbot, view, "who", "typed")
    window.checker.compare_again()
    checked(qtbot, window.checker)
    assert editor.isVisible()
    finish(qtbot, view, editor)
    assert window.session.amendments.text(line, "who") == "typed"


def test_what_is_being_typed_in_a_file_that_is_closed_is_no_change_of_the_next_one(
    qtbot, preview, window, tmp_path
):
    preview.show_filter(Filter.ALL)
    begin_to_type(qtbot, preview.row_panel.view, "who", "typed")
    (tmp_path / "other").mkdir()
    open_path(qtbot, window.session, write(tmp_path / "other"))
    assert not preview.row_panel.is_typing
    assert not window.session.amendments


def test_mending_one_held_row_leads_to_the_next_one_in_the_same_column(qtbot, preview, window):
    preview.show_filter(Filter.HELD)
    assert preview.row_panel.model.row.line == 5
    view = preview.row_panel.view
    view.setCurrentIndex(preview.row_panel.model.index(HEADER.index("email"), Part.USED))
    type_instead(qtbot, view, "p3@shop.io")
    checked(qtbot, window.checker)
    assert preview.row_panel.model.row.line == 9
    assert view.currentIndex().row() == HEADER.index("email")


def test_a_row_is_left_out_and_taken_in_by_one_button_and_listed_apart(qtbot, preview, window):
    choose(preview, 9)
    leave = preview.row_panel.leave
    assert leave.text() == "Leave this row out"
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    result = checked(qtbot, window.checker)
    assert (list(result.left_out), list(result.held[PEOPLE])) == ([7], [3])
    assert "left out" in preview.card.line.text()
    assert leave.text() == "Take this row in"
    state = preview.records.index(7, 1)
    assert state.data() == "left out"
    assert not state.data(Qt.ItemDataRole.DecorationRole).isNull()
    for wanted, lines in ((Filter.LEFT_OUT, [9]), (Filter.HELD, [5])):
        preview.show_filter(wanted)
        model = preview.records
        assert [model.built(at).line for at in range(model.rowCount())] == lines
    preview.show_filter(Filter.READY)
    assert preview.records.rowCount() == 18
    preview.show_line(9)
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    assert window.session.amendments == UNCHANGED
    assert "1 row left out" not in window.strip.sentence


def test_an_edited_row_has_a_mark_beside_its_line(qtbot, preview, window):
    choose(preview, 5)
    index = preview.records.index(3, 0)
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    window.session.edit_cell(5, ROWS[3], "email", "p3@shop.io")
    assert index.data(Qt.ItemDataRole.DecorationRole) is not None
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "1 cell edited"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "5, 1 cell edited"
    window.session.leave_row_out(2, ROWS[0])
    assert preview.records.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) is None


def test_without_a_row_nothing_can_be_done_to_one(qtbot, preview):
    panel = preview.row_panel
    panel.show_nothing()
    for each in (panel.edit, panel.back, panel.leave, panel.other):
        assert not each.isEnabled()
    for each in (panel.edit, panel.back, panel.leave, panel.other, panel.view):
        assert QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)


SHORT = 6
"""The line of the row that lacks its last two cells."""


@pytest.fixture
def short(qtbot, window, tmp_path):
    """The station with a row that lacks its last two cells, of which one is mapped."""
    rows = [*ROWS[:3], *ROWS[4:7]]
    path = write(tmp_path, [*rows, *ROWS[8:]], name="short.csv")
    lines = path.read_bytes().splitlines(keepends=True)
    lines[SHORT - 1] = b"Name 5,2024-03-01,7\n"
    path.write_bytes(b"".join(lines))
    open_path(qtbot, window.session, path)
    window.session.clear(Kind.EVENTS)
    window.session.clear(PEOPLE)
    window.session.place(("email",), PEOPLE, "email")
    window.session.place(("colour",), PEOPLE, "properties.colour")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return window.stations.preview


def found(window):
    return {each.code: each.count for each in window.checker.result.findings}


def test_what_a_short_row_lacks_is_typed_cell_by_cell(qtbot, short, window):
    assert found(window) == {Code.ROW_TOO_SHORT: 1}
    view = choose(short, SHORT)
    assert short.row_panel.fill.isVisible()
    type_instead(qtbot, view, "p5@shop.io")
    checked(qtbot, window.checker)
    assert found(window) == {Code.ROW_TOO_SHORT: 1}
    view = choose(short, SHORT, "colour")
    type_instead(qtbot, view, "blue")
    checked(qtbot, window.checker)
    assert found(window) == {}
    assert not short.row_panel.fill.isVisible()
    assert '"p5@shop.io"' in short.request
    assert '"colour": "blue"' in short.request


def test_a_row_that_has_no_more_cells_is_filled_up_with_blanks_in_one_step(qtbot, short, window):
    choose(short, SHORT)
    type_instead(qtbot, short.row_panel.view, "p5@shop.io")
    qtbot.mouseClick(short.row_panel.fill, Qt.MouseButton.LeftButton)
    session = window.session
    assert session.undo_stack.undoText() == "fill up line 6 with blanks"
    checked(qtbot, window.checker)
    assert found(window) == {}
    assert not short.row_panel.fill.isVisible()
    assert "colour" not in short.request
    model = short.row_panel.model
    used = model.index(HEADER.index("colour"), Part.USED)
    assert used.data(Qt.ItemDataRole.AccessibleTextRole) == "blank, edited; in the file: nothing"
    session.undo_stack.undo()
    checked(qtbot, window.checker)
    assert found(window) == {Code.ROW_TOO_SHORT: 1}


def test_a_whole_row_is_not_filled_up(preview):
    choose(preview, 5)
    assert not preview.row_panel.fill.isVisible()


def test_a_finding_leads_to_the_cell_that_it_is_about_in_the_row_that_is_chosen(
    qtbot, preview, window
):
    station = preview
    station.causes.list.setCurrentIndex(station.findings.index(1))
    station.card.tabs.setCurrentIndex(2)
    station.grid.selectRow(1)
    qtbot.mouseClick(station.causes.editing, Qt.MouseButton.LeftButton)
    view = station.row_panel.view
    editor = view.findChild(QLineEdit)
    assert editor.isVisible()
    assert editor.text() == "nobody"
    assert station.card.tabs.currentIndex() == 0
    editor.selectAll()
    qtbot.keyClicks(editor, "p7@shop.io")
    finish(qtbot, view, editor)
    assert window.session.amendments.row(9).cells == (Typed("email", "p7@shop.io"),)


def test_a_finding_that_no_cell_mends_leads_to_none(preview):
    editing = preview.causes.editing
    assert not editing.isVisible()
    merged = Finding(PEOPLE, Code.MERGED, Severity.NOTE, "", 1, (2,), ())
    invalid = Finding(PEOPLE, Code.EMAIL_INVALID, Severity.HOLD, "email", 1, (2,), ())
    told = [(editing.show_finding(each), editing.isHidden())[1] for each in (merged, invalid, None)]
    assert told == [True, False, True]


def test_without_a_chosen_row_the_first_of_the_finding_is_edited(qtbot, preview):
    station = preview
    station.causes.list.setCurrentIndex(station.findings.index(1))
    station.grid.setCurrentIndex(station.records.index(-1, -1))
    qtbot.mouseClick(station.causes.editing, Qt.MouseButton.LeftButton)
    assert station.row_panel.view.findChild(QLineEdit).text() == "p3@shop"
