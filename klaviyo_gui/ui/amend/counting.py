"""Counts beside the window what a replacement would change; the latest asked for wins."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.sending.replacing import Counted, Wanted, count_replacements
from klaviyo_gui.ui.work import Broken, Ended, Report, Work

if TYPE_CHECKING:
    from klaviyo_gui.core.amendments import Replacement
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.ui.session import Session

PAUSE_MS = 250
"""From the last letter typed until the file is read for it."""


class Counting(QObject):
    """Counts in the session's file, as it is with all earlier changes.

    ``changed`` fires at every step: begun, further on, done, failed.
    """

    changed = Signal()
    _reported = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._pool = Pool()
        self._threads = QThreadPool(self)
        self._threads.setMaxThreadCount(1)
        self._stop = threading.Event()
        self._number = 0
        self._rule: Replacement | None = None
        self._is_running = False
        self._is_closed = False
        self.found: Counted | None = None
        self.error: ExpectedError | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._start)
        self._reported.connect(self._apply_report)

    @property
    def is_busy(self) -> bool:
        """Tell whether anything is being counted or about to be."""
        return self._is_running or self._timer.isActive()

    def count(self, rule: Replacement | None) -> None:
        """Count for this replacement soon; None for nothing."""
        self._stop.set()
        self._number += 1
        self._rule, self.found, self.error = rule, None, None
        self._is_running = False
        if rule is None or not rule.is_possible or self._is_closed:
            self._timer.stop()
        else:
            self._timer.start(PAUSE_MS)
        self.changed.emit()

    def close(self) -> None:
        """Stop, and wait for the worker processes to end."""
        self._is_closed = True
        self._timer.stop()
        self._stop.set()
        self._threads.waitForDone()
        self._pool.close()

    @Slot()
    def _start(self) -> None:
        file, index, rule = self._session.file, self._session.index, self._rule
        if file is None or index is None or rule is None or rule.column not in file.header:
            return
        self._stop = threading.Event()
        self._is_running = True
        events = partial(
            count_replacements,
            file,
            index.ranges(),
            Wanted(rule, self._session.amendments),
            self._pool,
            self._stop,
        )
        self._threads.start(Work(self._number, events, self._reported))
        self.changed.emit()

    @Slot(object)
    def _apply_report(self, report: Report) -> None:
        if report.number != self._number:
            return
        match report.event:
            case Counted() as found:
                self.found = found
            case Ended():
                self._is_running = False
            case Broken(error):
                self._is_running, self.error = False, error
        self.changed.emit()
