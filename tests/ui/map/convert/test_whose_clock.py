"""Whose clock wrote the times that name no zone: asked, answered, and never placed unasked."""

from functools import partial

import pytest
from PySide6.QtCore import QByteArray, Qt, QTimeZone
from PySide6.QtWidgets import QApplication, QComboBox

from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Options, Pair, ValueType
from klaviyo_gui.store import choices
from klaviyo_gui.store.presets import Preset
from klaviyo_gui.ui import computer
from klaviyo_gui.ui import session as sessions
from klaviyo_gui.ui.map.convert.places import ZoneSection
from klaviyo_gui.ui.map.convert.whose_clock import ClockSection
from klaviyo_gui.wording.pill import UNSAID_ZONE
from tests.ui.windows import open_path, write

EVENTS = Kind.EVENTS
HEADER = ("naive", "own", "day", "email")
ROWS = tuple(
    (f"2024-05-3{n % 2} 14:3{n}:05", f"2024-05-31 14:3{n}Z", "2024-05-31", f"a{n}@shop.io")
    for n in range(5)
)
CELL = ROWS[0][0]


@pytest.fixture(autouse=True)
def _computer(monkeypatch):
    """Let the computer stand in Berlin."""
    monkeypatch.setattr(QTimeZone, "systemTimeZoneId", lambda: QByteArray(b"Europe/Berlin"))


@pytest.fixture
def station(qtbot, empty, session, tmp_path):
    open_path(qtbot, session, write(tmp_path, ROWS, HEADER))
    session.clear(Kind.EVENTS)
    session.clear(Kind.PROFILES)
    session.undo_stack.clear()
    empty.targets.show_kind(EVENTS)
    return empty


def clock(station, key="time"):
    station.targets.show_kind(EVENTS)
    station.targets.slots[key].pill.click()
    return next(each for each in station.popover.sections if isinstance(each, ClockSection))


def ways(section):
    return [each.text() for each in section.ways.buttons if each.isVisible()]


def zone_box(station):
    boxes = station.findChildren(QComboBox)
    return next(each for each in boxes if each.accessibleName() == "Times without a zone")


def test_times_without_a_zone_are_asked_about_with_each_reading_and_answered_by_keys(
    qtbot, station, session
):
    session.place(("naive",), EVENTS, "time")
    slot = station.targets.slots["time"]
    assert slot.pill.words == "▲ date · whose clock?"
    assert slot.pill.property("tone") == "warn"
    assert "needs a choice" in slot.accessibleName()
    slot.setFocus()
    qtbot.keyClick(slot, Qt.Key.Key_C)
    popover = station.popover
    section = next(each for each in popover.sections if isinstance(each, ClockSection))
    assert popover.question.startswith(f"▲ Times such as “{CELL}” name no time zone. Whose clock")
    assert section.title.text() == f"Whose clock wrote “{CELL}”?"
    assert ways(section) == ["Berlin → 14:30 (+02:00)", "London in winter → 14:30 (+00:00)"]
    assert section.known.text() == "This computer is set to Berlin."
    assert not any(each.isChecked() for each in section.ways.buttons)
    focused = QApplication.focusWidget()
    assert focused is section.ways.buttons[0]
    before = session.mapping
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    assert session.mapping.options.time_zone == "Europe/Berlin"
    assert session.mapping.events[0].conversion == before.events[0].conversion
    assert session.undo_stack.undoText() == "times of Berlin"
    assert popover.question == ""
    assert section.ways.buttons[0].isChecked()
    assert slot.pill.words == "date · Berlin"
    qtbot.keyClick(popover, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.mapping == before
    assert slot.pill.words == "▲ date · whose clock?"


def test_another_zone_is_found_in_a_box_and_stands_among_the_ways(qtbot, station, session):
    session.place(("naive",), EVENTS, "time")
    section = clock(station)
    line = section.other.lineEdit()
    assert line.text() == "another…"
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "Asia/Tokyo")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert session.mapping.options.time_zone == "Asia/Tokyo"
    assert ways(section)[-1] == "Tokyo → 14:30 (+09:00)"
    assert section.ways.buttons[-1].isChecked()
    assert line.text() == "another…"
    line.setText("another…")
    line.editingFinished.emit()
    assert session.mapping.options.time_zone == "Asia/Tokyo"


@pytest.mark.parametrize("column", ["naive", "day"])
def test_one_answer_holds_for_all_columns_of_the_file(station, session, column):
    for key in ("time", "properties.seen"):
        pair = Pair(key, Column(column), ValueType.TIME)
        session.convert(EVENTS, pair, "read")
    slots = station.targets.slots
    assert {slots[key].pill.words for key in ("time", "properties.seen")} == {
        "▲ date · whose clock?"
    }
    clock(station).ways.buttons[1].click()
    assert {slots[key].pill.words for key in ("time", "properties.seen")} == {
        "date · London in winter"
    }


def test_times_that_name_their_zone_are_not_asked_about(station, session):
    session.place(("own",), EVENTS, "time")
    assert station.targets.slots["time"].pill.words == "date"
    assert not clock(station).isVisible()


def test_a_column_with_its_own_zone_is_not_asked_about(station, session):
    own = Pair("time", Column("naive"), conversion=Conversion(zone="Asia/Tokyo"))
    session.convert(EVENTS, own, "zone")
    assert station.targets.slots["time"].pill.words == "date · Tokyo"
    assert not clock(station).isVisible()
    zones = next(each for each in station.popover.sections if isinstance(each, ZoneSection))
    assert zones.zone.itemText(0) == "as for all columns (not said)"


def test_a_preset_that_says_a_zone_answers_the_question(station, session):
    pair = Pair("time", Column("naive"))
    session.use_preset(Preset("Unsaid", Mapping((pair,))))
    assert station.targets.slots["time"].pill.words == "▲ date · whose clock?"
    session.use_preset(Preset("Said", Mapping((pair,), options=Options("UTC"))))
    assert station.targets.slots["time"].pill.words == "date · London in winter"


def test_a_zone_said_before_is_offered_first_and_not_taken(qtbot, empty, session, tmp_path):
    choices.learn(Mapping(options=Options("Asia/Tokyo")))
    open_path(qtbot, session, write(tmp_path, ROWS, HEADER))
    session.place(("naive",), EVENTS, "time")
    assert session.mapping.options.time_zone == ""
    section = clock(empty)
    assert ways(section)[0] == "Tokyo → 14:30 (+09:00)"
    assert section.known.text() == "Tokyo was chosen before. This computer is set to Berlin."


def test_a_zone_taken_unasked_would_be_found_out(qtbot, empty, session, tmp_path, monkeypatch):
    taken = partial(Mapping, options=Options("Asia/Tokyo"))
    monkeypatch.setattr(sessions, "Mapping", taken)
    with pytest.raises(AssertionError):
        test_a_zone_said_before_is_offered_first_and_not_taken(qtbot, empty, session, tmp_path)


def test_a_time_that_cannot_be_sent_has_no_reading_and_other_clocks_are_offered(
    qtbot, empty, session, tmp_path
):
    rows = [("1957-03-09 10:00", "x", "y", "a@shop.io")]
    open_path(qtbot, session, write(tmp_path, rows, HEADER))
    session.place(("naive",), EVENTS, "time")
    section = clock(empty)
    assert ways(section) == []
    section.other.chosen.emit("Asia/Tokyo")
    assert session.mapping.options.time_zone == "Asia/Tokyo"


def test_that_no_zone_is_said_stands_first_in_the_options_until_one_is(qtbot, station, session):
    box = zone_box(station)
    assert (box.currentText(), box.itemText(0)) == (UNSAID_ZONE, UNSAID_ZONE)
    box.setCurrentText("Europe/Berlin")
    box.lineEdit().editingFinished.emit()
    assert session.mapping.options.time_zone == "Europe/Berlin"
    assert box.currentText() == "Europe/Berlin"
    assert box.findText(UNSAID_ZONE) < 0
    session.undo_stack.undo()
    assert (box.currentText(), box.itemText(0)) == (UNSAID_ZONE, UNSAID_ZONE)
    box.lineEdit().editingFinished.emit()
    assert session.mapping.options.time_zone == ""


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (b"America/New_York", "America/New_York"),
        (b"Etc/UTC", "UTC"),
        (b"UTC+02:00", ""),
        (b"localtime", ""),
        (b"\xff", ""),
        (b"", ""),
    ],
)
def test_the_computer_s_zone_is_offered_by_its_name_or_not_at_all(monkeypatch, told, name):
    monkeypatch.setattr(QTimeZone, "systemTimeZoneId", lambda: QByteArray(told))
    assert computer.own_zone() == name


def test_the_zone_of_this_very_computer_is_one_that_can_be_said():
    assert computer.own_zone() in {"", *computer.zones()}
