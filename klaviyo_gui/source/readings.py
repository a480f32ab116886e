"""Show the lines of a file that two readings of it tell differently."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.source.encoding import mark_size
from klaviyo_gui.source.header import numbered_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.excerpts import Excerpt

_LINE_END = re.compile(r"\r\n|\n|\r")
_LINES = 3
_WIDTH = 160
_CONTEXT = 40
_GLIMPSE, _COMPARED = 60, 20_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A real line of the file, as each of several candidates reads it.

    ``line`` is its number, None if that was not counted. ``readings`` holds for each candidate
    the cells that it makes of the line, or for encodings the text around the first difference.
    """

    line: int | None
    readings: tuple[tuple[str, ...], ...]


def texts_of(excerpts: Iterable[Excerpt], encodings: Sequence[str]) -> tuple[Reading, ...]:
    """Give the first lines of which these encodings make different text."""
    found: dict[tuple[tuple[str, ...], ...], Reading] = {}
    seen: set[bytes] = set()
    for excerpt in excerpts if len(encodings) > 1 else ():
        if excerpt.data.isascii():
            continue
        for number, line in excerpt.lines():
            if line in seen or line.isascii():
                continue
            seen.add(line)
            texts = [line.decode(each, "replace") for each in encodings]
            if len(set(texts)) > 1:
                shown = tuple((part,) for part in _around_difference(texts))
                found.setdefault(shown, Reading(number, shown))
            if len(found) == _LINES:
                return tuple(found.values())
    return tuple(found.values())


def lines_of(texts: Sequence[str], first_line: int | None) -> tuple[Reading, ...]:
    """Give the first lines in which whole texts differ that begin in one line of the file."""
    found: list[Reading] = []
    every = zip(*(_LINE_END.split(text) for text in texts), strict=False)
    for at, lines in enumerate(every):
        if len(set(lines)) > 1:
            number = None if first_line is None else first_line + at
            found.append(Reading(number, tuple((part,) for part in _around_difference(lines))))
        if len(found) == _LINES:
            break
    return tuple(found)


def _around_difference(texts: Sequence[str]) -> Iterator[str]:
    columns = zip(*texts, strict=False)
    first = next((at for at, each in enumerate(columns) if len(set(each)) > 1), 0)
    start = max(first - _CONTEXT, 0)
    return (text[start : start + _WIDTH] for text in texts)


def cells_of(excerpts: Iterable[Excerpt], dialects: Sequence[Dialect]) -> tuple[Reading, ...]:
    """Give the first lines that begin a record which these dialects cut differently."""
    pieces = tuple(excerpts)
    # Where dialects differ, mostly the first lines tell.
    found = _differing(pieces, dialects, _GLIMPSE)
    return found if len(found) == _LINES else _differing(pieces, dialects, _COMPARED)


def _differing(
    excerpts: Sequence[Excerpt], dialects: Sequence[Dialect], limit: int
) -> tuple[Reading, ...]:
    found: list[Reading] = []
    for excerpt in excerpts:
        records = [_by_line(excerpt, dialect, limit) for dialect in dialects]
        for line in records[0]:
            cells = tuple(each.get(line, ()) for each in records)
            if len(set(cells)) > 1 and _is_within(line, records, limit):
                number = None if excerpt.line is None else excerpt.line + line
                found.append(Reading(number, cells))
            if len(found) == _LINES:
                return tuple(found)
    return tuple(found)


def _is_within(line: int, records: Sequence[dict[int, tuple[str, ...]]], limit: int) -> bool:
    """Tell whether every dialect was read as far as this line."""
    return all(len(each) < limit or line <= max(each) for each in records)


def headers_of(text: str, dialects: Sequence[Dialect], line: int) -> tuple[Reading, ...]:
    """Give the columns' names and the first row as each choice of a header line has them.

    ``text`` begins in this line. The first reading is of the names, with the line of the one that
    is a header in the file, and the second of the first row.
    """
    lines = io.StringIO(text, newline="").readlines()
    tops = [_top_of(lines[each.top_line - line :], each) for each in dialects]
    names, rows = zip(*tops, strict=True)
    header_line = next((each.header_line for each in dialects if each.header_line), None)
    return (Reading(header_line, names), Reading(None, rows))


def _top_of(lines: Sequence[str], dialect: Dialect) -> tuple[tuple[str, ...], tuple[str, ...]]:
    records = (tuple(record) for record in dialect.records(lines) if record)
    first = next(records, ())
    if dialect.header_line:
        return first, next(records, ())
    return numbered_names([first]), first


def _by_line(excerpt: Excerpt, dialect: Dialect, limit: int) -> dict[int, tuple[str, ...]]:
    """Read an excerpt into records, by the line of the excerpt that each begins in, from 0."""
    data = excerpt.data[mark_size(excerpt.data) :] if excerpt.offset == 0 else excerpt.data
    text = data.decode(dialect.encoding, "replace")
    reader = dialect.records(io.StringIO(text, newline=""))
    found, line = {}, 0
    for record in reader:
        if record:
            found[line] = tuple(record)
        line = reader.line_num
        if len(found) == limit:
            break
    return found
