"""Which row begins in a line of the file, told by the parts of the file one after the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core.row_numbers import RowMarks, RowNumbers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class _Part(NamedTuple):
    """Rows from ``row`` on, the first in ``line``; without ``offsets`` each line is a row."""

    line: int
    row: int
    offsets: bytes | None


class RowLines:
    """Finds rows by their lines; a bit is kept for each line only where a row has several."""

    def __init__(self) -> None:
        self._parts: list[_Part] = []
        self._decoded, self._offsets = -1, [0]

    def add(
        self, row: int, first: int, last: int, count: int, lines: Callable[[], Sequence[int]]
    ) -> None:
        """Take the next part: its first row, its first and last line, and how many rows it has.

        ``lines`` are asked for in rising order where some rows have several lines.
        """
        if last - first + 1 == count:
            self._parts.append(_Part(first, row, None))
            return
        marks = RowMarks()
        for line in lines():
            marks.add(line - first)
        self._parts.append(_Part(first, row, marks.bits))

    def row(self, line: int) -> int:
        """Return the row that begins in this line; lines that rise are found most quickly."""
        at = bisect_right(self._parts, line, key=_line_of) - 1
        part = self._parts[at]
        if part.offsets is None:
            return part.row + line - part.line
        if self._decoded != at:
            self._decoded, self._offsets = at, list(RowNumbers(part.offsets))
        return part.row + bisect_left(self._offsets, line - part.line)


def _line_of(part: _Part) -> int:
    return part.line
