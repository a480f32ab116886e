"""Find where the records of a piece of a file end, by its bytes alone.

The truth is what ``csv.reader`` makes of the same text. Pieces in which every quote stands
where it should are measured by counting; any other piece goes through ``csv.reader`` itself.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.source.dialect import Dialect

_LINE_END = re.compile(rb"\n")
_LONE_RETURN = re.compile(rb"\r(?!\n)")

_GLIMPSE = 4_096
_MANY_SEAMS = 32
"""So many quoted neighbours in the first bytes make their replacement worth its time."""

_MARK = b"\0"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Complete records: the bytes they take, how many are rows, and their physical lines."""

    size: int = 0
    rows: int = 0
    lines: int = 0


def measure(data: bytes, dialect: Dialect, *, is_end: bool) -> Stretch:
    """Measure the complete records of data that begins with a record.

    At the end of a file, what the stretch leaves over is a record whose quote is never closed.
    """
    text = _with_newlines(data, is_end=is_end)
    quote = dialect.quote.encode()
    if not quote or quote not in text:
        size = text.rfind(b"\n") + 1
        return Stretch(min(size, len(data)), *_rows_and_lines(text[:size]))
    parts = _cut_at_quotes(text, quote, dialect.delimiter.encode())
    is_open = len(parts) % 2 == 0
    outside = _outside_quotes(parts, quote, dialect.delimiter.encode(), is_open=is_open)
    if outside is None:
        return _measured_exactly(text, dialect, len(data))
    size = _last_newline_outside(text, quote, is_open=is_open) + 1
    rows, _ = _rows_and_lines(outside[: outside.rfind(b"\n") + 1])
    return Stretch(min(size, len(data)), rows, text.count(b"\n", 0, size))


def measure_first(data: bytes, dialect: Dialect, *, is_end: bool) -> Stretch:
    """Measure the first record alone; an empty stretch if it is not complete."""
    text = _with_newlines(data, is_end=is_end)
    for lines, is_row in _closed_records(text, dialect):
        return Stretch(min(_size_of(text, lines), len(data)), int(is_row), lines)
    return Stretch()


def measure_lines(data: bytes, count: int, *, is_end: bool) -> Stretch:
    """Measure up to so many complete physical lines, whatever they hold."""
    size = lines = 0
    for found in islice(_LINE_END.finditer(_with_newlines(data, is_end=is_end)), count):
        size, lines = found.end(), lines + 1
    return Stretch(min(size, len(data)), 0, lines)


def usable(data: bytes, *, is_end: bool) -> bytes:
    """Leave out a last carriage return: the line feed that belongs to it may follow."""
    return data if is_end or not data.endswith(b"\r") else data[:-1]


def _with_newlines(data: bytes, *, is_end: bool) -> bytes:
    """Write a line feed for a lone carriage return, and end the last line of the file."""
    text = usable(data, is_end=is_end)
    if b"\r" in text and text.count(b"\r") != text.count(b"\r\n"):
        text = _LONE_RETURN.sub(b"\n", text)
    if is_end and text and not text.endswith(b"\n"):
        text += b"\n"
    return text


def _cut_at_quotes(text: bytes, quote: bytes, delimiter: bytes) -> list[bytes]:
    """Split at the quotes, so that every second part lies outside; inner ones may be joined.

    Where most cells are quoted, the end of one and the beginning of the next are taken for a
    mark first: two quotes less leave all others inside or outside as they were. A mark that then
    lies outside was the inside of a cell.
    """
    seam = quote + delimiter + quote
    if text.count(seam, 0, _GLIMPSE) >= _MANY_SEAMS and _MARK not in text:
        parts = text.replace(seam, _MARK).split(quote)
        if _MARK not in b"".join(parts[::2]):
            return parts
    return text.split(quote)


def _outside_quotes(
    parts: list[bytes], quote: bytes, delimiter: bytes, *, is_open: bool
) -> bytes | None:
    """Join what lies outside quotes, with one quote for what is left out; None for quotes astray.

    No quote is astray if each opening one follows a delimiter or a line's end, and each closing
    one precedes such. What is empty between two quotes is the middle of a doubled quote.
    """
    outside = parts[::2]
    outside[0] = b"\n" + outside[0]
    if is_open:
        outside.append(b"\n")
    else:
        outside[-1] += b"\n"
    edges = delimiter + b"\n\r"
    # Where everything is quoted the parts are few different ones: a set makes it fast.
    if all(part[0] in edges and part[-1] in edges for part in set(filter(None, outside))):
        return quote.join(filter(None, outside))[1:-1]
    return None


def _last_newline_outside(text: bytes, quote: bytes, *, is_open: bool) -> int:
    """Find the last line feed with an even number of quotes before it, or -1."""
    end = len(text)
    while True:
        newline = text.rfind(b"\n", 0, end)
        if newline < 0 or is_open == (text.count(quote, newline, end) % 2 == 1):
            return newline
        # All the way back to the quote that opens, line feeds are inside.
        end = text.rfind(quote, 0, newline)
        is_open = False


def _rows_and_lines(text: bytes) -> tuple[int, int]:
    """Count the lines that are not blank, and all, in text of complete lines without quotes."""
    lines = text.split(b"\n")
    total = len(lines) - 1
    blank = 0 if all(islice(lines, total)) else lines.count(b"") - 1
    if b"\r" in text:
        blank += lines.count(b"\r")
    return total - blank, total


def _measured_exactly(text: bytes, dialect: Dialect, limit: int) -> Stretch:
    rows = lines = 0
    for lines, is_row in _closed_records(text, dialect):  # noqa: B007 - the last one counts
        rows += is_row
    return Stretch(min(_size_of(text, lines), limit), rows, lines)


def _closed_records(text: bytes, dialect: Dialect) -> Iterator[tuple[int, bool]]:
    """Give, for each complete record, the lines up to its end and whether it is a row.

    Read as Latin-1 each byte is a character, and the structure is the same in every encoding
    that is let in. One more line shows whether the last record is still open: then it swallows
    that line.
    """
    complete = text[: text.rfind(b"\n") + 1]
    total = complete.count(b"\n")
    records = dialect.records(chain(io.StringIO(complete.decode("latin-1"), newline=""), ("\n",)))
    for record in takewhile(lambda _: records.line_num <= total, records):
        yield records.line_num, bool(record)


def _size_of(text: bytes, lines: int) -> int:
    return sum(map(len, text.splitlines(keepends=True)[:lines]))
