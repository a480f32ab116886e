"""How fast a run is, and how long it may still take."""

from __future__ import annotations

from collections import deque

WINDOW_SECONDS = 30.0
"""The rate is the mean of the last half minute, so that a pause shows and a hiccup does not."""

_SLOWER = 1.3
"""The upper end of the time left: what a third more waiting would make of it."""


class Estimate:
    """Remembers how many records were settled when; all times are monotonic seconds."""

    def __init__(self, start: float) -> None:
        self._points: deque[tuple[float, int]] = deque([(start, 0)])

    def add(self, now: float, settled: int) -> None:
        """Note how many records are settled by now."""
        self._points.append((now, settled))
        while len(self._points) > 2 and self._points[1][0] < now - WINDOW_SECONDS:  # noqa: PLR2004 - a rate takes two points
            self._points.popleft()

    @property
    def rate(self) -> float:
        """Return records settled per second, 0.0 while nothing is known."""
        (start, before), (end, after) = self._points[0], self._points[-1]
        return (after - before) / (end - start) if end > start else 0.0

    def seconds_left(self, records: int) -> tuple[float, float] | None:
        """Return the shortest and longest time for so many records, None while unknown."""
        rate = self.rate
        if rate <= 0:
            return None
        return records / rate, records / rate * _SLOWER
