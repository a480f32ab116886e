"""A disk that fills up while the window sends: it says so, loses nothing, and goes on later."""

from threading import Event

import pytest

from klaviyo_gui import paths
from klaviyo_gui.core.errors import RunInterrupted, RunUnwritable
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import Counts
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.sending.send import resume
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.status import Station
from tests.doubles.disks import at_step, fill, make_room, small_disk
from tests.ui.windows import WAIT_MS, checked, open_path, write


@pytest.fixture
def runs(home):
    """Keep the runs of the window on a small disk of their own."""
    with small_disk(home / "runs", 600_000) as folder:
        yield folder


@pytest.fixture
def ready(qtbot, runs, window, tmp_path):
    """The window with three rows, mapped and checked."""
    rows = [(f"Name {at}", "2024-03-01", "1", "red", f"n{at}@a.io") for at in range(3)]
    open_path(qtbot, window.session, write(tmp_path, rows))
    for column, target in (("email", "profile.email"), ("total", "value")):
        window.session.place((column,), Kind.EVENTS, target)
    window.session.fix(Kind.EVENTS, "metric", "Sale")
    window.show_station(Station.SEND)
    checked(qtbot, window.checker)
    return window


def refused(qtbot, window):
    """Send, and return why the run did not come to its end."""
    with qtbot.waitSignal(window.runner.start_refused, timeout=WAIT_MS):
        window.stations.send.start()
    assert window.runner.phase is Phase.FAILED
    assert window.stations.send.notice.isVisibleTo(window)
    return window.runner.error


def test_a_disk_without_room_is_told_before_anything_is_sent(qtbot, ready, runs):
    fill(runs)
    assert isinstance(refused(qtbot, ready), RunUnwritable)
    make_room(runs)


def test_a_disk_that_fills_up_interrupts_the_run_which_goes_on_later(
    qtbot, ready, runs, monkeypatch
):
    with monkeypatch.context() as patched:
        at_step(2, lambda: fill(runs), patched)
        error = refused(qtbot, ready)
    assert isinstance(error, RunInterrupted)
    make_room(runs)
    destination = ready.runner.practice.destination()
    *_, end = resume(runs / error.run, destination, paths.locks(), Event())
    assert end.state is RunState.DONE
    assert end.tally.total == Counts(accepted=end.tally.total.read)
