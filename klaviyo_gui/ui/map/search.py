"""The search for the next row with a problem, in slices between which the window stays alive."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from klaviyo_gui.core.problem import is_worth_a_look

if TYPE_CHECKING:
    from klaviyo_gui.ui.models.built import BuiltRecords

SLICE_SECONDS = 0.015
"""Of one slice; the window misses no frame that the eye would."""


class ProblemSearch(QObject):
    """Looks through all rows once, beginning behind one of them.

    ``found(number)`` fires with the row; ``ended(rows)`` with the rows that were looked through
    when none of them has a problem; ``moved(rows)`` after every slice.
    """

    found = Signal(int)
    ended = Signal(int)
    moved = Signal(int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._records: BuiltRecords | None = None
        self._start = self._count = self._step = self._seen = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._search)

    @property
    def is_on(self) -> bool:
        """Tell whether it is under way."""
        return self._timer.isActive()

    def begin(self, records: BuiltRecords, start: int, count: int) -> None:
        """Look through ``count`` rows, those behind ``start`` first, that row itself last."""
        self._records, self._start, self._count = records, start, count
        self._step = self._seen = 0
        self._timer.start()

    def stop(self) -> None:
        """Look no further."""
        self._timer.stop()
        self._records = None

    @Slot()
    def _search(self) -> None:
        until = time.monotonic() + SLICE_SECONDS
        while self._records is not None and self._step < self._count:
            self._step += 1
            number = (self._start + self._step) % self._count
            built = self._records.record(number)
            self._seen += built is not None
            if (
                built is not None
                and not built.is_left_out
                and any(is_worth_a_look(each.code, each.severity) for each in built.problems)
            ):
                self.stop()
                self.found.emit(number)
                return
            if time.monotonic() >= until:
                self.moved.emit(self._seen)
                return
        self.stop()
        self.ended.emit(self._seen)
