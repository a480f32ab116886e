import sys

import pytest
from PySide6.QtCore import QObject, QThreadPool, Signal

from klaviyo_gui.core.errors import MappingEmpty
from klaviyo_gui.ui.work import Broken, Ended, Work, WorkQueue
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


def test_pieces_of_a_queue_are_done_one_after_the_other_and_all_are_reported(qtbot):
    queue, found = WorkQueue(None), []
    queue.reported.connect(found.append)
    numbers = [queue.begin(lambda first=first: iter([first, first + 1])) for first in (0, 10, 20)]
    queue.close()
    qtbot.waitUntil(lambda: len(found) == 9, timeout=WAIT_MS)
    assert [each.number for each in found] == [number for number in numbers for _ in range(3)]
    events = [each.event for each in found]
    assert events == [0, 1, Ended(), 10, 11, Ended(), 20, 21, Ended()]


def test_a_queue_tells_of_the_latest_piece_alone(qtbot):
    queue, told = WorkQueue(None), []
    queue.told.connect(told.append)
    queue.begin(lambda: iter(["earlier"]))
    queue.begin(lambda: iter(["latest"]))
    qtbot.waitUntil(lambda: Ended() in told, timeout=WAIT_MS)
    assert told == ["latest", Ended()]


def test_what_is_forgotten_is_done_and_not_told(qtbot):
    queue, told, found = WorkQueue(None), [], []
    queue.told.connect(told.append)
    queue.reported.connect(found.append)
    queue.begin(lambda: iter(["forgotten"]))
    queue.forget()
    qtbot.waitUntil(lambda: len(found) == 2, timeout=WAIT_MS)
    assert told == []
