"""Read the rows of a range of a file."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import code_in, first_line, is_alone
from klaviyo_gui.core.errors import FileChanged
from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.arranged_form import decoded, records_in
from klaviyo_gui.source.names import NO_TEXT
from klaviyo_gui.source.odd_lines import rows_astray
from klaviyo_gui.source.opening import opened
from klaviyo_gui.source.suspects import suspects
from klaviyo_gui.source.unopened import AHEAD

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Range

__all__ = ["NO_TEXT", "Rows", "parse", "read_range"]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in the file's order: the physical line of each, and its cells.

    ``undecodable`` holds the indices of those with bytes that are no text in the encoding, and
    ``suspects`` the causes for which quotes, or another encoding, may have made something else of
    a row than was meant, by its index.
    """

    lines: list[int]
    cells: list[list[str]]
    undecodable: frozenset[int] = frozenset()
    suspects: Mapping[int, str] = field(default_factory=dict, compare=False)

    def __len__(self) -> int:
        return len(self.cells)

    def __add__(self, more: Rows) -> Rows:
        undecodable = self.undecodable.union(len(self) + row for row in more.undecodable)
        suspected = {len(self) + row: cause for row, cause in more.suspects.items()}
        return Rows(
            self.lines + more.lines,
            self.cells + more.cells,
            undecodable,
            {**self.suspects, **suspected},
        )

    def part(self, start: int, stop: int) -> Rows:
        """Take the rows from one index up to another."""
        return Rows(
            self.lines[start:stop],
            self.cells[start:stop],
            frozenset(row - start for row in self.undecodable if start <= row < stop),
            {row - start: cause for row, cause in self.suspects.items() if start <= row < stop},
        )

    def picked(self, places: Sequence[int]) -> Rows:
        """Take the rows of these indices, which ascend."""
        return Rows(
            [self.lines[at] for at in places],
            [self.cells[at] for at in places],
            frozenset(new for new, at in enumerate(places) if at in self.undecodable),
            {new: self.suspects[at] for new, at in enumerate(places) if at in self.suspects},
        )


def parse_arranged(raw: bytes) -> Rows:
    """Read bytes of an arranged copy, in which each row tells its first line and its damage."""
    text, is_text = decoded(raw)
    cells = records_in(text)
    lines = [first_line(row[-1]) for row in cells]
    undecodable = (
        frozenset()
        if is_text
        else frozenset(at for at, row in enumerate(cells) if any(map(NO_TEXT.search, row)))
    )
    causes = ((at, code_in(row[-1])) for at, row in enumerate(cells) if not is_alone(row[-1]))
    return Rows(lines, cells, undecodable, {at: cause for at, cause in causes if cause})


def parse(raw: bytes, dialect: Dialect, first_line: int, after: bytes = b"") -> Rows:
    """Read bytes that begin with a record in this physical line.

    ``after`` is what follows in the file, for the judgment of the last rows.
    """
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
    undecodable = (
        frozenset()
        if is_text
        else frozenset(row for row, each in enumerate(cells) if any(map(NO_TEXT.search, each)))
    )
    rows = Rows(lines, cells, undecodable)
    odd = dict.fromkeys(rows_astray(raw, dialect, rows), Code.OTHER_ENCODING)
    return replace(rows, suspects=odd | suspects(raw, dialect, rows, first_line, after))


def read_range(path: Path, dialect: Dialect, range_: Range) -> Rows:
    """Read the rows of a range; FileChanged if it no longer holds as many as when it was made."""
    return read_raw_range(path, dialect, range_)[0]


def read_raw_range(path: Path, dialect: Dialect, range_: Range) -> tuple[Rows, bytes]:
    """Read the rows of a range and their raw text; FileChanged as ``read_range``."""
    size = range_.stop - range_.start
    with opened(path) as file:
        file.seek(range_.start)
        read = file.read(size + AHEAD)
    raw = read[:size]
    if dialect.is_arranged:
        rows = parse_arranged(raw)
    else:
        rows = parse(raw, dialect, range_.first_line, read[size:])
    if len(rows) != range_.rows:
        raise FileChanged(path)
    return rows, raw
