"""Suspect rows of which quotes may have made something else than was meant."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code
from klaviyo_gui.source.line_count import line_ends_of
from klaviyo_gui.source.quotes import astray, has_astray
from klaviyo_gui.source.regular import is_regular, line_ends, regular_lines
from klaviyo_gui.source.swallowed import swallowing
from klaviyo_gui.source.unopened import begins_inside, maybe_inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.reader import Rows

_QUOTE = '"'


def suspects(
    raw: bytes, dialect: Dialect, rows: Rows, first_line: int, after: bytes = b""
) -> dict[int, str]:
    """Give the cause for each suspected row, by its index, of rows read from this raw text.

    ``after`` is the beginning of what follows in the file: it may show what was wrong before.
    """
    if not rows.cells or dialect.line_feed:
        # Where line feeds are spelled, the text is a copy that this program wrote.
        return {}
    if not dialect.quote:
        return _with_quotes_as_text(rows.cells, dialect) if _QUOTE.encode() in raw else {}
    is_quoted = dialect.quote.encode() in raw
    is_damaged = is_quoted and has_astray(raw, dialect)
    text = raw.decode("latin-1") if is_damaged else ""
    astray_in = _with_quotes_astray(text, dialect, rows, first_line) if is_damaged else {}
    several = list(_several_lines_each(rows)) if is_quoted else []
    found = dict(_of_several_lines(several, raw, dialect, rows, first_line))
    if found and set(astray_in.values()) <= {Code.QUOTE_ASTRAY}:
        found = _irregular(found, several, dialect, rows)
    if is_damaged or begins_inside(after.decode("latin-1"), dialect):
        text = text or raw.decode("latin-1")
        beside = text + after.decode("latin-1")
        for at in _beside_lost_quotes(beside, len(text), dialect, rows, first_line):
            found[at] = Code.LINES_SWALLOWED if _spans(rows.cells[at]) else Code.QUOTE_LOST
        swallowed = (at for at, cause in found.items() if cause == Code.LINES_SWALLOWED)
        found |= astray_in | dict.fromkeys(swallowed, Code.LINES_SWALLOWED)
    return found


def _with_quotes_as_text(cells: Sequence[Sequence[str]], dialect: Dialect) -> dict[int, str]:
    """Find cells that would be quoted, had the file not seemed to quote nothing.

    Who said that it quotes nothing has answered for a quote that is left open.
    """
    found: dict[int, str] = {}
    for at, row in enumerate(cells):
        begun = [cell for cell in row if cell.startswith(_QUOTE)]
        if begun:
            is_odd = any(cell.count(_QUOTE) % 2 for cell in begun)
            is_open = is_odd and not dialect.is_quote_told
            found[at] = Code.QUOTE_OPEN if is_open else Code.QUOTE_KEPT
    return found


def _irregular(
    found: dict[int, str], several: Sequence[int], dialect: Dialect, rows: Rows
) -> dict[int, str]:
    """Leave out the mere doubts of rows whose cells of several lines are as they are as a rule.

    Lines that look like rows of the table stay held, whatever the other cells of the column hold.
    """
    delimiter = dialect.delimiter
    regular = regular_lines((rows.cells[at] for at in several), delimiter)
    return {
        at: cause
        for at, cause in found.items()
        if cause != Code.LINES_DOUBTFUL or not is_regular(rows.cells[at], regular, delimiter)
    }


def _of_several_lines(
    several: Iterable[int], raw: bytes, dialect: Dialect, rows: Rows, first_line: int
) -> Iterator[tuple[int, str]]:
    """Judge the rows with a cell of several lines by their cells, and if need be by their text."""
    lines = rows.lines

    @cache
    def starts() -> list[int]:
        # Without its end, the last line may be cut.
        return [0, *(found.end() for found in re.finditer(rb"\r\n|\r|\n", raw)), len(raw)]

    for at in several:

        def text(at: int = at) -> str:
            stop = lines[at + 1] - first_line if at + 1 < len(lines) else -1
            return raw[starts()[lines[at] - first_line] : starts()[stop]].decode("latin-1")

        cause = swallowing(rows.cells[at], dialect, text)
        if cause is not None:
            yield at, cause


def _several_lines_each(rows: Rows) -> Iterator[int]:
    lines, last = rows.lines, len(rows) - 1
    if lines[-1] - lines[0] != last:
        yield from (at for at in range(last) if lines[at + 1] - lines[at] > 1)
    yield last


def _spans(cells: Sequence[str]) -> bool:
    return any(map(line_ends, cells))


def _beside_lost_quotes(
    text: str, size: int, dialect: Dialect, rows: Rows, first_line: int
) -> Iterator[int]:
    """Give the rows that end in a stretch that may lie inside quotes, in the first ``size``."""
    stretches = [each for each in maybe_inside(text, dialect) if each[0] < size]
    line, end = first_line, 0
    count = line_ends_of(text)
    for start, stop in reversed(stretches):
        line += count(end, start)
        ended = count(start, min(stop, size))
        yield from {bisect_right(rows.lines, line + each) - 1 for each in range(ended)} - {-1}
        line, end = line + ended, min(stop, size)


def _with_quotes_astray(text: str, dialect: Dialect, rows: Rows, first_line: int) -> dict[int, str]:
    """Find cells with quotes where none should stand; several lines met a quote of another cell."""
    found: dict[int, str] = {}
    line, end = first_line, 0
    count = line_ends_of(text)
    for code, record, _ in astray(text, dialect):
        line += count(end, record)
        end = record
        at = bisect_right(rows.lines, line) - 1
        is_worse = code == Code.TEXT_AFTER_QUOTE or at not in found
        if code == Code.TEXT_AFTER_QUOTE and _spans(rows.cells[at]):
            found[at] = Code.LINES_SWALLOWED
        elif is_worse and found.get(at) != Code.LINES_SWALLOWED:
            found[at] = code
    return found
