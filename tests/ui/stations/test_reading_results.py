"""While the results of a run are read, none of another run stand in their place."""

import pytest

from klaviyo_gui import paths
from klaviyo_gui.ui import archive as module
from klaviyo_gui.ui.archive import Archive
from klaviyo_gui.ui.stations.results import ResultsStation
from tests.store.test_ledger import EVERY_STATE, make_run
from tests.tour.held_back import Gate
from tests.ui.windows import WAIT_MS

NONE, SHOWN, READING = range(3)


@pytest.fixture
def archive(session):
    made = Archive(session)
    yield made
    made.close()


@pytest.fixture
def station(qtbot, archive, book, theme):
    made = ResultsStation(archive, book, theme)
    qtbot.addWidget(made)
    made.show()
    return made


def page(station):
    return station._stack.currentIndex()


def read(qtbot, archive, run):
    archive.show(run)
    qtbot.waitUntil(lambda: not archive.reading, timeout=WAIT_MS)


def test_it_is_said_that_they_are_read_until_they_are(qtbot, archive, station):
    for name in ("run-1", "run-2"):
        make_run(paths.runs(), name, EVERY_STATE)
    assert page(station) == NONE
    read(qtbot, archive, "run-1")
    assert page(station) == SHOWN
    gate = Gate(module, "read_results")
    archive.show("run-2")
    assert (archive.reading, page(station), station._save.isEnabled()) == ("run-2", READING, False)
    gate.open()
    qtbot.waitUntil(lambda: not archive.reading, timeout=WAIT_MS)
    assert (page(station), archive.results.summary.run) == (SHOWN, "run-2")
    assert station._save.isEnabled()


def test_results_that_are_read_once_more_stay_in_sight(qtbot, archive, station):
    make_run(paths.runs(), "run-1", EVERY_STATE)
    read(qtbot, archive, "run-1")
    gate = Gate(module, "read_results")
    archive.show("run-1")
    assert (archive.reading, page(station)) == ("run-1", SHOWN)
    gate.open()
    qtbot.waitUntil(lambda: not archive.reading, timeout=WAIT_MS)


def test_what_cannot_be_read_is_awaited_no_longer(qtbot, archive, station):
    make_run(paths.runs(), "run-1", EVERY_STATE)
    for journal in (paths.runs() / "run-1").glob("journal*"):
        journal.write_bytes(b"no journal at all")
    with qtbot.waitSignal(archive.refused, timeout=WAIT_MS):
        archive.show("run-1")
    qtbot.waitUntil(lambda: not archive.reading, timeout=WAIT_MS)
    assert page(station) == NONE
    assert station.notice.isVisible()
