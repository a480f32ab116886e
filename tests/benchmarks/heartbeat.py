"""A heart that beats in the window's thread and tells how long it was kept from beating."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BEAT_MS = 5


def lines_of(worst: Mapping[str, tuple[float, float]]) -> list[str]:
    """Return a line per phase, of its longest stall and the most work at a stretch in seconds."""
    return [
        f"{phase:34} {late * 1000:6.1f} ms; most work at a stretch {worked * 1000:6.1f} ms"
        for phase, (late, worked) in worst.items()
    ]


class Heartbeat(QObject):
    """Measures how late the window's thread answers, phase by phase.

    A stall is the time by which a beat comes late. Beside it stands the most that the thread itself
    worked between two beats: on a machine with other work to do a stall is longer than that.
    """

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._last = self._worked = 0.0
        self._worst: dict[str, tuple[float, float]] = {}
        self._phase = ""

    def begin(self, phase: str) -> None:
        """Measure from now on under this name."""
        self._phase = phase
        self._worst[phase] = 0.0, 0.0
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> None:
        """Measure no more: a window that closes waits for its workers."""
        self._timer.stop()

    @contextmanager
    def spared(self) -> Iterator[None]:
        """Leave out what is done here: it is the work of whoever measures."""
        if not self._timer.isActive():
            yield
            return
        self._beat()
        yield
        self._last, self._worked = time.perf_counter(), time.thread_time()

    @property
    def worst(self) -> dict[str, tuple[float, float]]:
        """Return the longest stall and the most work at a stretch, in seconds, by phase."""
        return dict(self._worst)

    def lines(self) -> list[str]:
        """Return a line per phase."""
        return lines_of(self._worst)

    @Slot()
    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        late = now - self._last - _BEAT_MS / 1000
        latest, most = self._worst[self._phase]
        self._worst[self._phase] = max(latest, late), max(most, worked - self._worked)
        self._last, self._worked = now, worked
