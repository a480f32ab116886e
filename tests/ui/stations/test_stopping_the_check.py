"""The check is stopped where it is watched, by click or by Escape, and begun again there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.status import Mark, Station
from tests.ui.windows import WAIT_MS, checked, open_path, write

EVENTS, PEOPLE = Kind.EVENTS, Kind.PROFILES


@pytest.fixture
def station(qtbot, window, tmp_path):
    """Preview of a file that was checked."""
    open_path(qtbot, window.session, write(tmp_path))
    for kind in Kind:
        window.session.clear(kind)
    window.session.place(("email",), PEOPLE, "email")
    window.show_station(Station.PREVIEW)
    checked(qtbot, window.checker)
    return window.stations.preview


def by_click(qtbot, station):
    qtbot.mouseClick(station.stop, Qt.MouseButton.LeftButton)


def by_escape(qtbot, station):
    station.grid.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


@pytest.mark.parametrize("stop", [by_click, by_escape])
def test_a_stopped_check_says_how_far_it_came_shuts_send_and_begins_again(
    qtbot, window, station, stop
):
    send = window.stations.send
    assert send.is_ready
    assert not station.stop.isVisible()
    window.checker.check_again()
    assert (station.stop.isVisible(), station.stop.text()) == (True, "Stop")
    stop(qtbot, station)
    assert window.checker.is_stopped
    assert station.verdict.startswith("Stopped: 0 of 3 rows were checked.")
    assert window.strip.sentence.startswith("3 rows → the check was stopped")
    status = window.rail.button(Station.PREVIEW).status
    assert (status.mark, status.words) == (Mark.LOOK, "Check stopped")
    assert not send.is_ready
    assert "Check again in Preview" in send.sheet.reason
    qtbot.waitUntil(lambda: not window.checker._is_running, timeout=WAIT_MS)
    assert (station.stop.isVisible(), station.stop.text()) == (True, "Check again")
    by_click(qtbot, station)
    checked(qtbot, window.checker)
    assert send.is_ready
    assert not station.stop.isVisible()


def test_how_far_a_check_came_until_it_was_stopped_stays_in_sight(qtbot, window, station):
    checker = window.checker

    def stop():
        if checker.progress is not None and checker.result is None:
            checker.stop()

    checker.changed.connect(stop)
    checker.check_again()
    qtbot.waitUntil(lambda: checker.is_stopped, timeout=WAIT_MS)
    assert station.causes.checked.text() == "Checked 0 of 3 rows, then stopped"
    assert not window.strip._bar.isVisible()


def test_escape_in_a_cell_leaves_the_cell_and_not_the_check(qtbot, window, station):
    view = station.row_panel.view
    view.setFocus()
    window.checker.check_again()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    qtbot.keyClick(view.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert not window.checker.is_stopped
    assert checked(qtbot, window.checker).rows == 3
