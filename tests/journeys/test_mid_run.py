"""What can happen while a run is on: a second start, a stop, the closing of the window."""

import pytest
from PySide6.QtWidgets import QMessageBox

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.status import Station
from tests.ui.windows import WAIT_MS, checked, open_path, write

COUNT = 30_000


@pytest.fixture
def running(qtbot, window, tmp_path):
    """A window in the middle of a run that takes some seconds."""
    rows = [(f"Name {at}", "2024-03-01", str(at), "red", f"n{at}@shop.io") for at in range(COUNT)]
    open_path(qtbot, window.session, write(tmp_path, rows))
    window.session.clear(Kind.PROFILES)
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)
    window.show_station(Station.SEND)
    window.send_station.start()
    qtbot.waitUntil(lambda: window.runner.phase is Phase.SENDING, timeout=WAIT_MS)
    return window


def test_a_second_start_is_told_and_the_run_goes_on(qtbot, running):
    assert not running.send_station.is_ready
    with qtbot.waitSignal(running.runner.start_refused):
        running.send_station.start()
    assert "already on" in running.send_station.notice.sentence
    assert running.runner.is_running


def test_a_stop_finishes_what_is_on_its_way_and_counts_every_record(qtbot, running):
    running.runner.stop()
    qtbot.waitUntil(lambda: not running.runner.is_running, timeout=WAIT_MS)
    result = running.runner.result
    assert result.state is RunState.STOPPED
    assert result.tally.events.read == COUNT
    assert result.tally.events.unsent > 0
    assert result.tally.events.unknown == 0


def test_closing_asks_and_staying_keeps_the_run(qtbot, running):
    assert not running.close()
    assert isinstance(running.question, QMessageBox)
    running.question.reject()
    assert running.isVisible()
    assert running.runner.is_running
    assert running.runner.phase is Phase.SENDING


def test_closing_waits_for_the_requests_on_their_way_without_freezing(qtbot, running):
    running.close()
    stop, *_ = (
        button
        for button in running.question.buttons()
        if running.question.buttonRole(button) is QMessageBox.ButtonRole.DestructiveRole
    )
    stop.click()
    assert running.isVisible()
    qtbot.waitUntil(lambda: not running.isVisible(), timeout=WAIT_MS)
    assert running.runner.result.state is RunState.STOPPED
    assert running.runner.result.tally.events.unknown == 0
