"""Home can be used before the other stations are there, and nothing is missed for it."""

import pytest
from PySide6.QtCore import QCoreApplication

from klaviyo_gui.app import build_window
from klaviyo_gui.ui.sight import Sight
from klaviyo_gui.ui.status import Station
from tests.doubles.keychains import Memory
from tests.ui.windows import WAIT_MS, accounts_of, open_path, settle, write

OTHERS = {"map", "preview", "send", "results", "history"}


@pytest.fixture
def window(qapp, theme, builders):
    """A window before it is shown."""
    window = build_window(theme, builders, accounts_of(Memory()))
    yield window
    window.close()
    window.deleteLater()
    settle(qapp)


def there(window):
    """Return the stations that were built, but for the first."""
    return OTHERS & vars(window.stations).keys()


def test_only_home_is_there_when_the_window_can_be_used(qtbot, window):
    found = []
    Sight(window).usable.connect(lambda: found.append(there(window)))
    with qtbot.waitSignal(window.stations.completed, timeout=WAIT_MS):
        window.show()
    assert found == [set()]
    assert there(window) == OTHERS


def test_the_others_are_built_a_piece_a_turn(qtbot, window):
    steps = []
    window.stations.built.connect(lambda station, _: steps.append(station))
    window.stations.prepare()
    turns = 0
    while len(steps) < len(OTHERS) and turns < 1_000:
        before, turns = len(steps), turns + 1
        QCoreApplication.processEvents()
        assert len(steps) - before in {0, 1}
    assert steps == [each for each in Station if each is not Station.FILE]
    # What they import takes turns as well, and between two of them is one for everybody else.
    assert turns > 2 * len(OTHERS)


def test_one_that_is_wanted_sooner_is_built_at_once_and_joined(window):
    window.show_station(Station.HISTORY)
    assert there(window) == {"history"}
    assert window.station is Station.HISTORY
    assert window.stations.history.isVisibleTo(window)
    window.stations.history.results_requested.emit("run")
    assert window.station is Station.RESULTS


def test_no_file_is_shown_before_all_of_them_are_there(qtbot, window, tmp_path):
    found = []
    window.session.file_changed.connect(lambda: found.append(there(window)))
    open_path(qtbot, window.session, write(tmp_path))
    assert found[0] == OTHERS
    assert window.stations.map.columns.model.names == ("who", "when", "total", "colour", "email")


def test_they_are_built_once_however_often_that_is_asked(qtbot, window, tmp_path):
    told, built = [], []
    window.stations.completed.connect(lambda: told.append(there(window)))
    window.stations.built.connect(lambda station, _: built.append(station))
    window.stations.prepare()
    window.stations.prepare()
    open_path(qtbot, window.session, write(tmp_path))
    assert told == [OTHERS]
    assert len(built) == len(OTHERS)


def test_what_needs_several_waits_for_them_and_for_nothing_once_they_are_there(qtbot, window):
    found = []
    window.stations.once_there(lambda: found.append(there(window)))
    assert found == []
    qtbot.waitUntil(lambda: found == [OTHERS], timeout=WAIT_MS)
    window.stations.once_there(lambda: found.append("at once"))
    assert found == [OTHERS, "at once"]


def test_menus_ask_for_no_station_as_long_as_no_file_is_open(window):
    window.menu_state.refresh()
    assert there(window) == set()


def test_a_preset_that_was_refused_before_map_was_there_is_told_there(window, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    window.session.load_preset(broken)
    assert window.station is Station.MAP
    assert "broken.json" in window.stations.map.notice.sentence


def test_a_window_that_is_closed_early_builds_no_more(qtbot, window):
    window.show()
    window.stations.prepare()
    with qtbot.waitSignal(window.closed, timeout=WAIT_MS):
        window.close()
    for _ in range(50):
        QCoreApplication.processEvents()
    assert there(window) == set()
