"""Files whose dates and numbers are written in their own way, on their way to a record."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui import edits
from klaviyo_gui.ui.map.convert.styles import DatesSection
from klaviyo_gui.ui.status import Station
from tests.ui.windows import WAIT_MS, checked, open_path

EVENTS = Kind.EVENTS
GERMAN = (
    "E-Mail;Bestelldatum;Gesamtbetrag\n"
    "anna@shop.de;03.05.2024 14:30;1.234,56\n"
    "bert@shop.de;31.05.2024 09:05;7,90\n"
    "cora@shop.de;04.06.2024 00:00;12.000,00\n"
)
UNDECIDED = "email,ordered,total\n" + "".join(
    f"p{first}@shop.io,{first:02d}/{second:02d}/2024 10:00,{first}.50\n"
    for first, second in ((2, 1), (4, 3), (6, 5), (8, 7))
)


def opened(qtbot, window, tmp_path, text):
    path = tmp_path / "orders.csv"
    path.write_text(text, encoding="utf-8")
    open_path(qtbot, window.session, path)
    inspector = window.stations.inspector
    qtbot.waitUntil(lambda: inspector.found is not None and not inspector.is_busy, timeout=WAIT_MS)
    session = window.session
    session.clear(EVENTS)
    session.clear(Kind.PROFILES)
    session.say_zone("UTC")
    header = session.header
    session.fix(EVENTS, "metric", "Placed Order")
    for column, key in zip(header, ("profile.email", "time", "value"), strict=True):
        session.place((column,), EVENTS, key)
    window.show_station(Station.MAP)
    checked(qtbot, window.checker)
    return window


def sent(window):
    """Return the time and the value of every row, None for a row that is held."""
    model = window.stations.preview.records
    found = []
    for at in range(window.session.row_count):
        built = model.built(at)
        if built is None or not built.body:
            found.append(None)
            continue
        events = json.loads(built.body)["attributes"]["events"]["data"]
        details = events[0]["attributes"]
        found.append((details["time"], details["value"]))
    return found


RIGHT = [
    ("2024-05-03T14:30:00+00:00", 1234.56),
    ("2024-05-31T09:05:00+00:00", 7.9),
    ("2024-06-04T00:00:00+00:00", 12000.0),
]


def test_a_german_file_is_read_rightly_without_opening_a_setting(qtbot, window, tmp_path):
    opened(qtbot, window, tmp_path, GERMAN)
    slots = window.stations.map.targets.slots
    assert slots["time"].pill.words == "date · day first · London in winter"
    assert slots["value"].pill.words == "number · 1.234,50"
    window.show_station(Station.PREVIEW)
    assert sent(window) == RIGHT


def test_without_what_the_columns_prove_its_rows_would_be_held(
    qtbot, window, tmp_path, monkeypatch
):
    monkeypatch.setattr(edits, "proven", lambda _kind, pair, _written: pair)
    opened(qtbot, window, tmp_path, GERMAN)
    window.show_station(Station.PREVIEW)
    assert sent(window) == [None, None, None]


@pytest.mark.parametrize(
    ("downs", "wanted"),
    [(0, ["01-02", "03-04", "05-06", "07-08"]), (1, ["02-01", "04-03", "06-05", "08-07"])],
    ids=["day first", "month first"],
)
def test_dates_that_tell_nothing_are_asked_for_and_chosen_by_keys_alone(
    qtbot, window, tmp_path, downs, wanted
):
    opened(qtbot, window, tmp_path, UNDECIDED)
    station = window.stations.map
    slot = station.targets.slots["time"]
    assert slot.pill.words == "▲ date · day or month first?"
    assert window.checker.result.tally.events.held == 4
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_C)
    section = next(each for each in station.popover.sections if isinstance(each, DatesSection))
    readings = [each.text() for each in section.ways.buttons if each.isVisible()]
    assert readings == ["day first → 2 January 2024, 10:00", "month first → 1 February 2024, 10:00"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    for _ in range(downs):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not slot.pill.words.startswith("▲")
    checked(qtbot, window.checker)
    window.show_station(Station.PREVIEW)
    assert [time for time, _ in sent(window)] == [f"2024-{day}T10:00:00+00:00" for day in wanted]


def test_undecided_dates_send_nothing_until_they_are_chosen(qtbot, window, tmp_path):
    opened(qtbot, window, tmp_path, UNDECIDED)
    window.show_station(Station.PREVIEW)
    assert sent(window) == [None] * 4
