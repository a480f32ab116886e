import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QUndoCommand
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QPushButton

from klaviyo_gui.core.mapping import Kind, Options
from klaviyo_gui.ui.about import About
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.status import Mark, Station
from klaviyo_gui.ui.theme import Choice
from tests.ui.windows import WAIT_MS, checked, open_path, write

EVENTS = Kind.EVENTS


@pytest.fixture
def filled(qtbot, window, tmp_path):
    open_path(qtbot, window.session, write(tmp_path))
    window.session.fix(EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)
    return window


def action(window, *path):
    """Return the menu's action of this path, such as View, Theme, Dark."""
    actions = window.menuBar().actions()
    for words in path:
        found = next(each for each in actions if each.text().replace("&", "").startswith(words))
        actions = found.menu().actions() if found.menu() is not None else []
    return found


def statuses(window):
    return [window.rail.button(station).status for station in Station]


def button(window, words):
    buttons = (each for each in window.findChildren(QPushButton) if each.isVisible())
    return next(each for each in buttons if each.text().startswith(words))


def test_an_empty_window_promises_that_nothing_is_sent(window):
    assert window.station is Station.FILE
    assert window.strip.sentence == "No file open"
    assert {status.mark for status in statuses(window)} == {Mark.EMPTY}


def test_the_strip_says_what_would_happen(filled):
    said = "3 rows → 2 events · 1 row held · Practice · history, no flows · about 2 s"
    assert filled.strip.sentence.replace(" · 3 people", "") == said


def test_the_strip_says_what_is_in_hand(filled):
    filled.session.take(("colour",))
    hint = "colour in hand. Tab to targets, Enter to place, Escape to put back"
    assert filled.strip.hand == hint
    filled.session.take(("colour", "who"))
    assert filled.strip.hand.startswith("2 columns in hand")
    filled.session.put_back()
    assert filled.strip.hand == ""


def test_stations_are_reached_by_rail_menu_and_key(qtbot, window):
    for at, station in enumerate(Station, start=1):
        window.show_station(Station.FILE)
        qtbot.mouseClick(window.rail.button(station), Qt.MouseButton.LeftButton)
        assert window.station is station
        window.show_station(Station.FILE)
        action(window, "View", station.title).trigger()
        assert window.station is station
        assert action(window, "View", station.title).shortcut().toString() == f"Ctrl+{at}"


def test_macos_is_told_what_it_has_in_a_menu_of_its_own(window):
    roles = QAction.MenuRole
    assert action(window, "File", "Quit").menuRole() is roles.QuitRole
    assert action(window, "Help", "About").menuRole() is roles.AboutRole


def test_the_theme_is_chosen_in_the_menu(window):
    action(window, "View", "Theme", "Dark").trigger()
    assert window.theme.name == "dark"
    action(window, "View", "Theme", "As the system").trigger()
    assert window.theme.choice is Choice.SYSTEM


def test_undo_and_redo_carry_the_name_of_the_step(filled):
    undo, redo = action(filled, "Edit", "Undo"), action(filled, "Edit", "Redo")
    assert undo.text() == "&Undo fixed text for Event name"
    undo.trigger()
    assert redo.text() == "&Redo fixed text for Event name"
    assert filled.rail.button(Station.MAP).status.words == "1 needed"


def test_without_a_step_they_are_words_by_themselves_and_an_ampersand_stays_one(filled):
    undo, stack = action(filled, "Edit", "Undo"), filled.session.undo_stack
    while stack.canUndo():
        undo.trigger()
    assert (undo.text(), undo.isEnabled()) == ("&Undo", False)
    stack.push(QUndoCommand("leave out Q&A"))
    assert (undo.text(), undo.isEnabled()) == ("&Undo leave out Q&&A", True)


def test_a_kind_is_cleared_from_the_menu(filled):
    filled.session.place(("email",), Kind.PROFILES, "email")
    action(filled, "Map", "Clear people").trigger()
    assert filled.session.mapping.kinds == (EVENTS,)
    action(filled, "Map", "Clear events").trigger()
    assert filled.session.mapping.kinds == ()
    assert filled.rail.button(Station.MAP).status.words == "Nothing mapped"


def test_a_file_is_chosen_in_a_dialog(qtbot, filled, tmp_path, monkeypatch):
    other = write(tmp_path, name="other.csv")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    with qtbot.waitSignal(filled.session.index_changed, timeout=WAIT_MS):
        action(filled, "File", "Open…").trigger()
    assert filled.session.file.path == other


def test_a_dialog_left_by_cancel_changes_nothing(filled, monkeypatch):
    before = filled.session.mapping
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    for path in (("File", "Open…"), ("Presets", "Import…")):
        action(filled, *path).trigger()
    assert filled.session.preset == ""
    assert filled.session.mapping == before


def test_a_damaged_preset_is_told_in_map(filled, tmp_path):
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    filled.session.load_preset(tmp_path / "bad.json")
    assert filled.station is Station.MAP
    assert filled.stations.map.notice.isVisible()
    buttons = filled.stations.map.notice.findChildren(QAbstractButton)
    next(each for each in buttons if each.accessibleName() == "Close this notice").click()
    assert not filled.stations.map.notice.isVisible()


def test_saving_results_before_there_are_any_is_told(window):
    action(window, "Run", "Save results").trigger()
    notice = window.stations.results.notice
    assert notice.sentence == "There are no results to save yet."
    assert notice.isVisible(), "from wherever it was asked for"


def test_what_is_done_with_a_file_is_grey_without_one(qtbot, window, tmp_path):
    names = ("Reopen with other settings", "Use current row as header", "Add second file")
    actions = [action(window, "File", name) for name in names]
    assert not any(each.isEnabled() for each in actions)
    open_path(qtbot, window.session, write(tmp_path))
    assert all(each.isEnabled() for each in actions)


def test_enter_never_sends(qtbot, filled):
    filled.show_station(Station.SEND)
    send = button(filled, "Send ")
    assert send.isEnabled()
    assert not send.hasFocus()
    send.setFocus()
    qtbot.keyClick(send, Qt.Key.Key_Return)
    qtbot.keyClick(send, Qt.Key.Key_Enter)
    assert not filled.runner.is_running
    action(filled, "Run", "Send").trigger()
    assert not filled.runner.is_running


def test_the_sheet_reads_like_a_cheque(filled):
    assert filled.stations.send.words.startswith("Send 2 events")
    filled.session.clear(EVENTS)
    filled.session.clear(Kind.PROFILES)
    assert filled.stations.send.words == "Send"
    assert not filled.stations.send.is_ready


def test_the_preview_filters_and_explains(qtbot, filled):
    filled.show_station(Station.PREVIEW)
    preview = filled.stations.preview
    counts = []
    for wanted in (Filter.ALL, Filter.READY, Filter.HELD):
        preview.show_filter(wanted)
        counts.append(preview.records.rowCount())
    assert counts == [3, 2, 1]
    assert "no number" in preview.facts.replace("“x”", "")
    assert preview.request == "Nothing is sent for this row."
    preview.show_filter(Filter.ALL)
    preview.grid.selectRow(0)
    assert '"email": "ann@shop.io"' in preview.request
    assert preview.verdict.startswith("Checked 3 rows: ")


def test_a_finding_leads_to_its_rows(qtbot, filled):
    filled.show_station(Station.PREVIEW)
    preview = filled.stations.preview
    preview.show_filter(Filter.HELD)
    preview.go_to_finding(preview.findings.index(1))
    assert preview.grid.currentIndex().row() == 0
    assert [preview.records.built(at).line for at in range(preview.records.rowCount())] == [4]


def test_the_request_of_a_row_is_copied(qapp, filled):
    filled.show_station(Station.PREVIEW)
    preview = filled.stations.preview
    preview.card.copy_request()
    assert json.loads(qapp.clipboard().text()) == json.loads(preview.request)


def test_about_has_its_place_in_the_menu(window):
    action(window, "Help", "About").trigger()
    (about,) = window.findChildren(About)
    about.accept()


def test_a_check_that_is_overtaken_is_never_shown(qtbot, filled):
    for text in ("A", "B", "C"):
        filled.session.fix(EVENTS, "metric", text)
        assert filled.checker.result is None
    checked(qtbot, filled.checker)
    filled.show_station(Station.PREVIEW)
    assert '"name": "C"' in filled.stations.preview.request


def test_an_option_that_cannot_be_needs_a_look_in_map(filled):
    filled.session.set_options(Options("Mars/Olympus"))
    assert filled.rail.button(Station.MAP).status.mark is Mark.LOOK
    filled.show_station(Station.MAP)
    assert "Mars/Olympus" in filled.stations.map.live.sentence


def test_actions_are_grey_while_there_is_nothing_for_them_to_do(qtbot, window, tmp_path):
    paths = (
        ("Map", "Match"),
        ("Map", "Accept"),
        ("Map", "Clear events"),
        ("Map", "Clear people"),
        ("Presets", "Save"),
        ("Run", "Check"),
        ("Run", "Stop"),
    )

    def enabled():
        return [path[1] for path in paths if action(window, *path).isEnabled()]

    assert enabled() == []
    open_path(qtbot, window.session, write(tmp_path))
    assert enabled() == ["Match", "Accept", "Clear events", "Clear people", "Save"]
    action(window, "Map", "Accept").trigger()
    assert enabled() == ["Match", "Clear events", "Clear people", "Save", "Check"]
    window.session.clear(EVENTS)
    window.session.clear(Kind.PROFILES)
    assert enabled() == ["Match", "Accept"]
    assert action(window, "Run", "Stop").shortcut().toString() == "Ctrl+."


def test_the_window_fits_the_screen(window):
    room = window.screen().availableGeometry()
    assert window.minimumWidth() <= room.width()
    assert window.minimumHeight() <= room.height()
