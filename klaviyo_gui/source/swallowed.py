"""Judge whether the lines of a cell belong to it, or are rows that two quotes swallowed.

Who writes a table well writes each row with as many cells as the header has. So a cell of
several lines can be wrong in silence only if its first line, with what stands before the cell,
each line between, and its last line, with what stands behind, are rows of that width. If one of
them cannot be, the cell is proven sound against any two quotes too many or too few. It is proven
as well if its lines end otherwise than its row does, as Excel writes them, or if a cell beside it
is quoted without need: then the file quotes that column always, and the lines do not.

What is not proven is told, unless lines could be rows only by ``, `` as people write it within
addresses. It is held where the lines look like rows too: a column in which each
has an e-mail address, a number or the like, and none in which some have and others have not; or
several lines in the middle that are cut like rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.kinds import DATA, Kind, kind_of
from klaviyo_gui.source.quotes import cell_starts, has_astray

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
        if not any(lines):
            # Nobody writes blank lines alone; but two lines may each begin with a quote.
            worst = Code.LINES_DOUBTFUL
            continue
        rows = _as_rows(cells, at, lines, dialect)
        alike = _cut_alike(lines, len(cells), dialect.delimiter)
        if not (rows or alike) or _is_proven(cells, at, rows or alike, dialect, raw()):
            continue
        if alike or _look_alike(rows):
            return Code.LINES_SWALLOWED
        if not _is_written_by_people(lines, cells, dialect.delimiter):
            worst = Code.LINES_DOUBTFUL
    return worst


def _cut_alike(lines: Sequence[str], width: int, delimiter: str) -> list[list[str]]:
    """Return the lines in the middle if most are cut like rows; ``, `` is how people write."""
    inner = lines[1:-1]
    if width == 1 or not inner:
        return []
    alike = [
        line.split(delimiter)
        for line in inner
        if line.count(delimiter) == width - 1 and f"{delimiter} " not in line
    ]
    wanted = 1 if width >= _WIDE else _LINES_OF_NARROW
    is_most = 2 * len(alike) >= len(list(filter(None, inner)))
    return alike if len(alike) >= wanted and is_most else []


def _is_written_by_people(lines: Sequence[str], cells: Sequence[str], delimiter: str) -> bool:
    """Tell whether lines hold ``, `` and no bare separator, in a table that is not written so."""
    if any(cell.startswith(" ") for cell in cells):
        return False
    counts = [(line.count(delimiter), line.count(f"{delimiter} ")) for line in lines]
    return any(count for count, _ in counts) and all(count == spaced for count, spaced in counts)


def _as_rows(
    cells: Sequence[str], at: int, lines: Sequence[str], dialect: Dialect
) -> list[list[str]]:
    """Cut the lines as the rows that they would be; none at all if one of them could be none.

    A quote that is missing may stand anywhere in the first line or in the last, so those may
    hold more separators than a row has.
    """
    delimiter, width, behind = dialect.delimiter, len(cells), len(cells) - 1 - at
    first = [*cells[:at], *lines[0].split(delimiter)]
    last = [*lines[-1].split(delimiter), *cells[at + 1 :]]
    if len(first) < width or len(last) < width:
        return []
    inner = [_cut(line, dialect) for line in lines[1:-1] if line]
    if any(len(row) != width for row in inner):
        return []
    return [_joined(first, at, behind, delimiter), *inner, _joined(last, at, behind, delimiter)]


def _joined(row: list[str], at: int, behind: int, delimiter: str) -> list[str]:
    stop = len(row) - behind
    return row if stop == at + 1 else [*row[:at], delimiter.join(row[at:stop]), *row[stop:]]


def _cut(line: str, dialect: Dialect) -> list[str]:
    quote = dialect.quote
    if quote not in line or dialect.escape:
        return line.split(dialect.delimiter)
    # In the file each quote of a quoted cell is doubled, as an empty cell is outside.
    written = line.replace(quote, quote * 2)
    if has_astray(written.encode("utf-8", "surrogatepass"), dialect):
        return []
    return next(dialect.records([written]))


def _look_alike(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a column holds the same kind of data in all rows, and none only in some."""
    is_alike = False
    for column in zip(*rows, strict=True):
        kinds = [kind_of(cell[:_LOOKED_AT]) for cell in column]
        has_data = any(kind in DATA for kind in kinds)
        if has_data and any(kind is Kind.WORDS or kind is Kind.TORN for kind in kinds):
            return False
        is_alike = is_alike or (has_data and all(kind is kinds[0] for kind in kinds))
    return is_alike


def _is_proven(
    cells: Sequence[str], at: int, rows: Sequence[Sequence[str]], dialect: Dialect, raw: str
) -> bool:
    """Tell whether the text of the row shows that the lines are no rows."""
    content = raw.rstrip("\r\n")
    end = _LINE_END.match(raw, len(content))
    if end is not None and end[0] not in _LINE_END.findall(content):
        return True
    if content.count(dialect.quote) == len('""'):
        return False
    needless = (
        (place, cell)
        for place, (start, cell) in enumerate(
            zip(cell_starts(content, dialect), cells, strict=False)
        )
        if place != at
        and content.startswith(dialect.quote, start)
        and _needs_no_quotes(cell, dialect)
    )
    return any(_is_bare(rows, place, cell) for place, cell in needless)


def _needs_no_quotes(cell: str, dialect: Dialect) -> bool:
    special = {dialect.delimiter, dialect.quote, "\r", "\n"}
    return cell != "" and cell == cell.strip() and special.isdisjoint(cell)


def _is_bare(rows: Sequence[Sequence[str]], place: int, quoted: str) -> bool:
    """Tell whether a line has in this column, without quotes, what its row has in quotes.

    The line with the very cell that is quoted says nothing of it.
    """
    is_number = kind_of(quoted[:_LOOKED_AT]) is Kind.NUMBER
    kinds = (kind_of(row[place][:_LOOKED_AT]) for row in rows if row[place] is not quoted)
    return any(kind is not Kind.EMPTY and (kind is not Kind.NUMBER or is_number) for kind in kinds)
