"""Which fault befalls the next write request."""

from __future__ import annotations

import threading
from collections import deque
from random import Random
from typing import TYPE_CHECKING

from klaviyo_gui.practice.behaviour import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

BAD_DAY_SHARE = 0.15
"""The part of write requests that a bad day spoils."""

BAD_DAY_FAULTS = (
    Fault.THROTTLED,
    Fault.ERROR_BEFORE,
    Fault.ERROR_AFTER,
    Fault.RESET_BEFORE,
    Fault.RESET_AFTER,
    Fault.TRUNCATED,
    Fault.HTML,
    Fault.REDIRECT,
)
"""What a bad day draws from: nothing that a sender could only sit out or must stop at."""


class FaultQueue:
    """Deals out scripted faults first, then those of a bad day."""

    def __init__(self, scripted: Iterable[str] = (), bad_day: int | None = None) -> None:
        self._scripted = deque(Fault(name) for name in scripted)
        self._random = None if bad_day is None else Random(bad_day)  # noqa: S311 - no secret
        self._lock = threading.Lock()

    def add(self, names: Iterable[str]) -> None:
        """Append faults; ValueError, and none is taken, when one of the names is unknown."""
        faults = [Fault(name) for name in names]
        with self._lock:
            self._scripted.extend(faults)

    def next(self) -> Fault | None:
        """Take the fault of the next write request, None when it is to go well."""
        with self._lock:
            if self._scripted:
                return self._scripted.popleft()
            if self._random is None or self._random.random() >= BAD_DAY_SHARE:
                return None
            return self._random.choice(BAD_DAY_FAULTS)
