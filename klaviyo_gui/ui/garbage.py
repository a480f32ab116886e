"""Takes garbage apart in the window's thread alone.

Python looks for garbage in whatever thread happens to make an object. Where another thread takes a
connection apart, it waits inside Qt for the interpreter, and the window's thread waits inside the
interpreter for Qt: neither ever goes on (seen with PySide6 6.11, and crashes with it).
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000
"""Most objects go at once when nobody needs them; only rings of them wait as long as that."""


class Garbage(QObject):
    """Looks for garbage from time to time, and lets nobody else look for it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(_EVERY_MS)


def collect_due() -> None:
    """Take apart what Python itself would have looked for by now."""
    counts, limits = gc.get_count(), gc.get_threshold()
    for generation in reversed(range(len(counts))):
        if counts[generation] > limits[generation]:
            gc.collect(generation)
            return


def spare_what_stays() -> None:
    """Look no more at what there is by now, and stays: each look took 40 ms of the window."""
    gc.freeze()
