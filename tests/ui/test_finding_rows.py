"""From wherever one stands a key leads to where rows are looked for, and a menu to those held."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from klaviyo_gui import paths
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.home.samples import EVERY_SAMPLE
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.status import Station
from tests.store.test_ledger import EVERY_STATE, make_run
from tests.ui.test_window import action
from tests.ui.windows import WAIT_MS, checked, open_path, write

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES


@pytest.fixture
def filled(qtbot, window, tmp_path):
    """The window with a file of which one event is held, as its total is no number."""
    open_path(qtbot, window.session, write(tmp_path))
    window.session.clear(PEOPLE)
    window.session.fix(EVENTS, "metric", "Sale")
    window.session.place(("email",), EVENTS, "profile.email")
    window.session.place(("total",), EVENTS, "value")
    checked(qtbot, window.checker)
    return window


def results_of_a_run(qtbot, window):
    make_run(paths.runs(), "a", EVERY_STATE)
    window.archive.show("a")
    qtbot.waitUntil(lambda: window.archive.results is not None, timeout=WAIT_MS)


@pytest.mark.parametrize(
    "station", [Station.FILE, Station.PREVIEW, Station.RESULTS, Station.HISTORY]
)
def test_ctrl_f_leads_to_the_search_of_preview(qtbot, filled, station):
    filled.show_station(station)
    filled.stations.preview.rows.search.setText("ann")
    qtbot.keyClick(filled, "f", Qt.KeyboardModifier.ControlModifier)
    assert filled.station is Station.PREVIEW
    focus = QApplication.focusWidget()
    assert focus is filled.stations.preview.rows.search
    assert focus.selectedText() == "ann"


def test_in_map_it_leads_to_the_columns(filled):
    filled.show_station(Station.MAP)
    action(filled, "Edit", "Find a row or column").trigger()
    assert filled.station is Station.MAP
    assert QApplication.focusWidget().accessibleName() == "Filter columns"


def test_the_tab_of_columns_gives_way_to_rows(filled):
    filled.stations.preview.show_filter(Filter.COLUMNS)
    action(filled, "Edit", "Find a row or column").trigger()
    assert filled.stations.preview.rows.filter is Filter.ALL
    filled.stations.preview.show_filter(Filter.HELD)
    action(filled, "Edit", "Find a row or column").trigger()
    assert filled.stations.preview.rows.filter is Filter.HELD


def test_in_results_it_leads_to_their_own_search(qtbot, filled):
    results_of_a_run(qtbot, filled)
    filled.show_station(Station.RESULTS)
    action(filled, "Edit", "Find a row or column").trigger()
    assert filled.station is Station.RESULTS
    assert QApplication.focusWidget().accessibleName() == "Find rows of this run"


def test_without_a_file_it_leads_to_results_where_there_are_some(qtbot, window):
    find = action(window, "Edit", "Find a row or column")
    assert not find.isEnabled()
    results_of_a_run(qtbot, window)
    assert find.isEnabled()
    find.trigger()
    assert window.station is Station.RESULTS


def test_problem_rows_are_those_that_are_held(filled):
    action(filled, "Edit", "Go to problem rows").trigger()
    station = filled.stations.preview
    assert (filled.station, station.rows.filter) == (Station.PREVIEW, Filter.HELD)
    assert [station.records.built(at).line for at in range(station.records.rowCount())] == [4]
    assert QApplication.focusWidget() is station.grid


def test_they_may_be_people_where_no_event_is_held(qtbot, filled):
    filled.session.unmap(EVENTS, "value")
    filled.session.place(("who",), PEOPLE, "email")
    checked(qtbot, filled.checker)
    assert filled.stations.preview.rows.kind is EVENTS
    action(filled, "Edit", "Go to problem rows").trigger()
    assert filled.stations.preview.rows.kind is PEOPLE
    assert filled.stations.preview.records.rowCount() == 3


def test_before_the_check_is_done_the_tab_is_there_already(filled):
    filled.checker.check_again()
    assert filled.checker.result is None
    action(filled, "Edit", "Go to problem rows").trigger()
    assert filled.stations.preview.rows.filter is Filter.HELD


@pytest.mark.parametrize("name", EVERY_SAMPLE)
def test_every_sample_opens_from_the_menu(qtbot, window, name):
    window.show_station(Station.HISTORY)
    menu = action(window, "File", "Practice samples").menu()
    sample = menu.actions()[list(EVERY_SAMPLE).index(name)]
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        sample.trigger()
    assert window.session.file.path.name == name
    assert window.station is Station.FILE
