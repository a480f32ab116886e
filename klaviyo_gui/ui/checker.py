"""The check of the whole file, run again whenever the file or the mapping changes."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from klaviyo_gui.sending.check import Checked, Checking, check
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui.work import Broken, Ended, Report, Work

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.ui.session import Session

PAUSE_MS = 300
"""Edits closer together than this are checked once."""


class Checker(QObject):
    """Checks the session's file in worker processes; one check at a time, the latest wins.

    ``changed`` fires at every step: started, further on, done, failed, nothing to check.
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
        self._is_running = False
        self._is_closed = False
        self._is_waiting = False
        self._progress: Checking | None = None
        self._result: Checked | None = None
        self._error: ExpectedError | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._start)
        self._reported.connect(self._apply_report)
        session.file_changed.connect(self.check_again)
        session.index_changed.connect(self.check_again)
        session.mapping_changed.connect(self.check_again)
        session.amendments_changed.connect(self.check_again)
        session.plan_changed.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Tell whether a check is under way or about to start."""
        return self._is_running or self._is_waiting or self._timer.isActive()

    @property
    def progress(self) -> Checking | None:
        """Return how far the check under way is."""
        return self._progress

    @property
    def result(self) -> Checked | None:
        """Return what the last check found; None when it is out of date."""
        return self._result

    @property
    def error(self) -> ExpectedError | None:
        """Return what kept the last check from its end."""
        return self._error

    @Slot()
    def check_again(self) -> None:
        """Drop what is known and check soon; edits close together count as one."""
        self._stop.set()
        self._forget()
        self._is_waiting = False
        session = self._session
        if session.index is not None and session.obstacle is None and not self._is_closed:
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()

    def close(self) -> None:
        """Stop, and wait for the worker processes to end."""
        self._is_closed = True
        self._timer.stop()
        self._stop.set()
        self._threads.waitForDone()
        self._forget()
        self._pool.close()

    @Slot()
    def _start(self) -> None:
        file = self._session.file
        if file is None:
            return
        if self._session.is_judging:
            # What the whole file tells is on its way; to find it out twice takes twice as long.
            self._is_waiting = True
            return
        if self._is_running:
            # The one before has been asked to stop and is about to end.
            self._timer.start()
            return
        self._stop = threading.Event()
        self._number += 1
        self._is_running = True
        events = partial(check, file, self._session.plan, self._pool, self._stop)
        self._threads.start(Work(self._number, events, self._reported))
        self.changed.emit()

    @Slot()
    def _go_on(self) -> None:
        if self._is_waiting and not self._session.is_judging:
            self.check_again()

    def _forget(self) -> None:
        if self._result is not None:
            self._result.repeats.close()
        self._progress = self._result = self._error = None

    @Slot(object)
    def _apply_report(self, report: Report) -> None:
        is_stale = self._stop.is_set()
        match report.event:
            case Checking() as progress if not is_stale:
                self._progress = progress
            case Checked() as result if is_stale:
                result.repeats.close()
            case Checked() as result:
                self._result = result
                self._session.end_judging(result.judged)
            case Ended():
                self._is_running = False
            case Broken(error):
                self._is_running = False
                self._error = None if is_stale else error
        self.changed.emit()
