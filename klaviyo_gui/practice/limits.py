"""The rate limits: two fixed windows for every operation.

Source: developers.klaviyo.com/en/docs/rate_limits_and_error_handling, and recorded headers.
"""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BURST_WINDOW = 1.0
"""Seconds of the short window."""

STEADY_WINDOW = 60.0
"""Seconds of the long window."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many requests an operation takes in each of its windows."""

    burst: int
    steady: int

    @property
    def policy(self) -> str:
        """Return the text of ``RateLimit-Limit``, as recorded from the real API."""
        return f"{self.burst}, {self.burst};w=1, {self.steady};w=60"


@dataclass(frozen=True, slots=True)
class Grant:
    """The answer to one request for leave; times are in whole seconds."""

    granted: bool
    remaining: int = 0
    reset: int = 0
    retry_after: int = 0


class _Window:
    """Counts requests in windows that begin at multiples of their length."""

    def __init__(self, length: float) -> None:
        self._length = length
        self._number = -1
        self.count = 0

    def turn(self, now: float) -> None:
        """Forget the count when a new window has begun."""
        number = math.floor(now / self._length)
        if number != self._number:
            self._number, self.count = number, 0

    def left(self, now: float) -> float:
        """Return the seconds until the next window begins."""
        return (self._number + 1) * self._length - now


class Limits:
    """Counts the requests of every operation; ``clock`` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._windows: dict[str, tuple[_Window, _Window]] = {}
        self._lock = threading.Lock()

    def ask(self, operation: str, allowance: Allowance) -> Grant:
        """Count one request of this operation, or refuse it without counting it."""
        with self._lock:
            now = self._clock()
            burst, steady = self._windows.setdefault(
                operation, (_Window(BURST_WINDOW), _Window(STEADY_WINDOW))
            )
            burst.turn(now)
            steady.turn(now)
            if steady.count >= allowance.steady:
                return Grant(granted=False, retry_after=max(1, math.ceil(steady.left(now))))
            if burst.count >= allowance.burst:
                return Grant(granted=False, retry_after=max(1, math.ceil(burst.left(now))))
            burst.count += 1
            steady.count += 1
            return Grant(
                granted=True,
                remaining=allowance.burst - burst.count,
                reset=int(burst.left(now)),
            )
