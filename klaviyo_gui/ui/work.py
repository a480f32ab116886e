"""Work beside the window: a generator runs in another thread, its events arrive as a signal."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, SignalInstance, Slot

from klaviyo_gui.core.errors import ExpectedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Ended:
    """Terminal: the generator came to its end."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Terminal: the generator raised; ``error`` is None for a fault of the program."""

    error: ExpectedError | None


@dataclass(frozen=True, slots=True)
class Report:
    """One event of one piece of work; ``number`` tells the pieces apart."""

    number: int
    event: object


class Work(QRunnable):
    """Runs a generator to its end and reports every event, the last one always terminal.

    ``report`` is a bound signal that the caller owns: a runnable with signals of its own loses
    what is still on its way when it is deleted.
    """

    def __init__(
        self, number: int, events: Callable[[], Iterator[object]], report: SignalInstance
    ) -> None:
        super().__init__()
        self._number = number
        self._events = events
        self._report = report

    def run(self) -> None:
        """Run to the end; called by the pool."""
        last: Ended | Broken = Ended()
        try:
            for event in self._events():
                self._report.emit(Report(self._number, event))
        except ExpectedError as error:
            last = Broken(error)
        except Exception:  # noqa: BLE001 - where a run ends, a fault must not end in silence
            kind, value, trace = sys.exc_info()
            if kind is not None and value is not None:
                sys.excepthook(kind, value, trace)
            last = Broken(None)
        self._report.emit(Report(self._number, last))


class WorkQueue(QObject):
    """Does one piece of work after the other in a thread of its own.

    ``reported(report)`` fires for every event of every piece; ``told(event)`` for those of the
    piece that was begun last alone, and for none of it once it is forgotten.
    """

    reported = Signal(object)
    told = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._latest = 0
        self._threads = QThreadPool(self)
        self._threads.setMaxThreadCount(1)
        self.reported.connect(self._tell)

    def begin(self, events: Callable[[], Iterator[object]]) -> int:
        """Do this after what was begun before, and return the number of its reports."""
        self._latest += 1
        self._threads.start(Work(self._latest, events, self.reported))
        return self._latest

    def forget(self) -> None:
        """Wait no more for what was begun last."""
        self._latest += 1

    def wait(self, milliseconds: int) -> bool:
        """Wait so long at most until all that was begun is done; tell whether it is."""
        return self._threads.waitForDone(milliseconds)

    def close(self) -> None:
        """Wait until all that was begun is done."""
        self._threads.waitForDone()

    @Slot(object)
    def _tell(self, report: Report) -> None:
        if report.number == self._latest:
            self.told.emit(report.event)
