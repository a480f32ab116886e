"""Which fault befalls the next request."""

from __future__ import annotations

import threading
from collections import deque
from random import Random
from typing import TYPE_CHECKING

from klaviyo_gui.practice.behaviour import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BAD_DAY_SHARE = 0.15
"""The part of requests that a bad day spoils."""

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

BAD_DAY_FAULTS_OF_READS = (
    Fault.THROTTLED,
    Fault.ERROR_BEFORE,
    Fault.RESET_BEFORE,
    Fault.TRUNCATED,
    Fault.HTML,
    Fault.REDIRECT,
    Fault.ODD,
)
"""What it draws from for what is read, where before and after are the same."""


class FaultQueue:
    """Deals out scripted faults first, then those of a bad day."""

    def __init__(self, scripted: Iterable[str] = (), bad_day: int | None = None) -> None:
        self._scripted = deque(Fault(name) for name in scripted)
        self._lock = threading.Lock()
        self.set_bad_day(bad_day)

    def set_bad_day(self, seed: int | None) -> None:
        """Begin a bad day, or end it with None."""
        with self._lock:
            self._writes, self._reads = (
                None if seed is None else Random(seed)  # noqa: S311 - no secret
                for _ in range(2)
            )

    def add(self, names: Iterable[str]) -> None:
        """Append faults; ValueError, and none is taken, when one of the names is unknown."""
        faults = [Fault(name) for name in names]
        with self._lock:
            self._scripted.extend(faults)

    @property
    def is_bad_day(self) -> bool:
        """Tell whether it is one."""
        with self._lock:
            return self._writes is not None

    def next(self) -> Fault | None:
        """Take the fault of the next write request, None when it is to go well."""
        with self._lock:
            if self._scripted:
                return self._scripted.popleft()
            return _drawn(self._writes, BAD_DAY_FAULTS)

    def next_of_read(self) -> Fault | None:
        """Take the fault of the next request that reads; what is scripted is for writes."""
        with self._lock:
            return _drawn(self._reads, BAD_DAY_FAULTS_OF_READS)


def _drawn(random: Random | None, faults: Sequence[Fault]) -> Fault | None:
    if random is None or random.random() >= BAD_DAY_SHARE:
        return None
    return random.choice(faults)
