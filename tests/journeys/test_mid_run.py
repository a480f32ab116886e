"""What can happen while a run is on: a second start, a stop, the closing of the window."""

import pytest

from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.status import Mark, Station
from tests.ui.windows import WAIT_MS, checked, open_path, write

COUNT = 2_000
ITEMS = 5
"""Records of a request, so that the run makes 400 of them: at Klaviyo's pace, three minutes."""


@pytest.fixture(autouse=True)
def _small_requests(monkeypatch):
    for kind in Kind:
        monkeypatch.setitem(ITEMS_MAX, kind, ITEMS)


@pytest.fixture
def path(tmp_path):
    rows = [(f"Name {at}", "2024-03-01", str(at), "red", f"n{at}@shop.io") for at in range(COUNT)]
    return write(tmp_path, rows)


@pytest.fixture
def running(qtbot, window, path):
    """A window in the middle of a run."""
    open_path(qtbot, window.session, path)
    window.session.clear(Kind.PROFILES)
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)
    window.show_station(Station.SEND)
    window.stations.send.start()
    qtbot.waitUntil(lambda: window.runner.phase is Phase.SENDING, timeout=WAIT_MS)
    return window


def test_a_second_start_is_told_and_the_run_goes_on(qtbot, running):
    assert not running.stations.send.is_ready
    with qtbot.waitSignal(running.runner.start_refused):
        running.stations.send.start()
    assert "already on" in running.stations.send.notice.sentence
    assert running.runner.is_running


def test_a_stop_finishes_what_is_on_its_way_and_counts_every_record(qtbot, running):
    running.runner.stop()
    qtbot.waitUntil(lambda: not running.runner.is_running, timeout=WAIT_MS)
    result = running.runner.result
    assert result.state is RunState.STOPPED
    assert result.tally.events.read == COUNT
    assert result.tally.events.unsent > 0
    assert result.tally.events.unknown == 0


def test_the_end_of_the_session_ends_the_run_before_the_window_hears_of_it(qtbot, running):
    running.end_session()
    assert running.runner.phase is Phase.SENDING
    qtbot.waitUntil(lambda: not running.runner.is_running, timeout=WAIT_MS)
    assert running.runner.result.state is RunState.STOPPED
    assert running.runner.result.tally.events.unknown == 0


def test_the_notice_that_a_run_is_on_goes_with_the_run(qtbot, running):
    running.stations.send.start()
    assert running.stations.send.notice.isVisible()
    running.runner.stop()
    qtbot.waitUntil(lambda: not running.runner.is_running, timeout=WAIT_MS)
    assert not running.stations.send.notice.isVisible()


@pytest.fixture
def stopped(qtbot, window, path):
    """A window whose run of people was stopped while most of them had not been sent."""
    open_path(qtbot, window.session, path)
    for kind in Kind:
        window.session.clear(kind)
    window.session.place(("email",), Kind.PROFILES, "email")
    checked(qtbot, window.checker)
    seen = []
    window.runner.changed.connect(lambda: seen.append(unknown_on_show(window)))
    window.stations.send.start()
    qtbot.waitUntil(lambda: window.runner.phase is Phase.SENDING, timeout=WAIT_MS)
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        window.runner.stop()
    assert window.runner.result.state is RunState.STOPPED
    assert set(seen) == {0}
    return window


def unknown_on_show(window):
    """Return how many records the page of the run calls unknown while it is on."""
    is_on = window.runner.is_running
    return window.stations.send.tiles[State.UNKNOWN].count if is_on else 0


def test_people_that_were_not_sent_have_a_cause_and_advice_after_a_stop(stopped):
    tally = stopped.archive.results.tally.profiles
    assert tally.unsent > 0
    assert tally.read == COUNT
    station = stopped.stations.results
    count, state, cause, advice = (station.causes.index(0, at).data() for at in range(4))
    assert (count, state, cause) == (f"{tally.unsent:,} people rows", "not sent", "Not sent yet.")
    assert advice.endswith(f"klaviyo-gui resume {stopped.runner.result.run}")
    assert station.about.endswith(f"To continue: klaviyo-gui resume {stopped.runner.result.run}")
    assert f"{tally.unsent:,} people rows not sent. The run was stopped." in station.verdict


def test_a_stopped_run_is_no_green_tick_anywhere(stopped):
    for station in (Station.SEND, Station.RESULTS):
        assert stopped.rail.button(station).status.mark is Mark.LOOK


def test_closing_asks_and_staying_keeps_the_run(qtbot, running):
    assert not running.close()
    running.question.back.click()
    assert running.question is None
    assert running.isVisible()
    assert running.runner.is_running
    assert running.runner.phase is Phase.SENDING


def test_closing_waits_for_the_requests_on_their_way_without_freezing(qtbot, running):
    running.close()
    running.question.pause.click()
    assert running.isVisible()
    qtbot.waitUntil(lambda: not running.isVisible(), timeout=WAIT_MS)
    assert running.runner.result.state is RunState.STOPPED
    assert running.runner.result.tally.events.unknown == 0
