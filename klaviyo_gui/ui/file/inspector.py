"""The search of the whole file for damage, with what its columns hold."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.sending.inspection import Inspected, inspect_file
from klaviyo_gui.sending.pool import Pool
from klaviyo_gui.ui.work import Broken, Ended, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.session import Session


class Inspector(QObject):
    """Inspects the session's file once its rows are counted; another file ends it.

    ``changed`` fires at every step: begun anew, further on, done, failed.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._work = WorkQueue(self)
        self._work.told.connect(self._apply)
        self._stop = threading.Event()
        self._is_busy = self._has_stopped = False
        self._found: Inspected | None = None
        session.file_changed.connect(self._forget)
        session.index_changed.connect(self._start)
        session.file_refused.connect(self._start_at_breach)

    @property
    def is_busy(self) -> bool:
        """Tell whether it is under way."""
        return self._is_busy

    @property
    def found(self) -> Inspected | None:
        """Return what is known so far."""
        return self._found

    @property
    def has_stopped(self) -> bool:
        """Tell whether it stopped before its end, by a fault of the program or of the file."""
        return self._has_stopped

    def close(self) -> None:
        """Stop, and wait for the worker processes to end."""
        self._stop.set()
        self._work.close()

    @Slot()
    def _forget(self) -> None:
        self._stop.set()
        self._work.forget()
        self._found, self._is_busy, self._has_stopped = None, False, False
        self.changed.emit()

    @Slot()
    def _start(self) -> None:
        file, index = self._session.file, self._session.counted
        if file is None or index is None:
            return
        self._stop = threading.Event()
        self._is_busy, self._has_stopped = True, False
        self._session.begin_judging()
        self._work.begin(partial(_inspecting, file, index, self._stop))
        self.changed.emit()

    @Slot()
    def _start_at_breach(self) -> None:
        """Inspect what can be read of a file that cannot be read to its end."""
        if self._session.breach is not None and self._found is None and not self._is_busy:
            self._start()

    @Slot(object)
    def _apply(self, event: object) -> None:
        match event:
            case Inspected() as found:
                self._found = found
                if found.is_complete:
                    self._session.take_profiles(found.profiles)
            case Ended() | Broken():
                self._is_busy = False
                self._has_stopped = self._found is None or not self._found.is_complete
                self._session.end_judging(self._found.judged if self._found else None)
        self.changed.emit()


def _inspecting(file: CsvFile, index: Index, stop: Event) -> Iterator[Inspected]:
    # A pool of its own, gone with the work: it is needed once for each file.
    with Pool() as pool:
        yield from inspect_file(file, index.ranges(), pool, stop)
