"""Work beside the window that ends by a fault of the program: it is said, never waited for."""

import sys

import pytest
from PySide6.QtCore import Qt

from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.core.row_filter import Ask, Condition, RowFilter
from klaviyo_gui.source.table import CsvFile
from klaviyo_gui.ui import checker, runner
from klaviyo_gui.ui.file import inspector
from klaviyo_gui.ui.status import Mark, Station
from tests.ui.windows import WAIT_MS, checked, write
from tests.ui.windows import open_path as opened


@pytest.fixture
def faults(monkeypatch):
    """Faults that came to the last door instead of ending the test."""
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: caught.append(kind))
    return caught


def open_path(qtbot, session, path):
    """Open a file and send its people, so that there is something to check."""
    opened(qtbot, session, path)
    session.clear(Kind.EVENTS)
    session.place(("email",), Kind.PROFILES, "email")
    session.place(("total",), Kind.PROFILES, "properties.total")
    session.set_type(Kind.PROFILES, "properties.total", ValueType.NUMBER)


def failing(*_anything, **_named):
    yield from ()
    raise ZeroDivisionError


@pytest.fixture
def stopped(qtbot, window, tmp_path, monkeypatch, faults):
    """The window after a check that ended by a fault of the program."""
    sound = checker.check
    monkeypatch.setattr(checker, "check", failing)
    open_path(qtbot, window.session, write(tmp_path))
    window.show_station(Station.PREVIEW)
    qtbot.waitUntil(lambda: window.checker.has_faulted, timeout=WAIT_MS)
    assert faults == [ZeroDivisionError]
    monkeypatch.setattr(checker, "check", sound)
    return window


def told(window, station):
    return window.rail.button(station).status


def test_preview_the_rail_the_strip_and_send_say_that_the_check_stopped(stopped):
    station = stopped.stations.preview
    assert station.notice.isVisible()
    assert station.notice.sentence.startswith("The check stopped by a fault of the program.")
    assert "Checking" not in station.verdict
    status = told(stopped, Station.PREVIEW)
    assert (status.mark, status.words) == (Mark.LOOK, "The check stopped")
    assert "stopped by a fault" in stopped.strip.sentence
    assert stopped.stations.send.sheet.reason.startswith("The check stopped")


def test_check_again_in_the_notice_checks_again(qtbot, stopped):
    notice = stopped.stations.preview.notice
    qtbot.mouseClick(notice._action, Qt.MouseButton.LeftButton)
    checked(qtbot, stopped.checker)
    assert not notice.isVisible()
    assert told(stopped, Station.PREVIEW).words == "1 row held"


def test_a_filter_that_no_row_meets_is_said_in_place_of_rows_and_of_a_check(
    qtbot, window, tmp_path
):
    open_path(qtbot, window.session, write(tmp_path))
    checked(qtbot, window.checker)
    window.show_station(Station.PREVIEW)
    window.session.choose_rows(RowFilter((Condition("email", Ask.CONTAINS, ("nobody",)),)))
    qtbot.waitUntil(lambda: window.checker.error is not None, timeout=WAIT_MS)
    station = window.stations.preview
    words = "0 rows matched your filter: not one of the 3 rows of orders.csv."
    assert station.notice.sentence.startswith(words)
    assert station.causes.checked.text() == ""
    qtbot.waitUntil(lambda: station.rows._nothing.words == words, timeout=WAIT_MS)


@pytest.fixture
def one(session, builders):
    """A checker without a window."""
    return checker.Checker(session, builders)


def test_a_check_that_was_to_stop_anyway_says_nothing_of_its_fault(
    qtbot, one, tmp_path, monkeypatch, faults
):
    def failing_late(_file, _plan, _pool, stop, **_named):
        yield from ()
        stop.wait()
        raise ZeroDivisionError

    monkeypatch.setattr(checker, "check", failing_late)
    open_path(qtbot, one.parent(), write(tmp_path))
    qtbot.waitUntil(lambda: one._is_running, timeout=WAIT_MS)
    one.check_again()
    qtbot.waitUntil(lambda: bool(faults), timeout=WAIT_MS)
    assert not one.has_faulted
    one.close()


def test_a_search_for_damage_that_stopped_is_not_waited_for(
    qtbot, window, tmp_path, monkeypatch, faults
):
    monkeypatch.setattr(inspector, "inspect_file", failing)
    open_path(qtbot, window.session, write(tmp_path))
    qtbot.waitUntil(lambda: window.stations.inspector.has_stopped, timeout=WAIT_MS)
    status = told(window, Station.FILE)
    assert (status.mark, status.words) == (Mark.LOOK, "Not all looked at")
    checked(qtbot, window.checker)


def test_a_file_whose_counting_stopped_is_not_called_counting(
    qtbot, window, tmp_path, monkeypatch, faults
):
    monkeypatch.setattr(CsvFile, "scan", failing)
    with qtbot.waitSignal(window.session.file_refused, timeout=WAIT_MS):
        window.session.open_file(write(tmp_path))
    assert told(window, Station.FILE).words == "Needs a look"
    assert told(window, Station.PREVIEW).words == "Waits for File"
    assert "so far" not in window.strip.sentence


def test_a_run_that_broke_off_by_a_fault_is_not_called_unstarted(
    qtbot, window, tmp_path, monkeypatch, faults
):
    sound = runner.send

    def broken(*rest, **options):
        for event in sound(*rest, **options):
            yield event
            if isinstance(event, runner.Progress):
                raise ZeroDivisionError

    monkeypatch.setattr(runner, "send", broken)
    open_path(qtbot, window.session, write(tmp_path))
    checked(qtbot, window.checker)
    with qtbot.waitSignal(window.runner.start_refused, timeout=WAIT_MS):
        window.stations.send.start()
    assert told(window, Station.SEND).words == "Broke off"
    assert "mistake" in window.stations.send.notice.sentence


def test_an_expected_error_of_the_check_is_still_told_in_its_own_words(
    qtbot, window, tmp_path, monkeypatch
):
    path = write(tmp_path)

    def changed(*_anything, **_named):
        yield from ()
        raise FileChanged(path)

    monkeypatch.setattr(checker, "check", changed)
    open_path(qtbot, window.session, path)
    qtbot.waitUntil(lambda: window.checker.error is not None, timeout=WAIT_MS)
    assert not window.checker.has_faulted
    assert told(window, Station.PREVIEW).words == "Needs a look"
