"""Tab goes through every station as it is read, whenever its parts were made."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from klaviyo_gui.ui.guide.bar import GuideBar
from klaviyo_gui.ui.map.slot.card import SlotCard
from klaviyo_gui.ui.status import Station
from klaviyo_gui.ui.tab_order import in_order, put_in_order
from tests.ui.windows import WAIT_MS, checked

_STEPS = 300
_WIDGETS_MOST = 20_000


@pytest.fixture
def sample(qtbot, window):
    """The window with the sample orders, once all is shown that can wait."""
    with qtbot.waitSignal(window.session.index_changed, timeout=WAIT_MS):
        window.session.open_sample()
    checked(qtbot, window.checker)
    qtbot.waitUntil(lambda: not window.session.turns._waiting, timeout=WAIT_MS)
    return window


def walk(start, key=Qt.Key.Key_Tab):
    """Return where the key leads, from a control once around."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    stops = [start]
    for _ in range(_STEPS):
        QTest.keyClick(start.window().focusWidget(), key)
        at = start.window().focusWidget()
        if at is start:
            return stops
        stops.append(at)
    raise AssertionError("it never comes around")


def parts(window, stops):
    """Return through which parts of the window somebody comes, one after the other."""
    found = []
    for stop in stops:
        whole = (window.rail, window.stations, window.strip, *window.findChildren(GuideBar))
        part = next(type(each).__name__ for each in whole if each.isAncestorOf(stop))
        if not found or found[-1] != part:
            found.append(part)
    return found


@pytest.mark.parametrize("station", Station)
def test_a_station_stands_between_the_rail_and_the_strip(sample, station):
    sample.show_station(station)
    parts_met = parts(sample, walk(sample.rail.button(station)))
    met = [each for each in parts_met if each != "StationStack"]
    assert met == ["Rail", "Strip"]
    if len(parts_met) > len(met):
        assert parts_met == ["Rail", "StationStack", "Strip"]
    else:
        assert station is Station.RESULTS, "nothing can be done there before there are results"


def test_from_the_columns_of_map_one_comes_to_the_properties_and_then_to_the_record(sample):
    sample.show_station(Station.MAP)
    station = sample.stations.map
    stops = walk(station.columns.view)
    slots = [at for at, each in enumerate(stops) if isinstance(each, SlotCard)]
    live = [at for at, each in enumerate(stops) if station.live.isAncestorOf(each)]
    assert slots
    assert live
    assert max(slots) < min(live)
    seen = [stops[at].mapToGlobal(stops[at].rect().topLeft()).y() for at in slots]
    assert seen == sorted(seen)


def test_backwards_is_the_same_way(sample):
    sample.show_station(Station.MAP)
    start = sample.rail.button(Station.MAP)
    there = walk(start)
    back = walk(start, Qt.Key.Key_Backtab)
    assert back[1:] == there[:0:-1]


def test_the_ring_in_which_qt_keeps_all_widgets_stays_whole(sample):
    before = ring(sample)
    for station in (*Station, *reversed(Station)):
        sample.show_station(station)
        put_in_order(sample.centralWidget())
        assert ring(sample) >= before


def ring(window):
    """Return how many widgets Qt comes through from a window back to it, by links both ways."""
    at, count = window, 0
    while count == 0 or at is not window:
        following = at.nextInFocusChain()
        assert following.previousInFocusChain() is at
        at, count = following, count + 1
        assert count < _WIDGETS_MOST
    return count


def test_the_tour_comes_before_the_station_that_it_tells_of(qtbot, sample):
    with qtbot.waitSignal(sample.session.index_changed, timeout=WAIT_MS):
        sample.guide.begin()
    checked(qtbot, sample.checker)
    bar = sample.guide.bar
    sample.show_station(Station.SEND)
    assert walk(bar.end)[:3] == [bar.end, bar.back, bar.onward]
    way = parts(sample, walk(sample.rail.button(Station.SEND)))
    assert way == ["Rail", "GuideBar", "StationStack", "Strip"]


def test_a_station_in_which_nothing_takes_keys_leaves_them_to_the_rail(sample):
    sample.show_station(Station.MAP)
    sample.stations.map.columns.focus_search()
    sample.show_station(Station.RESULTS)
    assert sample.rail.button(Station.RESULTS).hasFocus()


def made(qtbot):
    """Return a window whose parts were made from its end to its beginning."""
    root, area, tabs = QWidget(), QScrollArea(), QTabWidget()
    splitter = QSplitter()
    grid = QGridLayout()
    names = ("last", "floating", "in tab", "below", "beside", "field", "choice", "first")
    found = {name: QPushButton(name) for name in names if name not in {"field", "choice"}}
    found |= {"field": QLineEdit(), "choice": QComboBox()}
    found["choice"].setEditable(True)
    grid.addWidget(found["below"], 1, 0)
    grid.addWidget(found["beside"], 0, 1)
    grid.addWidget(found["field"], 0, 0)
    inner = QWidget()
    inner.setLayout(grid)
    area.setWidget(inner)
    tabs.addTab(found["in tab"], "one")
    splitter.addWidget(tabs)
    splitter.insertWidget(0, area)
    line = QHBoxLayout()
    line.addWidget(found["choice"])
    whole = QVBoxLayout(root)
    whole.addWidget(found["last"])
    whole.insertWidget(0, splitter)
    whole.insertLayout(0, line)
    whole.insertWidget(0, found["first"])
    found["floating"].setParent(root)
    qtbot.addWidget(root)
    root.show()
    qtbot.waitExposed(root)
    root.activateWindow()
    return root, found | {"area": area, "tabs": tabs.tabBar(), "whole tabs": tabs}


ORDER = (
    "first",
    "choice",
    "area",
    "field",
    "beside",
    "below",
    "tabs",
    "in tab",
    "last",
    "floating",
)


def test_all_that_lays_widgets_out_is_followed(qtbot):
    root, found = made(qtbot)
    put_in_order(root)
    assert walk(found["first"]) == [found[name] for name in ORDER]


def test_without_it_tab_goes_by_when_something_was_made(qtbot):
    _, found = made(qtbot)
    assert walk(found["first"]) != [found[name] for name in ORDER]


def test_what_is_hidden_is_no_stop(qtbot):
    root, found = made(qtbot)
    found["beside"].hide()
    assert found["beside"] not in list(in_order(root))
