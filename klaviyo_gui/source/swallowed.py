"""Judge whether the lines of a cell belong to it, or are rows that two quotes swallowed.

Who writes a table well writes each row with as many cells as the header has. So a cell of
several lines can be wrong in silence only if its first line, with what stands before the cell,
each line between, and its last line, with what stands behind, are rows of that width. If one of
them cannot be, the cell is proven sound against any two quotes too many or too few. It is proven
as well if its lines end otherwise than its row does, as Excel writes them, or if a cell beside it
is quoted without need: then the file quotes that column always, and the lines do not.

What is not proven is told. It is held where the lines look like rows too: a column in which each
has an e-mail address, a number or the like, and none in which some have and others have not; or
several lines in the middle that are cut like rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.source.causes import LINES_DOUBTFUL, LINES_SWALLOWED
from klaviyo_gui.source.kinds import DATA, Kind, kind_of
from klaviyo_gui.source.quotes import cell_starts, has_astray

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from klaviyo_gui.source.dialect import Dialect

_LINE_END = re.compile(r"\r\n|\r|\n")

_WIDE = 4
"""Cells of a row from which one line with exactly as many separators is no chance any more."""

_LINES_OF_NARROW = 3
"""Such lines in one cell that make the suspicion in a narrower file."""

_LOOKED_AT = 200
"""Characters of a cell that tell its kind."""


def swallowing(cells: Sequence[str], dialect: Dialect, raw: Callable[[], str]) -> str | None:
    """Name the cause for which a row of several lines may be several rows, if there is one.

    ``raw`` gives its text in the file, with its line end, read so that each byte of structure is
    a character.
    """
    worst = None
    for at, cell in enumerate(cells):
        if "\n" not in cell and "\r" not in cell:
            continue
        lines = _LINE_END.split(cell)
        cause = LINES_SWALLOWED if _has_alike(lines, len(cells), dialect.delimiter) else None
        if cause is None:
            cause = _cause(list(_as_rows(cells, at, lines, dialect)), len(cells))
        if cause is None or _is_proven(cells, at, lines, dialect, raw()):
            continue
        if cause == LINES_SWALLOWED:
            return cause
        worst = cause
    return worst


def _has_alike(lines: Sequence[str], width: int, delimiter: str) -> bool:
    """Look for lines in the middle that are cut like rows; ``, `` is how people write."""
    if width == 1:
        return False
    inner = lines[1:-1]
    alike = sum(
        line.count(delimiter) == width - 1 and f"{delimiter} " not in line for line in inner
    )
    wanted = 1 if width >= _WIDE else _LINES_OF_NARROW
    return alike >= wanted and 2 * alike >= len(list(filter(None, inner)))


def _as_rows(
    cells: Sequence[str], at: int, lines: Sequence[str], dialect: Dialect
) -> Iterator[list[str]]:
    """Cut each line as the row that it would be; one that could be none gives an empty list.

    A quote that is missing may stand anywhere in the first line or in the last, so those may
    hold more separators than a row has.
    """
    width, behind = len(cells), len(cells) - 1 - at
    for number, line in enumerate(lines):
        is_first, is_last = number == 0, number == len(lines) - 1
        if not (is_first or is_last or line):
            continue
        pieces = _cut(line, dialect, is_whole=not (is_first or is_last))
        row = [*(cells[:at] if is_first else ()), *pieces, *(cells[at + 1 :] if is_last else ())]
        is_row = len(row) >= width if is_first or is_last else len(row) == width
        if not is_row:
            yield []
            return
        middle = dialect.delimiter.join(row[at : len(row) - behind])
        yield [*row[:at], middle, *row[len(row) - behind :]]


def _cut(line: str, dialect: Dialect, *, is_whole: bool) -> list[str]:
    quote = dialect.quote
    if not is_whole or quote not in line or dialect.escape:
        return line.split(dialect.delimiter)
    # In the file each quote of a quoted cell is doubled, as an empty cell is outside.
    written = line.replace(quote, quote * 2)
    if has_astray(written.encode("utf-8", "surrogatepass"), dialect):
        return []
    return next(dialect.records([written]))


def _cause(rows: Sequence[Sequence[str]], width: int) -> str | None:
    if not all(rows):
        return None
    kinds = [{_kind(row[at]) for row in rows} - {Kind.EMPTY} for at in range(width)]
    is_alike = any(
        len(found) == 1 and found <= DATA and all(row[at] for row in rows)
        for at, found in enumerate(kinds)
    )
    is_mixed = any(found & DATA and found & {Kind.WORDS, Kind.TORN} for found in kinds)
    return LINES_SWALLOWED if is_alike and not is_mixed else LINES_DOUBTFUL


def _kind(cell: str) -> Kind:
    return kind_of(cell[:_LOOKED_AT])


def _is_proven(
    cells: Sequence[str], at: int, lines: Sequence[str], dialect: Dialect, raw: str
) -> bool:
    """Tell whether the text of the row shows that the lines are no rows."""
    content = raw.rstrip("\r\n")
    end = _LINE_END.match(raw, len(content))
    ends = {found[0] for found in _LINE_END.finditer(content)}
    if end is not None and end[0] not in ends:
        return True
    needless = (
        place
        for place, (start, cell) in enumerate(
            zip(cell_starts(content, dialect), cells, strict=False)
        )
        if place != at
        and content.startswith(dialect.quote, start)
        and _needs_no_quotes(cell, dialect)
    )
    rows = list(_as_rows(cells, at, lines, dialect))
    return any(_is_bare(rows, place, place < at) for place in needless)


def _needs_no_quotes(cell: str, dialect: Dialect) -> bool:
    special = {dialect.delimiter, dialect.quote, "\r", "\n"}
    return cell != "" and cell == cell.strip() and special.isdisjoint(cell)


def _is_bare(rows: Sequence[Sequence[str]], place: int, is_before: bool) -> bool:
    """Tell whether a line has in this column, without quotes, what its row has in quotes."""
    quoted, *bare = rows if is_before else rows[::-1]
    return bool(quoted) and any(
        row[place] and (_kind(row[place]) is not Kind.NUMBER or _kind(quoted[place]) is Kind.NUMBER)
        for row in bare
        if row
    )
