"""How fast a run is, and how long it may still take."""

from __future__ import annotations

import math
from collections import deque

from klaviyo_gui.core.batch import ITEMS_MAX
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.klaviyo.pace import BURST_SECONDS, EVENTS_LIMIT, PROFILES_LIMIT, STEADY_SECONDS

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


_BUILDING_RATE = 20_000
"""Records that are prepared a second, about: the slower half of what computers of today do."""

_ANSWER_SECONDS = 1.0
"""From a request to its answer, about; several are on their way at a time."""


def seconds_before(events: int, people: int) -> float:
    """Return about how long a run takes, before it begins: preparing, and Klaviyo's own limits."""
    preparing = (events + people) / _BUILDING_RATE
    return preparing + sum(
        _sending_seconds(count, ITEMS_MAX[kind], limit.burst, limit.steady)
        for kind, count, limit in (
            (Kind.EVENTS, events, EVENTS_LIMIT),
            (Kind.PROFILES, people, PROFILES_LIMIT),
        )
        if count
    )


def _sending_seconds(count: int, items: int, burst: int, steady: int) -> float:
    """Return how long so many records take: bursts, and minutes of waiting for the next."""
    minutes, rest = divmod(math.ceil(count / items) - 1, steady)
    return minutes * STEADY_SECONDS + rest / burst * BURST_SECONDS + _ANSWER_SECONDS
