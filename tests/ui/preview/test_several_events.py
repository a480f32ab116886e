"""Preview shows all events of a record, those of each under its name."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui.core.event_target import of_event
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.suggest.further import filled_only
from klaviyo_gui.ui.models.record_fields import fields
from klaviyo_gui.ui.models.records import HeadingRole
from klaviyo_gui.ui.status import Station
from tests.ui.windows import WAIT_MS, checked, open_path, write

EVENTS = Kind.EVENTS
HEADER = ("no", "email", "placed", "shipped", "name", "back")
ROWS = (
    ("a1", "ann@shop.io", "2024-03-03T10:00Z", "2024-03-04T10:00Z", "Ann", ""),
    ("b2", "bo@shop.io", "2024-03-02T10:00Z", "", "Bo", ""),
    ("c3", "cy@shop.io", "2024-03-01T10:00Z", "soon", "Cy", ""),
    ("d4", "di@shop.io", "2024-03-01T09:00Z", "2024-03-02T10:00Z", "Di", ""),
)
SHIPPED = of_event("Fulfilled Order", "time")
MAPPING = Mapping(
    (
        Pair("metric", Fixed("Placed Order")),
        Pair("time", Column("placed")),
        Pair("unique_id", Column("no")),
        Pair("profile.email", Column("email")),
        Pair("profile.first_name", Column("name")),
    ),
    further=(
        FurtherEvent(
            (
                Pair("metric", Fixed("Fulfilled Order")),
                Pair("time", Column("shipped")),
                Pair("properties.Way", Column("no")),
            ),
            filled_only("shipped"),
        ),
    ),
)


@pytest.fixture
def pane(qtbot, window, tmp_path):
    """The table of orders of which some were fulfilled, and one has a time that is none."""
    open_path(qtbot, window.session, write(tmp_path, ROWS, HEADER))
    window.session.remedy(MAPPING, "Two events")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return window.stations.preview.rows


def headings(pane, role=Qt.ItemDataRole.DisplayRole):
    model, across = pane.records, Qt.Orientation.Horizontal
    return [model.headerData(at, across, role) for at in range(model.columnCount())]


def cell(pane, row, target, role=Qt.ItemDataRole.DisplayRole):
    return pane.records.index(row, pane.records.column_of(target)).data(role)


def test_the_properties_of_each_event_stand_under_its_name(pane):
    assert headings(pane)[2:] == [
        *("E-mail", "Event name", "Time", "Event id", "Event name", "Time", "Way", "First name"),
    ]
    assert [each for each in headings(pane, HeadingRole.GROUP) if each] == [
        *("Who", "Placed Order", "Fulfilled Order", "About the person"),
    ]
    within = headings(pane, HeadingRole.WITHIN)
    assert within[4] == "Placed Order", "its name stays in sight when the first is scrolled away"
    assert within[:2] == ["", ""]
    assert headings(pane, Qt.ItemDataRole.ToolTipRole)[6] == "Fulfilled Order, Event name"


def test_each_event_is_read_by_its_name_and_one_that_is_not_there_is_blank(pane):
    assert [cell(pane, at, "time")[:10] for at in (0, 1, 3)] == [
        *("2024-03-03", "2024-03-02", "2024-03-01"),
    ]
    assert cell(pane, 0, SHIPPED)[:10] == "2024-03-04"
    assert (cell(pane, 1, SHIPPED), cell(pane, 2, SHIPPED)) == ("", "soon")
    why = "Fulfilled Order is sent of only rows in which shipped is filled."
    assert cell(pane, 1, SHIPPED, Qt.ItemDataRole.ToolTipRole) == why
    assert cell(pane, 1, SHIPPED, Qt.ItemDataRole.AccessibleTextRole) == why
    assert cell(pane, 0, SHIPPED, Qt.ItemDataRole.ToolTipRole) is None
    assert cell(pane, 1, "time", Qt.ItemDataRole.ToolTipRole) is None


def test_where_the_main_event_is_not_sent_its_cells_are_blank(qtbot, window, pane):
    mapping = replace(window.session.mapping, condition=filled_only("back"))
    window.session.remedy(mapping, "Another condition")
    checked(qtbot, window.checker)
    assert cell(pane, 0, "time") == ""
    assert cell(pane, 0, SHIPPED)[:10] == "2024-03-04"


def test_what_is_wrong_with_an_event_is_marked_in_its_column(window, pane):
    tip = cell(pane, 2, SHIPPED, Qt.ItemDataRole.ToolTipRole)
    assert tip.startswith("It cannot be read as a time") or "time" in tip
    assert cell(pane, 2, "time", Qt.ItemDataRole.ToolTipRole) is None
    (finding,) = [each for each in window.checker.result.findings if each.code is Code.TIME_INVALID]
    pane.go_to_line(finding.lines[0], finding.target)
    assert pane.grid.currentIndex().row() == 2


def test_rows_are_put_in_order_by_a_property_of_one_event(qtbot, pane):
    lines = [pane.records.built(at).line for at in range(4)]
    assert lines == [2, 3, 4, 5]
    pane.order.sort_by(pane.records.column_of("time"))
    qtbot.waitUntil(lambda: not pane.order.is_on, timeout=WAIT_MS)
    assert [pane.records.built(at).line for at in range(3)] == [5, 3, 2]
    pane.order.sort_by(pane.records.column_of(SHIPPED))
    qtbot.waitUntil(lambda: not pane.order.is_on, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: pane.records.built(0).line == 5, timeout=WAIT_MS)
    assert pane.records.built(1).line == 2


def test_beside_the_record_each_event_is_told_with_its_name(window, pane):
    card = window.stations.preview.card
    pane.grid.selectRow(1)
    told = [tuple(card.pairs.index(at, each).data() for each in range(3)) for at in range(8)]
    assert told[2] == ("Placed Order, Time", "2024-03-02T10:00Z", "2024-03-02T10:00:00+00:00")
    assert told[5] == ("Fulfilled Order, Time", "—", "not sent")
    assert told[7] == ("First name", "Bo", "Bo")
    pane.grid.selectRow(0)
    assert card.pairs.index(5, 2).data() == "2024-03-04T10:00:00+00:00"


def test_the_strip_and_the_sheet_count_events_by_their_names(qtbot, window, pane):
    assert "→ 3 Placed Order, 2 Fulfilled Order ·" in window.strip.sentence
    sheet = window.stations.send.sheet
    assert sheet.words.what.startswith("3 Placed Order, 2 Fulfilled Order")
    wide = window.strip.buttons[1].text()
    window.strip.resize(400, window.strip.height())
    assert (wide, window.strip.buttons[1].text()) == (
        "3 Placed Order, 2 Fulfilled Order",
        "5 events",
    )
    window.strip.resize(1400, window.strip.height())
    assert window.strip.buttons[1].text() == wide


def test_one_event_stands_in_the_groups_of_its_properties():
    one = replace(MAPPING, further=())
    assert {each.event for each in fields(one, EVENTS)} == {""}
    assert [each.group for each in fields(one, EVENTS)][:2] == ["Who", "What happened"]
    assert fields(MAPPING, Kind.PROFILES) == ()
