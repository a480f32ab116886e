"""Preview shows of grouped rows what is sent: one record for each order, with its first line."""

from dataclasses import replace

import pytest

from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.mapping import Column, Fixed, Mapping, Pair
from klaviyo_gui.ui.models.records import LINE, STATE, Filter
from klaviyo_gui.ui.status import Station
from tests.ui.windows import WAIT_MS, checked, open_path, write

HEADER = ("no", "when", "name", "colour", "email")
ROWS = (
    ("a", "2024-03-01T10:00Z", "Tee", "red", "ann@shop.io"),
    ("b", "2024-03-02T10:00Z", "Cap", "red", "bo@shop.io"),
    ("a", "", "Sock", "blue", ""),
    ("c", "2024-03-02T10:00Z", "Mug", "red", "cy@shop.io"),
    ("c", "2024-03-03T10:00Z", "Cup", "red", "cy@shop.io"),
)
MAPPING = Mapping(
    (
        Pair("metric", Fixed("Sale")),
        Pair("profile.email", Column("email")),
        Pair("time", Column("when")),
        Pair("properties.Items[].Name", Column("name")),
        Pair("properties.Colours[]", Column("colour")),
    ),
    grouping=Grouping(("no",), ("name", "colour")),
)


@pytest.fixture
def pane(qtbot, window, tmp_path):
    """The table of five rows that are three orders, one of them held."""
    open_path(qtbot, window.session, write(tmp_path, ROWS, HEADER))
    window.session.remedy(MAPPING, "Group rows")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return window.stations.preview.rows


def shown(pane, column):
    return [pane.records.index(at, column).data() for at in range(pane.records.rowCount())]


def test_orders_are_listed_by_their_first_lines_with_all_that_is_sent(pane):
    model = pane.records
    assert pane.tabs.said[:3] == ["All 3", "Will be sent 2", "Held 1"]
    assert shown(pane, LINE) == ["2", "3", "5"]
    assert shown(pane, STATE) == ["ready, 2 lines", "ready", "held"]
    assert shown(pane, model.column_of("properties.Items[].Name"))[:2] == [
        '["Tee","Sock"]',
        '["Cap"]',
    ]
    assert shown(pane, model.column_of("properties.Colours[]"))[:2] == ['["red","blue"]', '["red"]']


def test_beside_the_record_of_an_order_its_first_line_is_shown_as_the_file_has_it(pane):
    assert pane.records.built(0).cells == ROWS[0]
    assert pane.records.built(0).of_order == (2, 4)
    assert pane.records.built(2).cells == ROWS[3]


def test_a_finding_leads_to_its_order(pane):
    pane.go_to_line(5)
    assert pane.grid.currentIndex().row() == 2
    pane.go_to_line(4)
    assert pane.grid.currentIndex().row() == 2, "no order begins there"


def test_orders_are_searched_and_put_in_order(qtbot, pane):
    pane.search.setText("bo@")
    qtbot.waitUntil(
        lambda: pane.search.found is not None and not pane.search.is_on, timeout=WAIT_MS
    )
    qtbot.waitUntil(lambda: shown(pane, LINE) == ["3"], timeout=WAIT_MS)
    pane.search.clear()
    qtbot.waitUntil(lambda: len(shown(pane, LINE)) == 3, timeout=WAIT_MS)
    pane.order.sort_by(pane.records.column_of("profile.email"))
    pane.order.sort_by(pane.records.column_of("profile.email"))
    qtbot.waitUntil(lambda: not pane.order.is_on, timeout=WAIT_MS)
    assert shown(pane, LINE) == ["5", "3", "2"]


def test_a_line_that_is_left_out_leaves_out_its_order(qtbot, window, pane):
    window.session.leave_row_out(2, ROWS[0])
    qtbot.waitUntil(lambda: window.checker.result is None, timeout=WAIT_MS)
    checked(qtbot, window.checker)
    pane.show_filter(Filter.LEFT_OUT)
    assert shown(pane, LINE) == ["2"]


def test_what_the_first_rows_make_is_shown_until_all_are_put_together(qtbot, window, pane):
    grouping = Grouping(("email",), ("name", "colour"))
    window.session.remedy(replace(MAPPING, grouping=grouping), "Group rows")
    assert window.checker.prepared is None
    assert pane.tabs.said[0] == "All 4"
    checked(qtbot, window.checker)
    assert pane.tabs.said[0] == "All 4"
