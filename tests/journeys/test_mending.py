"""A damaged file on its way to Klaviyo: told, mended by a click, sent mended; and undone."""

import json

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.ui.status import Mark, Station
from tests.journeys.test_whole_road import send, stored
from tests.ui.windows import WAIT_MS, checked, open_path, write

PEOPLE = Kind.PROFILES
HEADER = ("Customer ID", "E-mail", "First name", "ZIP", "Note")
NAMES = ("MÃ¼ller", "Ann", "Zo\u00c3\u00ab", "Weiß")


def row(at):
    zips = 7102 if at == 5 else 97205 + at
    return (
        f"{1000 + at}" + ("\u200b" if at == 7 else ""),
        f"p{at}@shop.io",
        NAMES[at % 4],
        f"{zips}",
        "#N/A" if at == 3 else "ok",
    )


@pytest.fixture
def opened(qtbot, window, tmp_path):
    """The window with the damaged file, looked at and checked."""
    path = write(tmp_path, [row(at) for at in range(20)], HEADER, "damaged.csv")
    open_path(qtbot, window.session, path)
    inspector = window.stations.inspector
    qtbot.waitUntil(lambda: inspector.found is not None and not inspector.is_busy, timeout=WAIT_MS)
    session = window.session
    session.place(["Note"], PEOPLE, "properties.Note")
    for key, column in (("email", 1), ("external_id", 0), ("first_name", 2), ("location.zip", 3)):
        session.place([HEADER[column]], PEOPLE, key)
    session.clear(Kind.EVENTS)
    checked(qtbot, window.checker)
    return window


def previewed(window):
    """Return what each row sends, None for a row that is held."""
    model = window.stations.preview.records
    found = [model.built(at) for at in range(model.rowCount())]
    return [json.loads(each.body)["attributes"] if each.body else None for each in found]


def told(window):
    return {(each.target, each.code): each for each in window.checker.result.findings}


def mend(qtbot, window, code):
    """Choose a finding and press its repair."""
    station = window.stations.file
    found = station.findings
    codes = [found.finding(found.index(at)).code for at in range(found.rowCount())]
    station.list.setCurrentIndex(found.index(codes.index(code)))
    assert station.answering.mend.isVisible()
    qtbot.mouseClick(station.answering.mend, Qt.MouseButton.LeftButton)


def test_damage_is_told_before_anything_is_sent(opened):
    assert opened.rail.button(Station.FILE).status.mark is Mark.LOOK
    counts = {key: (each.count, each.severity) for key, each in told(opened).items()}
    assert counts == {
        ("first_name", Code.MOJIBAKE): (10, Severity.WARN),
        ("location.zip", Code.ZEROS_LOST): (1, Severity.WARN),
        ("properties.Note", Code.EXCEL_ERROR): (1, Severity.WARN),
        ("external_id", Code.INVISIBLE_CHARACTERS): (1, Severity.HOLD),
    }
    by_file = {
        (each.names[0], each.code): each.count for each in opened.stations.inspector.found.faults
    }
    assert sorted(by_file.values()) == sorted(count for count, _ in counts.values())
    opened.show_station(Station.PREVIEW)
    assert previewed(opened)[0]["first_name"] == "MÃ¼ller"
    assert previewed(opened)[7] is None


def test_what_is_mended_by_clicks_is_shown_and_sent_mended_and_the_file_gets_its_tick(
    qtbot, opened
):
    for code in (Code.MOJIBAKE, Code.ZEROS_LOST, Code.EXCEL_ERROR, Code.INVISIBLE_CHARACTERS):
        mend(qtbot, opened, code)
    checked(qtbot, opened.checker)
    assert told(opened) == {}
    assert opened.rail.button(Station.FILE).status.mark is Mark.DONE
    opened.show_station(Station.PREVIEW)
    shown = previewed(opened)
    assert [each["first_name"] for each in shown[:4]] == ["Müller", "Ann", "Zoë", "Weiß"]
    assert shown[5]["location"]["zip"] == "07102"
    assert "properties" not in shown[3]
    assert shown[7]["external_id"] == "1007"
    send(qtbot, opened)
    address = opened.runner.practice.address
    people = {each["email"]: each for each in stored(address, "people")}
    assert len(people) == 20
    assert people["p0@shop.io"]["first_name"] == "Müller"
    assert people["p5@shop.io"]["location"]["zip"] == "07102"


def test_undo_brings_every_damage_back_step_by_step(qtbot, opened):
    before = opened.session.mapping
    mend(qtbot, opened, Code.MOJIBAKE)
    mend(qtbot, opened, Code.EXCEL_ERROR)
    checked(qtbot, opened.checker)
    assert set(told(opened)) == {
        ("location.zip", Code.ZEROS_LOST),
        ("external_id", Code.INVISIBLE_CHARACTERS),
    }
    undo = opened.session.undo_stack
    assert undo.undoText() == "leave these cells blank in Note"
    undo.undo()
    undo.undo()
    assert opened.session.mapping == before
    checked(qtbot, opened.checker)
    assert told(opened)["first_name", Code.MOJIBAKE].count == 10
    opened.show_station(Station.PREVIEW)
    assert previewed(opened)[0]["first_name"] == "MÃ¼ller"
