"""One thing at a time that the Preview station has found out beside the window, the latest wins."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from klaviyo_gui.ui.work import Broken, Ended, Report, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Errand(QObject):
    """Runs a generator that is told when to stop.

    ``told(object)`` fires with each of its results; ``ended(bool)`` when it came to its end, False
    where a fault or an error kept it from it, which is told elsewhere.
    """

    told = Signal(object)
    ended = Signal(bool)
    _reported = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._threads = QThreadPool(self)
        self._threads.setMaxThreadCount(1)
        self._stop = threading.Event()
        self._number = 0
        self._is_on = False
        self._reported.connect(self._apply_report)

    @property
    def is_on(self) -> bool:
        """Tell whether it is under way."""
        return self._is_on

    def begin(self, events: Callable[[threading.Event], Iterator[object]]) -> None:
        """Begin this one, and let the one before go."""
        self.cancel()
        self._stop = stop = threading.Event()
        self._number += 1
        self._is_on = True
        self._threads.start(Work(self._number, lambda: events(stop), self._reported))

    def cancel(self) -> None:
        """Let it go: nothing of it is told any more."""
        self._stop.set()
        self._number += 1
        self._is_on = False

    def close(self) -> None:
        """Let it go, and wait for its end."""
        self.cancel()
        self._threads.waitForDone()

    @Slot(object)
    def _apply_report(self, report: Report) -> None:
        if report.number != self._number:
            return
        match report.event:
            case Ended() | Broken() as last:
                self._is_on = False
                self.ended.emit(isinstance(last, Ended))
            case event:
                self.told.emit(event)
