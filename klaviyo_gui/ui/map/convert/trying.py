"""The trial of a pair on the first rows, in slices between which the window stays alive."""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from klaviyo_gui.core.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.mapping import Kind, Pair
    from klaviyo_gui.ui.session import Session

SLICE_SECONDS = 0.015
"""Of one slice; the window misses no frame that the eye would."""

_ROWS = 25
"""Rows between two looks at the clock; one phone number takes some tenths of a millisecond."""


class Trying(QObject):
    """Tries one pair at a time, the latest; ``tried(trial)`` fires when all first rows were."""

    tried = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._trial: Trial | None = None
        self._rows: Iterator[list[str]] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_on(self) -> bool:
        """Tell whether it is under way."""
        return self._timer.isActive()

    def begin(self, kind: Kind, pair: Pair) -> None:
        """Try this pair; what takes no longer than a slice is there at once."""
        session = self._session
        self._timer.stop()
        if session.file is None:
            return
        plan = session.plan
        self._trial = Trial(
            plan.mapping, session.columns, kind, pair, plan.planned_at, judged=plan.judged
        )
        self._rows = iter(session.first_rows.cells)
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        until = time.monotonic() + SLICE_SECONDS
        while self._trial is not None:
            rows = list(islice(self._rows, _ROWS))
            if not rows:
                self._timer.stop()
                self.tried.emit(self._trial)
                return
            self._trial.add(rows)
            if time.monotonic() >= until:
                self._timer.start()
                return
