"""Keep the marks of a file in a few bytes each, and not more of them than memory allows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

MARKS_LIMIT = 2**19
"""So many marks, 24 bytes each, are kept: every one up to files of 32 GB, then every second."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The start of a row in the file, or with ``last`` the file's end and the number of rows.

    ``row`` counts rows from 0 and ``line`` physical lines from 1.
    """

    offset: int
    row: int
    line: int
    last: bool


class Marks(Sequence[Mark]):
    """A sequence of marks that grows at its end; older ones are thinned out when it is full."""

    __slots__ = ("_gap", "_is_complete", "_limit", "_lines", "_offsets", "_rows")

    def __init__(self, marks: Iterable[Mark] = (), *, limit: int = MARKS_LIMIT) -> None:
        self._offsets = array("Q")
        self._rows = array("Q")
        self._lines = array("Q")
        self._is_complete = False
        self._limit = limit
        self._gap = 0
        for mark in marks:
            self.append(mark)

    def append(self, mark: Mark) -> None:
        """Add the mark that follows in the file; one too near to the last may be left out."""
        is_near = self._offsets and mark.offset - self._offsets[-1] < self._gap
        if is_near and not mark.last:
            return
        for column, value in self._columns(mark):
            column.append(value)
        self._is_complete = mark.last
        if len(self) > self._limit and not mark.last:
            self._thin_out()

    def so_far(self) -> Marks:
        """Copy the marks, for an index of the rows so far."""
        copy = Marks(limit=self._limit)
        copy._offsets, copy._rows, copy._lines = self._offsets[:], self._rows[:], self._lines[:]
        copy._is_complete, copy._gap = self._is_complete, self._gap
        return copy

    def __len__(self) -> int:
        return len(self._offsets)

    @overload
    def __getitem__(self, at: int) -> Mark: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Mark, ...]: ...
    def __getitem__(self, at: int | slice) -> Mark | tuple[Mark, ...]:
        if isinstance(at, slice):
            return tuple(self[each] for each in range(*at.indices(len(self))))
        is_end = at in (-1, len(self) - 1)
        return Mark(
            self._offsets[at], self._rows[at], self._lines[at], is_end and self._is_complete
        )

    def _columns(self, mark: Mark) -> tuple[tuple[array[int], int], ...]:
        return (self._offsets, mark.offset), (self._rows, mark.row), (self._lines, mark.line)

    def _thin_out(self) -> None:
        for column in (self._offsets, self._rows, self._lines):
            del column[1::2]
        # From here on marks come as far apart as those that are left.
        self._gap = (self._offsets[-1] - self._offsets[0]) // (len(self) - 1)
