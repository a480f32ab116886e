"""The request of one record, as it is shown, copied, and received."""

import json
from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtGui import QGuiApplication

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.practice.api import Api
from klaviyo_gui.sending.plan import freeze
from klaviyo_gui.sending.run import Run
from klaviyo_gui.sending.survey import Part
from klaviyo_gui.store.journal import Journal
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
