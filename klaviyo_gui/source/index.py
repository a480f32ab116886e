"""Know where the records of a file begin, without keeping them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import RowUnending
from klaviyo_gui.source.marks import Mark
from klaviyo_gui.source.opening import opened
from klaviyo_gui.source.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.stamp import Stamp

__all__ = ["Index", "Mark", "Range", "between", "header_range", "ranges_from", "scan"]

STEP = 64 * 1024
"""Bytes between two marks, about, so that any row is near a mark.

From 128 KB on, C libraries fetch every piece from the system and give it back: half the speed.
"""

RECORD_LIMIT = 3 * 1024 * 1024
"""Bytes after which a record that has not ended is looked into no further.

Klaviyo takes no text of more than 100 KB. Within this limit even a record of nothing but quotes
is measured in less than 50 MB of memory.
"""

RANGE = 1_000_000
"""Bytes of one task for a worker, about."""


@dataclass(frozen=True, slots=True)
class Range:
    """The rows between two marks, as bytes ``start`` to ``stop`` of the file."""

    start: int
    stop: int
    first_row: int
    first_line: int
    rows: int


@dataclass(frozen=True, slots=True)
class Index:
    """The marks of a file, and the stamp that it had when the last one was made.

    While a scan goes on, an index of the marks so far serves for the rows so far.
    """

    marks: Sequence[Mark]
    stamp: Stamp

    @property
    def rows(self) -> int:
        """Tell how many rows the marks cover."""
        return self.marks[-1].row

    @property
    def is_complete(self) -> bool:
        """Tell whether the marks reach the end of the file."""
        return self.marks[-1].last

    def ranges(self, about: int = RANGE) -> Iterator[Range]:
        """Cut the file into ranges of about so many bytes."""
        return ranges_from(iter(self.marks), about)

    def range_of(self, row: int) -> Range:
        """Find the range between two neighbouring marks that holds a row, else IndexError."""
        if not 0 <= row < self.rows:
            raise IndexError(row)
        after = bisect_right(self.marks, row, key=_row_of)
        return between(self.marks[after - 1], self.marks[after])


def header_range(
    path: Path, dialect: Dialect, *, step: int = STEP, limit: int = RECORD_LIMIT
) -> Range:
    """Find the header record, as a range of one row; HeaderMissing or RowUnending."""
    with opened(path) as file:
        window = Window(path, file, dialect, step=step, limit=limit)
        window.skip_to_header()
        start, line = window.offset, window.line
        window.take_record()
        return Range(start, window.offset, 0, line, 1)


def scan(
    path: Path, dialect: Dialect, *, step: int = STEP, limit: int = RECORD_LIMIT
) -> Iterator[Mark]:
    """Give the marks of a file while reading it once, in memory that does not grow.

    HeaderMissing if the file ends above the header; RowUnending if a record grows beyond
    ``limit`` bytes or the file ends in a quote. All rows above it lie before the last mark then.
    """
    with opened(path) as file:
        window = Window(path, file, dialect, step=step, limit=limit)
        window.skip_to_header()
        if dialect.header_line:
            window.take_record()
        row = 0
        while window.skip_blank_lines():
            yield Mark(window.offset, row, window.line, last=False)
            try:
                row += window.take_stretch().rows
            except RowUnending as error:
                error.rows = row
                raise
        yield Mark(window.offset, row, window.line, last=True)


def ranges_from(marks: Iterator[Mark], about: int = RANGE) -> Iterator[Range]:
    """Join marks into ranges of about so many bytes, as soon as the marks come."""
    start = next(marks)
    mark = start
    for mark in marks:
        if mark.offset - start.offset >= about:
            yield between(start, mark)
            start = mark
    if mark.row > start.row:
        yield between(start, mark)


def between(start: Mark, stop: Mark) -> Range:
    """Make the range from one mark to a later one."""
    return Range(start.offset, stop.offset, start.row, start.line, stop.row - start.row)


def _row_of(mark: Mark) -> int:
    return mark.row
