import sys

import pytest
from PySide6.QtCore import QObject, QThreadPool, Signal

from klaviyo_gui.core.errors import MappingEmpty
from klaviyo_gui.ui.work import Broken, Ended, Work
from tests.ui.windows import WAIT_MS


class Desk(QObject):
    reported = Signal(object)


def collected(qtbot, events):
    """Run a generator beside the window and return all that it reported."""
    desk, pool, found = Desk(), QThreadPool(), []
    desk.reported.connect(found.append)
    pool.start(Work(7, events, desk.reported))
    qtbot.waitUntil(
        lambda: any(isinstance(each.event, Ended | Broken) for each in found), timeout=WAIT_MS
    )
    pool.waitForDone()
    assert {report.number for report in found} == {7}
    return [report.event for report in found]


def test_every_event_arrives_in_order_and_one_terminal_event_is_last(qtbot):
    events = collected(qtbot, lambda: iter(range(500)))
    assert events == [*range(500), Ended()]


def test_an_expected_error_ends_the_work_with_it(qtbot):
    def raising():
        yield 1
        raise MappingEmpty

    events = collected(qtbot, raising)
    assert events[0] == 1
    assert isinstance(events[-1].error, MappingEmpty)
    assert len(events) == 2


def test_a_fault_of_the_program_goes_to_the_crash_hook_and_ends_the_work(qtbot, monkeypatch):
    caught = []
    monkeypatch.setattr(sys, "excepthook", lambda *fault: caught.append(fault))

    def failing():
        yield 1
        raise ZeroDivisionError

    assert collected(qtbot, failing) == [1, Broken(None)]
    assert [fault[0] for fault in caught] == [ZeroDivisionError]


@pytest.mark.parametrize("count", [0, 1])
def test_short_work_ends_too(qtbot, count):
    assert collected(qtbot, lambda: iter(range(count)))[-1] == Ended()
