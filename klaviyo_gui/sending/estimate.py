"""How fast a run is, and how long it may still take."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from klaviyo_gui.core.batch import items_max
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.pace import BURST_SECONDS, LIMITS, STEADY_SECONDS
from klaviyo_gui.sending.helm import SHARE
from klaviyo_gui.sending.pool import DELIVERIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.klaviyo.pace import Limit

WINDOW_SECONDS = STEADY_SECONDS
"""The rate is the mean of the time that Klaviyo's limit counts.

A run at the limit sends its minute's share at once and then waits: over less than a minute it would
seem to be now very fast, now at a stand.
"""

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

    def begin_again(self, now: float, settled: int) -> None:
        """Forget what went before: a pause says nothing about how fast the run is."""
        self._points = deque([(now, settled)])

    @property
    def rate(self) -> float:
        """Return records settled per second, 0.0 while nothing is known."""
        (start, before), (end, after) = self._points[0], self._points[-1]
        return (after - before) / (end - start) if end > start else 0.0

    def seconds_left(self, records: int, least: float = 0.0) -> tuple[float, float] | None:
        """Return the shortest and longest time for so many records, None while unknown.

        ``least`` is what the limits of the account ask for in any case.
        """
        rate = self.rate
        if rate <= 0:
            return None
        shortest = max(records / rate, least)
        return shortest, shortest * _SLOWER


_BUILDING_RATE = 20_000
"""Records that are prepared a second, about: the slower half of what computers of today do."""

_ANSWER_SECONDS = 1.0
"""From a request to its answer, about; several are on their way at a time."""

_LONE_ANSWER_SECONDS = 0.2
"""The same of a request for one record, of which there are so many that it adds up."""


def seconds_before(events: int, people: int, way: Way = Way.PRIVATE, share: float = SHARE) -> float:
    """Return about how long a run takes, before it begins: preparing, and Klaviyo's own limits.

    ``share`` is the part of these that it may use.
    """
    seconds = (events + people) / _BUILDING_RATE
    for kind, requests in _requests(events, people, way):
        answers = requests * _LONE_ANSWER_SECONDS / DELIVERIES if way is Way.PUBLIC else 0.0
        seconds += max(pace_seconds(requests, LIMITS[way][kind], share), answers)
        seconds += _ANSWER_SECONDS
    return seconds


def requests_before(events: int, people: int, way: Way = Way.PRIVATE) -> int:
    """Return in how many requests a run goes out that none of them is too large for."""
    return sum(requests for _, requests in _requests(events, people, way))


def _requests(events: int, people: int, way: Way) -> Iterator[tuple[Kind, int]]:
    for kind, count in ((Kind.EVENTS, events), (Kind.PROFILES, people)):
        if count:
            yield kind, math.ceil(count / items_max(kind, way))


def pace_seconds(requests: int, limit: Limit, share: float) -> float:
    """Return how long so many requests take at this share of the limit, if no answer is late."""
    ours = limit.part(share)
    minutes, rest = divmod(max(0, requests - 1), ours.steady)
    return minutes * STEADY_SECONDS + rest / ours.burst * BURST_SECONDS
