"""In the window: what was refused is sent again, and what was sent before is left out."""

import pytest

from klaviyo_gui import paths
from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.sending import send as sending
from klaviyo_gui.sending.progress import Progress, RunState
from klaviyo_gui.store.history import history
from klaviyo_gui.ui import runner as running
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.status import Station
from tests.journeys.test_whole_road import send, stored
from tests.ui.windows import WAIT_MS, checked, open_path, write

HEADER = ("email", "id")
EVENTS = Kind.EVENTS


def rows(count, *bad):
    return [(f"p{at}{'+refused' * (at in bad)}@shop-demo.com", f"o{at}") for at in range(count)]


def open_rows(qtbot, window, folder, count, *bad):
    """Open these rows as events with ids of their own, and wait for the check."""
    session = window.session
    open_path(qtbot, session, write(folder, rows(count, *bad), HEADER))
    session.clear(Kind.PROFILES)
    session.clear(EVENTS)
    session.place(("email",), EVENTS, "profile.email")
    session.place(("id",), EVENTS, "unique_id")
    session.fix(EVENTS, "metric", "Sale")
    checked(qtbot, window.checker)


def ids(window):
    return sorted(each["unique_id"] for each in stored(window.runner.practice.address, "events"))


def test_refused_rows_are_put_right_and_sent_again(qtbot, window, tmp_path):
    open_rows(qtbot, window, tmp_path, 5, 1, 3)
    send(qtbot, window)
    first = window.archive.results
    assert first.tally.events == Counts(accepted=3, refused=2)

    open_rows(qtbot, window, tmp_path, 5, 3)
    window.show_station(Station.RESULTS)
    station = window.stations.results
    resuming = window.stations.send.page.resuming
    station.ask_to_send_again()
    station.ask_to_send_again()
    resuming.question.stay.click()
    assert (window.runner.phase, resuming.question) == (Phase.FINISHED, None)
    station.ask_to_send_again()
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        resuming.question.yes.click()
        assert window.station is Station.SEND
    again = window.archive.results
    assert again.tally.events == Counts(accepted=1, held=1)
    assert f"Refused rows of run {first.summary.run}, sent again." in station.about
    assert ids(window) == ["o0", "o1", "o2", "o4"]

    # The file is not the one in hand: it is opened as the run has it.
    open_path(qtbot, window.session, write(tmp_path, rows(1), HEADER, "other.csv"))
    write(tmp_path, rows(5), HEADER)
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        window.runner.send_again(first.summary.run)
    assert window.archive.results.tally.events == Counts(accepted=1)
    assert ids(window) == ["o0", "o1", "o2", "o3", "o4"]
    with qtbot.waitSignal(window.runner.start_refused, timeout=WAIT_MS):
        window.runner.send_again(first.summary.run)
    assert "No refused row has been put right" in window.stations.send.notice.sentence

    station = window.stations.history
    qtbot.waitUntil(lambda: len(window.archive.runs) == 3, timeout=WAIT_MS)
    station.choose(first.summary.run)
    with qtbot.waitSignal(window.archive.results_changed, timeout=WAIT_MS):
        station._see.click()
    assert window.station is Station.RESULTS
    assert len(window.archive.results.again) == 2


def test_only_what_was_not_sent_before_goes_where_that_is_wished(qtbot, window, tmp_path):
    open_rows(qtbot, window, tmp_path, 3)
    send(qtbot, window)
    open_rows(qtbot, window, tmp_path, 5)
    assert window.stations.send.words == "Send 5 events as history"
    window.stations.send.choose_only_new(is_chosen=True)
    assert window.stations.send.words == "Send what is new of 5 events as history"
    send(qtbot, window)
    assert window.archive.results.tally.events == Counts(accepted=2, held=3)
    assert ids(window) == [f"o{at}" for at in range(5)]


@pytest.fixture
def _stopping(monkeypatch):
    """Stop a run at its first answer; twelve requests are more than may start in one second."""
    monkeypatch.setitem(ITEMS_MAX, EVENTS, 5)

    def stopping(order, destination, runs, locks, stop, **more):
        for event in sending.send(order, destination, runs, locks, stop, **more):
            if isinstance(event, Progress) and event.tally.total.accepted:
                stop.set()
            yield event

    monkeypatch.setattr(running, "send", stopping)


@pytest.mark.usefixtures("_stopping")
def test_a_stopped_run_is_continued_from_the_history(qtbot, window, tmp_path):
    open_rows(qtbot, window, tmp_path, 60)
    send(qtbot, window)
    assert window.runner.result.state is RunState.STOPPED
    qtbot.waitUntil(lambda: len(window.archive.runs) == 1, timeout=WAIT_MS)
    assert window.rail.button(Station.HISTORY).status.words == "1 unfinished"
    with qtbot.waitSignal(window.archive.results_changed, timeout=2 * WAIT_MS):
        window.stations.history._continue.click()
        assert window.station is Station.SEND
        window.runner.go_on("another")
    assert window.archive.results.tally.events == Counts(accepted=60)
    assert [each.state for each in history(paths.runs())] == ["done"]
    assert len(ids(window)) == 60
