"""What this computer has spent of an account's limits, kept for whoever sends next.

Klaviyo counts the requests of the account and not those of a run: one that begins a moment after
another, in whatever window or command, has what that left of the minute.
"""

from __future__ import annotations

import math
import mmap
import struct
from collections import deque
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

REQUESTS_KEPT: Final = 150
"""Requests that are kept of each limit: no minute allows more of those of many records."""

HOLD_MAX_SECONDS: Final = 300.0
"""A wait that ends later was kept before the computer was started anew, and is none any more."""

_VERSION: Final = 2.0
_SLOT: Final = struct.Struct("<d")
_SLOTS_BEFORE: Final = 2
"""Each limit has until when it is held, how many requests there were, and a ring of their ends."""

_FLYING: Final = math.inf
"""The end of a request that is on its way."""


class Spent:
    """The file of one account, whose lock is held; a context manager.

    The file is memory that outlives a process that is killed. It is not synced: a power cut takes
    longer than a minute. ``now`` are monotonic seconds, which all processes of a computer share;
    what seems to lie later was kept before it was started anew. So many ``requests`` are kept of
    each limit.
    """

    def __init__(
        self, path: Path, limits: Iterable[str], now: float, requests: int = REQUESTS_KEPT
    ) -> None:
        names = tuple(limits)
        slots = _SLOTS_BEFORE + requests
        size = _SLOT.size * (1 + slots * len(names))
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b") as file:
            file.seek(0)
            kept = file.read(size + 1)
            if len(kept) != size or _SLOT.unpack_from(kept) != (_VERSION,):
                file.truncate(0)
                file.write(_SLOT.pack(_VERSION).ljust(size, b"\0"))
                file.flush()
            self._memory = mmap.mmap(file.fileno(), size)
        self._limits = {
            name: SpentOf(self._memory, _SLOT.size * (1 + slots * at), now, requests)
            for at, name in enumerate(names)
        }

    def of(self, limit: str) -> SpentOf:
        """Return what is spent of one limit."""
        return self._limits[limit]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._memory.close()


class SpentOf:
    """What is spent of one limit: the ledger of its pace.

    What was on its way when its process died may have been counted up to now.
    """

    def __init__(self, memory: mmap.mmap, offset: int, now: float, size: int) -> None:
        self._memory = memory
        self._offset = offset
        self._size = size
        self._count = self._counted()
        self._flying: deque[int] = deque()
        ring = [self._read(_SLOTS_BEFORE + at % size) for at in self._places()]
        ends = (now if end == _FLYING else end for end in ring)
        self.ended = tuple(sorted(end for end in ends if end <= now))
        held_until = self._read(0)
        self.held_until = held_until if held_until <= now + HOLD_MAX_SECONDS else -math.inf

    def take(self) -> None:
        """Keep that a request starts."""
        slot = _SLOTS_BEFORE + self._count % self._size
        self._write(slot, _FLYING)
        self._flying.append(slot)
        self._count += 1
        self._write(1, self._count)

    def settle(self, end: float) -> None:
        """Keep when one of those on their way had its answer."""
        self._write(self._flying.popleft(), end)

    def hold(self, until: float) -> None:
        """Keep that nothing may start before a moment."""
        self._write(0, until)

    def _counted(self) -> int:
        count = self._read(1)
        return int(count) if math.isfinite(count) and count >= 0 else 0

    def _places(self) -> range:
        return range(max(0, self._count - self._size), self._count)

    def _read(self, slot: int) -> float:
        (value,) = _SLOT.unpack_from(self._memory, self._offset + _SLOT.size * slot)
        return float(value)

    def _write(self, slot: int, value: float) -> None:
        _SLOT.pack_into(self._memory, self._offset + _SLOT.size * slot, value)
