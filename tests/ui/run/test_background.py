"""A window out of sight. Without a screen there is no tray, so it is made small instead."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSystemTrayIcon

from klaviyo_gui import paths
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.sending.progress import Finished, Progress, RunState
from klaviyo_gui.store.away import announced
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.work import Ended, Report
from tests.ui.calls import calls
from tests.ui.run.held import held_run
from tests.ui.windows import WAIT_MS, write

# Without a screen the sign of the tray says that it cannot hear of a tray.
needs_tray = pytest.mark.qt_log_ignore("systemTrayWindowChanged")
TALLY = Tally(Counts(accepted=9, refused=1), Counts(unsent=3))


@pytest.fixture
def held(window):
    """A run that lasts until this event."""
    with held_run(window.runner) as over:
        yield over


@pytest.fixture
def tell(window, held):
    """Let the window hear an event of that run."""
    return lambda event: window.runner._apply_report(Report(1, event))


def test_the_end_is_told_where_nobody_looks_and_the_window_comes_back(qtbot, window, tell):
    tell(Progress(TALLY, 1, 1.0, None, ""))
    window.background.send_away()
    qtbot.waitUntil(window.isMinimized)
    tell(Finished("run", RunState.STOPPED, TALLY, 3, 1.0, "", 0))
    window.runner.finished.emit(window.runner.result)
    assert window.background.told == (
        "The run was stopped: 9 events accepted, 1 event refused, 3 people rows not sent."
    )
    window.background.bring_back()
    qtbot.waitUntil(lambda: not window.isMinimized() and window.isVisible())


@pytest.fixture
def tray(monkeypatch):
    """A tray, as far as the program can tell."""
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda *_: True)


@needs_tray
def test_where_there_is_a_tray_the_window_hides_and_its_sign_brings_it_back(window, tray, tell):
    tell(Progress(TALLY, 1, 1.0, None, ""))
    background = window.background
    background.send_away()
    assert not window.isVisible()
    assert background._tray.isVisible()
    tell(Finished("run", RunState.DONE, TALLY, 3, 1.0, "", 0))
    tell(Ended())
    assert background.told.startswith("The run is done")
    assert background._tray.isVisible(), "the end can still be looked at"
    background._tray.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()
    assert not background._tray.isVisible()


@needs_tray
def test_a_hidden_window_comes_back_when_the_program_is_called_again(window, tray, tell):
    tell(Progress(TALLY, 1, 1.0, None, ""))
    window.background.send_away()
    window.background._take_state(Qt.ApplicationState.ApplicationInactive)
    assert not window.isVisible()
    window.background._take_state(Qt.ApplicationState.ApplicationActive)
    assert window.isVisible()


@needs_tray
def test_a_hidden_window_is_left_by_the_menu_of_its_sign(qtbot, window, tray, held, tell):
    tell(Progress(TALLY, 1, 1.0, None, ""))
    window.background.send_away()
    assert announced(paths.away())
    _, leave = window.background._menu.actions()
    leave.trigger()
    assert window.runner.phase is Phase.STOPPING
    assert announced(paths.away()) == {}, "who starts the program now gets a window that stays"
    tell(Finished("run", RunState.STOPPED, TALLY, 3, 1.0, "", 0))
    with qtbot.waitSignal(window.closed, timeout=WAIT_MS):
        held.set()


def test_the_next_start_brings_the_window_back_with_its_file(qtbot, window, tell, tmp_path):
    tell(Progress(TALLY, 1, 1.0, None, ""))
    assert announced(paths.away()) == {}, "a window on show is not called"
    window.background.send_away()
    path = write(tmp_path)
    assert calls(qtbot, path) == [True]
    qtbot.waitUntil(lambda: window.isVisible() and not window.isMinimized())
    assert window.runner.is_running
    qtbot.waitUntil(lambda: window.session.file is not None, timeout=WAIT_MS)
    assert window.session.file.path == path
    assert announced(paths.away()) == {}


def test_one_window_answers_every_start_and_opens_its_file_wherever_it_is(qtbot, window, tmp_path):
    window.background.answer()
    paths_ = [write(tmp_path, name=name) for name in ("a.csv", "b.csv")]
    assert calls(qtbot, None, paths_[0]) == [True, True]
    qtbot.waitUntil(lambda: window.session.file is not None, timeout=WAIT_MS)
    window.background.send_away()
    window.background.bring_back()
    assert announced(paths.away()), "it is found as before"
    assert calls(qtbot, paths_[1]) == [True]
    qtbot.waitUntil(lambda: window.session.file.path == paths_[1], timeout=WAIT_MS)
    assert announced(paths.away())
    window.close()
    assert announced(paths.away()) == {}


def test_a_window_that_comes_back_in_another_way_is_called_no_more(qtbot, window, tell):
    tell(Progress(TALLY, 1, 1.0, None, ""))
    window.background.send_away()
    assert announced(paths.away())
    window.showNormal()
    qtbot.waitUntil(lambda: not announced(paths.away()))


def test_the_end_is_not_told_to_somebody_who_sees_it(qtbot, window, tell):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    tell(Finished("run", RunState.DONE, TALLY, 3, 1.0, "", 0))
    window.runner.finished.emit(window.runner.result)
    assert window.background.told == ""


def test_title_and_badge_say_how_far_the_run_is(window, tell):
    half = Tally().with_counts(Kind.EVENTS, Counts(accepted=1, unsent=1, held=5))
    tell(Progress(half, 1, 1.0, None, ""))
    assert window.windowTitle().startswith("50 % — ")
    assert window.badge.number == 50
    tell(Ended())
    assert "%" not in window.windowTitle()
    assert window.badge.number == 0


def test_the_end_of_the_session_stops_a_run_and_waits_for_its_end(window, tell, monkeypatch):
    monkeypatch.setattr("klaviyo_gui.ui.window._LOGOUT_MS", 1)
    window.end_session()
    assert window.runner._stop.is_set()
