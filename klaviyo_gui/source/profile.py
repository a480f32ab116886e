"""Tell what a column holds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DISTINCT_LIMIT = 1_000
"""So many different values are counted; more of them are called as many."""

_SAMPLES = 3
_SAMPLE_LENGTH = 60
_BATCH = 1_000


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What a column holds: how many of ``total`` cells are filled, and with what.

    ``position`` counts columns from 0. ``samples`` are its first values, cut, and ``distinct``
    is the number of different ones, at most ``DISTINCT_LIMIT``.
    """

    name: str
    position: int
    filled: int
    total: int
    samples: tuple[str, ...]
    distinct: int


def profile(header: Sequence[str], rows: Iterable[list[str]]) -> tuple[ColumnProfile, ...]:
    """Describe every column in one pass; a cell that a short row lacks counts as blank."""
    columns = [_Column() for _ in header]
    source = iter(rows)
    total = 0
    while batch := list(islice(source, _BATCH)):
        total += len(batch)
        for column, cells in zip(columns, zip_longest(*batch, fillvalue=""), strict=False):
            column.add(cells)
    return tuple(
        ColumnProfile(
            name, position, column.filled, total, tuple(column.samples), len(column.distinct)
        )
        for position, (name, column) in enumerate(zip(header, columns, strict=True))
    )


class _Column:
    """The running figures of one column."""

    __slots__ = ("distinct", "filled", "samples")

    def __init__(self) -> None:
        self.filled = 0
        self.samples: list[str] = []
        # Hashes stand for the values, which may be long; they serve this one count only.
        self.distinct: set[int] = set()

    def add(self, cells: Iterable[str]) -> None:
        """Count one batch of the column's cells."""
        values = [cell for cell in cells if cell and not cell.isspace()]
        self.filled += len(values)
        for value in values if len(self.distinct) < DISTINCT_LIMIT else ():
            self._remember(value)

    def _remember(self, value: str) -> None:
        if len(self.distinct) < DISTINCT_LIMIT:
            self.distinct.add(hash(value))
        sample = value[:_SAMPLE_LENGTH]
        if len(self.samples) < _SAMPLES and sample not in self.samples:
            self.samples.append(sample)
