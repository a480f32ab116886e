"""Rows of a file by pages: any row in milliseconds, memory that does not grow."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import SourceError
from klaviyo_gui.source.reader import Rows

if TYPE_CHECKING:
    from klaviyo_gui.source.index import Index, Mark
    from klaviyo_gui.source.table import CsvFile

PAGE = 200
"""Rows of one page: a few screens full."""

_PAGES_KEPT = 32


class Pages:
    """Gives single rows of a file; before its rows are counted, those of its head.

    A file that can no longer be read gives empty rows; the check tells why.
    """

    def __init__(self, file: CsvFile, index: Index | None) -> None:
        self._file = file
        self._index = index
        self._kept: OrderedDict[int, Rows] = OrderedDict()
        self._looked_in: tuple[int, Rows] = (-1, Rows([], []))

    def row(self, number: int) -> Rows:
        """Return one row, counted from 0; no row at all where it cannot be read."""
        page = self.page(number // PAGE)
        at = number % PAGE
        return page.part(at, at + 1)

    def page(self, number: int) -> Rows:
        """Return one page of rows."""
        kept = self._kept.get(number)
        if kept is not None:
            self._kept.move_to_end(number)
            return kept
        found = self._read(number * PAGE)
        self._kept[number] = found
        if len(self._kept) > _PAGES_KEPT:
            self._kept.popitem(last=False)
        return found

    def number_of(self, line: int) -> int | None:
        """Return the number of the row that begins in this line of the file."""
        if self._index is None:
            lines = self._file.head_rows.lines
            return lines.index(line) if line in lines else None
        marks = self._index.marks
        after = bisect_right(marks, line, key=_line_of)
        if not 0 < after < len(marks):
            return None
        first = marks[after - 1].row
        if first != self._looked_in[0]:
            # Whoever asks for one line is about to ask for those beside it.
            self._looked_in = first, self._rows(first, marks[after].row - first)
        rows = self._looked_in[1]
        return first + rows.lines.index(line) if line in rows.lines else None

    def _read(self, first: int) -> Rows:
        head = self._file.head_rows
        if self._index is None or first + PAGE <= len(head):
            return head.part(first, first + PAGE)
        return self._rows(first, PAGE)

    def _rows(self, first: int, count: int) -> Rows:
        assert self._index is not None, "asked only once the rows are counted"
        try:
            return self._file.rows(self._index, first, count)
        except SourceError:
            return Rows([], [])


def _line_of(mark: Mark) -> int:
    return mark.line
