"""What may go out from which moment on, apart by whose pace it keeps to."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, TypeAlias

from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from klaviyo_gui.store.journal import Batch

Lane: TypeAlias = "tuple[Kind, bool]"
"""A kind of record, and whether what becomes of it is looked at: each has a pace of its own."""


@dataclass(order=True, slots=True)
class Due:
    """A batch that may go out, or a job to look at, from a moment on."""

    when: float
    order: int
    batch: Batch
    is_look: bool
    tries: int

    @property
    def lane(self) -> Lane:
        """Return whose pace it keeps to."""
        return self.batch.kind, self.is_look


class DueQueue:
    """Everything that is due, the earliest first, and of one moment what came first.

    A run may have as many requests as its file has rows: none of them is touched before its turn.
    """

    def __init__(self) -> None:
        self._order = count()
        self._lanes: dict[Lane, list[Due]] = {
            (kind, is_look): [] for kind in Kind for is_look in (False, True)
        }

    def __len__(self) -> int:
        return sum(map(len, self._lanes.values()))

    def __iter__(self) -> Iterator[Due]:
        for lane in self._lanes.values():
            yield from lane

    def add(self, batch: Batch, when: float, *, is_look: bool, tries: int) -> None:
        """Let a batch go out, or its job be looked at, from a moment on."""
        due = Due(when, next(self._order), batch, is_look, tries)
        heapq.heappush(self._lanes[due.lane], due)

    def requests(self, kind: Kind) -> int:
        """Return how many batches of a kind are to go out."""
        return len(self._lanes[kind, False])

    @property
    def has_requests(self) -> bool:
        """Tell whether any batch is to go out."""
        return any(map(self.requests, Kind))

    def drop_requests(self) -> None:
        """Let no batch go out any more; jobs are looked at all the same."""
        for kind in Kind:
            self._lanes[kind, False].clear()

    def first(self) -> Due | None:
        """Return what is due first, None for nothing."""
        return min((lane[0] for lane in self._lanes.values() if lane), default=None)

    def take(self, now: float, may_start: Callable[[Due], bool]) -> Due | None:
        """Take what is due first of the lanes of which the first may start."""
        firsts = sorted(lane[0] for lane in self._lanes.values() if lane and lane[0].when <= now)
        for due in firsts:
            if may_start(due):
                return heapq.heappop(self._lanes[due.lane])
        return None
