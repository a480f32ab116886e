"""Read the rows of a range of a file."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.source.opening import opened

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Range

NO_TEXT = re.compile("[\udc80-\udcff]")
"""What stands in a cell for a byte that is no text: Python's surrogate escapes."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in the file's order: the physical line of each, and its cells.

    ``undecodable`` holds the indices of those with bytes that are no text in the encoding.
    """

    lines: list[int]
    cells: list[list[str]]
    undecodable: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.cells)

    def __add__(self, more: Rows) -> Rows:
        undecodable = self.undecodable.union(len(self) + row for row in more.undecodable)
        return Rows(self.lines + more.lines, self.cells + more.cells, undecodable)

    def part(self, start: int, stop: int) -> Rows:
        """Take the rows from one index up to another."""
        return Rows(
            self.lines[start:stop],
            self.cells[start:stop],
            frozenset(row - start for row in self.undecodable if start <= row < stop),
        )


def parse(raw: bytes, dialect: Dialect, first_line: int) -> Rows:
    """Read bytes that begin with a record in this physical line."""
    try:
        text, is_text = raw.decode(dialect.encoding), True
    except UnicodeDecodeError:
        text, is_text = raw.decode(dialect.encoding, "surrogateescape"), False
    records = dialect.records(io.StringIO(text, newline=""))
    lines: list[int] = []
    cells: list[list[str]] = []
    line = first_line
    for record in records:
        if record:
            lines.append(line)
            cells.append(record)
        line = first_line + records.line_num
    if dialect.line_feed and dialect.line_feed in text:
        cells = [[cell.replace(dialect.line_feed, "\n") for cell in record] for record in cells]
    if is_text:
        return Rows(lines, cells)
    undecodable = (row for row, record in enumerate(cells) if any(map(NO_TEXT.search, record)))
    return Rows(lines, cells, frozenset(undecodable))


def read_range(path: Path, dialect: Dialect, range_: Range) -> Rows:
    """Read the rows of a range; FileChanged if it no longer holds as many as when it was made."""
    with opened(path) as file:
        file.seek(range_.start)
        raw = file.read(range_.stop - range_.start)
    rows = parse(raw, dialect, range_.first_line)
    if len(rows) != range_.rows:
        raise FileChanged(path)
    return rows
