"""A window out of sight. Without a screen there is no tray, so it is made small instead."""

import pytest

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.sending.progress import Finished, Progress, RunState
from klaviyo_gui.ui.work import Ended, Report

TALLY = Tally(Counts(accepted=9, refused=1), Counts(unsent=3))


@pytest.fixture
def tell(window):
    """Let the window hear an event of a run."""
    window.runner._begin()
    yield lambda event: window.runner._apply_report(Report(1, event))
    if window.runner.is_running:
        window.runner._apply_report(Report(1, Ended()))


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


def test_the_end_of_the_session_stops_a_run_and_waits_for_its_end(qtbot, window, tell):
    window.end_session()
    assert window.runner._stop.is_set()
