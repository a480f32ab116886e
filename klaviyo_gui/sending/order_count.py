"""Count over a whole file how many orders its lines are of."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.sending.inspection import SMALL
from klaviyo_gui.sending.stretch import Stretch, stretches
from klaviyo_gui.source.gathering import digest_of, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from threading import Event

    from klaviyo_gui.core.amendments import Amendments
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.table import CsvFile

_PARTS = 64
"""Parts by which numbers of orders are told apart, so that one of them alone is a set at a time."""


@dataclass(frozen=True, slots=True)
class OrdersCounted:
    """How many rows there are, and how many orders those that name one are of."""

    rows: int
    orders: int


@dataclass(frozen=True, slots=True)
class KeysTask:
    """Rows for a worker to look at, and the columns that tell which order they are of."""

    stretch: Stretch
    key: tuple[str, ...]


def keys_of_range(task: KeysTask) -> tuple[int, bytes]:
    """Return how many rows a range has, with the hash of each order in it; called in a worker."""
    header = task.stretch.header
    rows = task.stretch.read().rows.cells
    at = [header.index(name) for name in task.key]
    keys = (key_of(row, at) for row in rows if len(row) == len(header))
    found = set(map(digest_of, filter(None, keys)))
    return len(rows), array("Q", found).tobytes()


def count_orders(  # noqa: PLR0913, PLR0917 - the file, what to count in it, and who counts
    file: CsvFile,
    ranges: Iterable[Range],
    key: Sequence[str],
    amendments: Amendments,
    pool: Pool,
    stop: Event,
) -> Iterator[OrdersCounted]:
    """Give the number of orders once it is known; nothing where somebody stops it before.

    A small file is read in this process. Raises FileChanged when it is no longer the file of the
    ranges.
    """
    ranges = list(ranges)
    size = sum(each.stop - each.start for each in ranges)
    tasks = (KeysTask(part, tuple(key)) for part in stretches(file, ranges, amendments))
    found = map(keys_of_range, tasks) if size <= SMALL else pool.in_order(keys_of_range, tasks)
    rows, parts = 0, [array("Q") for _ in range(_PARTS)]
    for count, hashes in found:
        if stop.is_set():
            return
        rows += count
        for each in array("Q", hashes):
            parts[each % _PARTS].append(each)
    file.check_unchanged()
    yield OrdersCounted(rows, sum(len(set(part)) for part in parts))
