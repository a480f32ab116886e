"""The request of one record, as it is shown, copied, and received."""

import json
import shlex
from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.klaviyo.as_curl import KEY_PLACE
from klaviyo_gui.practice.api import Api
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.store import settings
from klaviyo_gui.store.journal import Journal
from klaviyo_gui.ui.chooser import Chooser
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.menu_words import menus_of
from klaviyo_gui.ui.status import Station
from tests.doubles.accounts import practice
from tests.ui.windows import checked, open_path

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES
NOTE = 'no-break\u00a0space, \u2028, \u2029, \ufdd0\ufdd1, "quotes" é 😀\ttab\x0b\nline'
ENDS = {EVENTS: "/api/event-bulk-create-jobs", PEOPLE: "/api/profile-bulk-import-jobs"}


@pytest.fixture
def card(qtbot, window, tmp_path):
    """The card of the only record of a file, whose note holds whatever a text may hold."""
    quoted = NOTE.replace('"', '""')
    path = tmp_path / "one.csv"
    content = f'email,when,note\nann@shop.io,2024-03-01T10:00Z,"{quoted}"\n'
    path.write_bytes(content.encode())
    session = window.session
    open_path(qtbot, session, path)
    for kind in Kind:
        session.clear(kind)
    for column, target in (("email", "profile.email"), ("when", "time")):
        session.place((column,), EVENTS, target)
    session.place(("note",), EVENTS, "properties.note")
    session.fix(EVENTS, "metric", "Sale")
    session.place(("email",), PEOPLE, "email")
    session.place(("note",), PEOPLE, "properties.note")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return window.stations.preview.card


@pytest.fixture
def received(monkeypatch):
    """The bodies that the practice Klaviyo receives, byte for byte, with where they arrive."""
    found = []
    sound = Api.answer

    def noting(self, request):
        if request.method == "POST":
            found.append((request.path, request.body))
        return sound(self, request)

    monkeypatch.setattr(Api, "answer", noting)
    return found


def copied(card):
    QGuiApplication.clipboard().setText("something else")
    card.copy_request()
    return QGuiApplication.clipboard().text()


def send(window, account, folder):
    """Send the open file, and wait until all is delivered."""
    plan = replace(window.session.plan, judged=window.checker.result.judged)
    with closing(Journal.create(folder / "run" / "journal.db", {})) as journal:
        part = Part(window.session.file, plan, is_for_sending=True)
        for _ in freeze(part, account.pool, journal, Event()):
            pass
        for _ in Run(journal, account.pool, Event()).events():
            pass


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_copied_is_what_klaviyo_receives_of_a_file_of_that_one_row(
    card, window, tmp_path, received, kind
):
    window.stations.preview.show_kind(kind)
    request = copied(card)
    with practice() as account:
        send(window, account, tmp_path)
    (body,) = (body for path, body in received if path == ENDS[kind])
    assert request.encode() == body
    assert NOTE in _texts(json.loads(body))


def _texts(value):
    """Return all texts within a document."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inner for text in _texts(each)]


def test_what_is_selected_and_copied_by_hand_says_the_same_as_the_whole(card):
    card._request.selectAll()
    card._request.copy()
    by_hand = QGuiApplication.clipboard().text()
    assert "\n" in by_hand
    assert json.loads(by_hand) == json.loads(copied(card)) == json.loads(card.request)


def test_a_record_that_is_held_has_no_request_to_copy(card, window):
    window.session.edit_cell(2, window.session.file.head_rows.cells[0], "email", "nobody")
    assert not card._copy.isEnabled()
    assert card.request == "Nothing is sent for this row."
    assert copied(card) == ""


def test_a_command_for_curl_holds_the_same_request_and_no_key(card):
    request = copied(card)
    card._curl.click()
    command = QGuiApplication.clipboard().text()
    assert command.startswith("curl ")
    assert shlex.split(command)[-1] == request
    assert KEY_PLACE in command


def test_while_values_are_masked_the_command_holds_masked_ones(card):
    masking.turn(True)
    try:
        card._curl.click()
        command = QGuiApplication.clipboard().text()
        assert "ann@shop.io" not in command
        assert shlex.split(command)[-1] == card.request
    finally:
        masking.turn(False)


def test_a_record_that_is_held_makes_no_command(card, window):
    window.session.edit_cell(2, window.session.file.head_rows.cells[0], "email", "nobody")
    assert not card._curl.isEnabled()
    card.copy_curl()
    assert QGuiApplication.clipboard().text() == ""


class Inspected:
    """Presses F4 wherever the focus is, and tells what that shows."""

    def __init__(self, window):
        self.window = window
        self.station = window.stations.preview

    def press(self):
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_F4)

    @property
    def has_focus(self):
        focus = QApplication.focusWidget()
        return focus is not None and self.station.card.isAncestorOf(focus)


@pytest.fixture
def inspected(card, window):
    assert not card.isHidden()
    return Inspected(window)


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_f4_goes_to_what_is_shown_of_the_row_and_hides_it_from_there(inspected, tab):
    station = inspected.station
    station.card.tabs.setCurrentIndex(tab)
    station.grid.setFocus()
    inspected.press()
    assert inspected.has_focus
    inspected.press()
    assert station.card.isHidden()
    assert station.grid.hasFocus()
    inspected.press()
    assert not station.card.isHidden()
    assert inspected.has_focus


def test_its_button_hides_it_and_leaves_the_focus_in_the_table(inspected):
    inspected.press()
    assert inspected.has_focus
    inspected.station.rows.inspector.click()
    assert inspected.station.card.isHidden()
    assert inspected.station.grid.hasFocus()


def test_f4_comes_to_it_from_another_station(inspected, window):
    window.show_station(Station.FILE)
    window.stations.file.grid.setFocus()
    inspected.press()
    assert window.station is Station.PREVIEW
    assert inspected.has_focus


def test_f4_still_lists_the_columns_of_a_property(inspected, window):
    window.show_station(Station.MAP)
    slot = window.stations.map.targets.slots["value"]
    slot.setFocus()
    inspected.press()
    assert isinstance(QApplication.activePopupWidget(), Chooser)
    assert window.station is Station.MAP


def test_f4_still_opens_the_choices_of_a_box(inspected, window):
    window.show_station(Station.SEND)
    box = window.stations.send.sheet.to.box
    box.setFocus()
    inspected.press()
    assert box.view().isVisible()
    assert window.station is Station.SEND
    box.hidePopup()


def test_that_it_is_hidden_stays_over_a_restart(inspected, open_window):
    button = inspected.station.rows.inspector
    assert button.isChecked()
    button.click()
    assert inspected.station.card.isHidden()
    assert not settings.has_inspector()
    with open_window() as other:
        station = other.stations.preview
        assert station.card.isHidden()
        assert not station.rows.inspector.isChecked()
        station.rows.inspector.click()
        assert not station.card.isHidden()
    assert settings.has_inspector()


def test_a_cell_of_a_finding_is_edited_where_it_can_be_seen(inspected, window, qtbot):
    window.session.edit_cell(2, window.session.file.head_rows.cells[0], "email", "nobody")
    checked(qtbot, window.checker)
    station = inspected.station
    station.hide_inspector()
    finding = next(each for each in window.checker.findings if each.lines == (2,))
    station.edit_finding(finding)
    assert not station.card.isHidden()


def test_without_a_file_there_is_nothing_to_inspect(window):
    names = (each for menu in menus_of(window.menuBar()) for each in menu.actions())
    action = next(each for each in names if each.text() == "Ro&w inspector")
    assert not action.isEnabled()
