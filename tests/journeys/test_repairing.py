"""The faulty sample repaired in the window, from opening it to nothing found, and all the way back.

Every step is one that somebody takes by a click and by typing.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton

from klaviyo_gui import paths
from klaviyo_gui.core.consequence import Consequence
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.ui.status import Mark, Station
from tests.ui.windows import WAIT_MS, checked

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
EDITING = QAbstractItemView.State.EditingState
SAMPLE = paths.resources() / "samples" / "orders.csv"
FAULTS = {
    Code.EMAIL_INVALID,
    Code.IDENTIFIER_MISSING,
    Code.NUMBER_INVALID,
    Code.TIME_INVALID,
    Code.EMAIL_DROPPED,
    Code.PHONE_INVALID,
    Code.ROW_TOO_SHORT,
    Code.ZONE_UNSAID,
    Code.IDENTIFIER_SHARED,
    Code.ROW_REPEATED,
    Code.MERGED,
}
"""Everything that is told of the sample, in all four classes."""


def click(qtbot, widget):
    assert widget.isVisible()
    assert widget.isEnabled()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def opened(qtbot, window):
    """The window at Preview, with the sample checked as it is proposed to be mapped."""
    buttons = window.stations.file.findChildren(QPushButton)
    (sample,) = [each for each in buttons if each.text() == "Try with sample orders"]
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        click(qtbot, sample)
    click(qtbot, window.rail.button(Station.PREVIEW))
    checked(qtbot, window.checker)
    return window


def told(window):
    """Return what is found and not taken note of: the cards below the headings of the classes."""
    model = window.stations.preview.findings
    found = []
    for at in range(model.rowCount()):
        each = model.finding(model.index(at))
        if each is None:
            is_noted = model.index(at).data() == "Taken note of"
        elif not is_noted:
            found.append(each)
    return found


def choose(qtbot, window, kind, code):
    """Click a finding in the list."""
    station = window.stations.preview
    view, model = station.causes.list, station.findings
    for at in range(model.rowCount()):
        index = model.index(at)
        found = model.finding(index)
        if found is not None and (found.kind, found.code) == (kind, code):
            view.scrollTo(index)
            where = view.visualRect(index).center()
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
            assert station.causes.place == found.place
            return
    raise AssertionError(f"{code} of {kind} was not found")


def mend(qtbot, window, kind, code, name):
    """Choose a finding, wait until what a remedy does is counted, and press it."""
    choose(qtbot, window, kind, code)
    box = window.stations.preview.causes.remedies
    names = [each.accessibleName() for each in box.buttons]
    assert name in names, names
    at = names.index(name)
    qtbot.waitUntil(lambda: box.words[at] != "Counting what it does…", timeout=WAIT_MS)
    words = box.words[at]
    click(qtbot, box.buttons[at])
    checked(qtbot, window.checker)
    return words


def edit(qtbot, window, kind, code, *texts):
    """Choose a finding, let it lead to the cell that it is about, and type another text."""
    station = window.stations.preview
    view = station.row_panel.view
    for text in texts:
        choose(qtbot, window, kind, code)
        click(qtbot, station.causes.editing)
        editor = view.findChild(QLineEdit)
        assert editor is not None
        assert editor.isVisible()
        editor.selectAll()
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: view.state() != EDITING, timeout=WAIT_MS)
        checked(qtbot, window.checker)


def take_away(qtbot, window, kind, code, old):
    """Choose a finding, and take a text out of the column of its cell."""
    station = window.stations.preview
    choose(qtbot, window, kind, code)
    panel = station.row_panel
    at = window.session.header.index("EMAIL")
    panel.view.scrollTo(panel.model.index(at, 2))
    where = panel.view.visualRect(panel.model.index(at, 2)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    click(qtbot, panel.other)
    dialog = window.amend_desk.replacing
    assert dialog.columns.currentText() == "EMAIL"
    qtbot.keyClicks(dialog.find_text, old)
    qtbot.waitUntil(dialog.apply.isEnabled, timeout=WAIT_MS)
    assert dialog.apply.text() == "Replace in 1 cell"
    click(qtbot, dialog.apply)
    dialog.close()
    checked(qtbot, window.checker)


def repair(qtbot, window):
    """Repair all that is told, each in the way that is nearest."""
    station = window.stations.preview
    words = mend(
        qtbot, window, EVENTS, Code.ZONE_UNSAID, "Say that the clock of London in winter wrote them"
    )
    assert words.startswith("It mends 54 of 54 rows.")
    words = mend(qtbot, window, EVENTS, Code.EMAIL_INVALID, "Mend “at” in E-mail")
    assert words.startswith("1 of 1 row becomes ready.")
    assert "→ hannah.foster@klaviyo-demo.com" in words
    edit(qtbot, window, EVENTS, Code.TIME_INVALID, "2024-04-30 10:00:00")
    edit(qtbot, window, EVENTS, Code.NUMBER_INVALID, "64.00")
    edit(qtbot, window, EVENTS, Code.IDENTIFIER_MISSING, "ethan.underwood@klaviyo-demo.com")
    edit(qtbot, window, PEOPLE, Code.ROW_TOO_SHORT, "simon.parker@klaviyo-demo.com", "47.25")
    edit(qtbot, window, EVENTS, Code.EMAIL_DROPPED, "owen.carter@klaviyo-demo.com")
    edit(qtbot, window, PEOPLE, Code.PHONE_INVALID, "860-555-0133")
    take_away(qtbot, window, PEOPLE, Code.IDENTIFIER_SHARED, "+refused")
    choose(qtbot, window, EVENTS, Code.ROW_REPEATED)
    click(qtbot, station.row_panel.leave)
    checked(qtbot, window.checker)
    assert {each.consequence for each in told(window)} == {Consequence.KNOWN}
    choose(qtbot, window, PEOPLE, Code.MERGED)
    click(qtbot, station.causes.noting)
    checked(qtbot, window.checker)


def test_the_sample_is_repaired_to_nothing_found_without_leaving_the_window_and_back(qtbot, opened):
    session, before = opened.session, SAMPLE.read_bytes()
    first = opened.checker.result
    assert {each.code for each in told(opened)} == FAULTS
    assert {each.consequence for each in told(opened)} == set(Consequence)
    steps = session.undo_stack.index()
    repair(qtbot, opened)
    assert told(opened) == []
    assert opened.stations.preview.verdict.startswith("Nothing else found in 60 rows")
    assert opened.rail.button(Station.PREVIEW).status.mark is Mark.DONE
    result = opened.checker.result
    assert (result.tally.events.unsent, len(result.left_out)) == (59, 1)
    assert not any(len(result.held[kind]) for kind in Kind)
    assert SAMPLE.read_bytes() == before
    edit_menu = opened.menuBar().actions()[1].menu()
    (undo,) = [each for each in edit_menu.actions() if each.text().startswith("&Undo")]
    for _ in range(session.undo_stack.index() - steps):
        undo.trigger()
    last = checked(qtbot, opened.checker)
    assert (last.findings, last.tally) == (first.findings, first.tally)
    assert {each.code for each in told(opened)} == FAULTS


def test_what_nobody_repairs_is_told_to_the_end(qtbot, opened, monkeypatch):
    """The control: a window in which edits are not used would fail the journey."""
    monkeypatch.setattr(type(opened.session), "edit_cell", lambda *_: None)
    with pytest.raises(AssertionError):
        repair(qtbot, opened)
