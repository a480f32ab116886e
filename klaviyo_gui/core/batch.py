"""How many records go into one request.

Source: FACTS 1.1: at most 1,000 events or 10,000 profiles and 5 MB a request, a profile at most
100 KB, the profile inside an event at most 95 KB. The limits in bytes are kept with a margin,
because Klaviyo does not say which of the two megabytes it means.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, repeat
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.way import Way

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EVENTS_MAX = 1_000
"""Events of one request, those of one person within an item counted each."""

BODY_MAX_BYTES = 4_500_000
ITEMS_MAX = {Kind.EVENTS: EVENTS_MAX, Kind.PROFILES: 10_000}
ITEM_MAX_BYTES = {Kind.EVENTS: BODY_MAX_BYTES - 1_000, Kind.PROFILES: 95_000}
PERSON_IN_EVENT_MAX_BYTES = 95_000


_EVENT = b'{"type":"event","attributes":'


def events_in(item: bytes) -> int:
    """Return how many events an item holds as it is sent; 0 for somebody's profile.

    No text of a file can be taken for one, for within JSON its quotes are written otherwise.
    """
    return item.count(_EVENT)


def items_max(kind: Kind, way: Way) -> int:
    """Return how many records of a kind go into one request."""
    return 1 if way is Way.PUBLIC else ITEMS_MAX[kind]


def splits(
    sizes: Sequence[int], count_max: int, bytes_max: int, counts: Sequence[int] = ()
) -> Iterator[tuple[int, int]]:
    """Yield ``(start, stop)`` of consecutive groups that keep both limits; none is empty.

    One byte is added to every size for the comma. ``counts`` say for how many each counts, empty
    for one each. A single one above a limit is the caller's fault and raises ValueError.
    """
    ends = list(accumulate(size + 1 for size in sizes))
    counted = list(accumulate(counts or repeat(1, len(sizes))))
    start = 0
    while start < len(sizes):
        before, so_far = (ends[start - 1], counted[start - 1]) if start else (0, 0)
        stop = bisect_right(ends, before + bytes_max)
        stop = min(stop, bisect_right(counted, so_far + count_max))
        if stop == start:
            raise ValueError(f"one item of {sizes[start]} bytes exceeds {bytes_max}")
        yield start, stop
        start = stop
