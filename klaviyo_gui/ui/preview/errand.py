"""One thing at a time that the Preview station has found out beside the window, the latest wins."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.ui.work import Broken, Ended, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Errand(QObject):
    """Runs a generator that is told when to stop.

    ``told(object)`` fires with each of its results; ``ended(bool)`` when it came to its end, False
    where a fault or an error kept it from it, which is told elsewhere.
    """

    told = Signal(object)
    ended = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work = WorkQueue(self)
        self._stop = threading.Event()
        self._is_on = False
        self._work.told.connect(self._tell)

    @property
    def is_on(self) -> bool:
        """Tell whether it is under way."""
        return self._is_on

    def begin(self, events: Callable[[threading.Event], Iterator[object]]) -> None:
        """Begin this one, and let the one before go."""
        self.cancel()
        self._stop = threading.Event()
        self._is_on = True
        self._work.begin(partial(events, self._stop))

    def cancel(self) -> None:
        """Let it go: nothing of it is told any more."""
        self._stop.set()
        self._work.forget()
        self._is_on = False

    def close(self) -> None:
        """Let it go, and wait for its end."""
        self.cancel()
        self._work.close()

    @Slot(object)
    def _tell(self, event: object) -> None:
        if isinstance(event, Ended | Broken):
            self._is_on = False
            self.ended.emit(isinstance(event, Ended))
        else:
            self.told.emit(event)
