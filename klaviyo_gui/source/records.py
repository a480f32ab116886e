"""Find where the records of a piece of a file end, by its bytes alone.

The truth is what ``csv.reader`` makes of the same text. Pieces in which every quote stands
where it should are measured by counting; any other piece goes through ``csv.reader`` itself.
Only primitives that walk bytes in C are used; the benchmark of the index tells what they yield.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.source.dialect import Dialect

_LINE_END = re.compile(rb"\n")
_LONE_RETURN = re.compile(rb"\r(?!\n)")

_GLIMPSE = 4_096
_MANY_SEAMS = 16
"""So many quoted neighbours in the first bytes make their replacement worth its time."""

_MARK = b"\0"
_PLAIN = b"\x80"
"""A byte that never is a delimiter, a quote or a line's end."""


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
    lined = _with_line_feeds(data, is_end=is_end)
    text = _without_escapes(lined, dialect)
    if is_end and text and not text.endswith(b"\n"):
        text += b"\n"
    quote = dialect.quote.encode()
    if not quote or quote not in text:
        size = text.rfind(b"\n") + 1
        rows, lines = _rows_and_lines(text[:size])
    else:
        delimiter = dialect.delimiter.encode()
        parts, is_open = _parts_outside(text, quote, delimiter)
        outside = _outside_quotes(parts, quote, delimiter, is_open=is_open)
        if outside is None:
            return _measured_exactly(lined, dialect, is_end=is_end)
        size = _last_newline_outside(text, quote, is_open=is_open) + 1
        rows, _ = _rows_and_lines(outside[: outside.rfind(b"\n") + 1])
        lines = text.count(b"\n", 0, size)
    size = min(size, len(lined))
    if _PLAIN in text:
        # An escape character may have hidden the ends of lines.
        lines = _lines(lined[:size])
    return Stretch(size, rows, lines)


def measure_first(data: bytes, dialect: Dialect, *, is_end: bool) -> Stretch:
    """Measure the first record alone; an empty stretch if it is not complete."""
    lined = _with_line_feeds(data, is_end=is_end)
    for lines, is_row in _closed_records(lined, dialect, is_end=is_end):
        return Stretch(_size_of(lined, lines), int(is_row), lines)
    return Stretch()


def measure_lines(data: bytes, count: int, *, is_end: bool) -> Stretch:
    """Measure up to so many complete physical lines, whatever they hold."""
    lined = _with_line_feeds(data, is_end=is_end)
    size = lines = 0
    for found in islice(_LINE_END.finditer(lined), count):
        size, lines = found.end(), lines + 1
    if is_end and lines < count and size < len(lined):
        size, lines = len(lined), lines + 1
    return Stretch(size, 0, lines)


def usable(data: bytes, *, is_end: bool) -> bytes:
    """Leave out a last carriage return: the line feed that belongs to it may follow."""
    return data if is_end or not data.endswith(b"\r") else data[:-1]


def _with_line_feeds(data: bytes, *, is_end: bool) -> bytes:
    """Write a line feed for a lone carriage return."""
    text = usable(data, is_end=is_end)
    if b"\r" in text and _LONE_RETURN.search(text):
        return _LONE_RETURN.sub(b"\n", text)
    return text


def _without_escapes(text: bytes, dialect: Dialect) -> bytes:
    """Write plain bytes, as many, for whatever an escape character takes the meaning from."""
    escape = dialect.escape.encode()
    if not escape or escape not in text:
        return text
    found = _escaped(escape, dialect.delimiter.encode(), dialect.quote.encode())
    return found.sub(lambda match: _PLAIN * len(match[0]), text)


@lru_cache(maxsize=16)
def _escaped(escape: bytes, delimiter: bytes, quote: bytes) -> re.Pattern[bytes]:
    special = re.escape(escape + delimiter + quote)
    return re.compile(re.escape(escape) + rb"(?:\r\n|[" + special + rb"\n])")


def _parts_outside(text: bytes, quote: bytes, delimiter: bytes) -> tuple[list[bytes], bool]:
    """Split at the quotes and keep what lies outside; tell whether the last quote is open.

    Where most cells are quoted, the end of one and the beginning of the next are overwritten
    first: two quotes less leave all others inside or outside as they were. What was overwritten
    and then lies outside was the inside of a cell. The size stays, as that is twice as fast.
    """
    seam = quote + delimiter + quote
    if text.count(seam, 0, _GLIMPSE) >= _MANY_SEAMS and _MARK not in text:
        parts = text.replace(seam, _MARK * 3).split(quote)
        is_open = len(parts) % 2 == 0
        del parts[1::2]
        if _MARK not in b"".join(parts):
            return parts, is_open
    parts = text.split(quote)
    is_open = len(parts) % 2 == 0
    del parts[1::2]
    return parts, is_open


def _outside_quotes(
    outside: list[bytes], quote: bytes, delimiter: bytes, *, is_open: bool
) -> bytes | None:
    """Join what lies outside quotes, with one quote for what is left out; None for quotes astray.

    No quote is astray if each opening one follows a delimiter or a line's end, and each closing
    one precedes such. What is empty between two quotes is the middle of a doubled quote.
    """
    outside[0] = b"\n" + outside[0]
    if is_open:
        outside.append(b"\n")
    else:
        outside[-1] += b"\n"
    joined = quote.join(filter(None, outside))
    return None if _astray(delimiter, quote).search(joined) else joined[1:-1]


@lru_cache(maxsize=16)
def _astray(delimiter: bytes, quote: bytes) -> re.Pattern[bytes]:
    """Find, where one quote stands for each quoted cell, one that has a neighbour."""
    mark, edges = re.escape(quote), b"[" + re.escape(delimiter) + b"\n\r]"
    # One literal byte first: only that is searched for at the speed of memory.
    return re.compile(mark + b"(?:(?!" + edges + b")|(?<!" + edges + mark + b"))")


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
    """Count the lines that are not blank, and all, in complete lines without quotes."""
    lines = text.split(b"\n")
    lines.pop()
    blank = 0 if all(lines) else lines.count(b"")
    if b"\r" in text:
        blank += lines.count(b"\r")
    return len(lines) - blank, len(lines)


def _lines(text: bytes) -> int:
    """Count physical lines; the last may lack its end."""
    return text.count(b"\n") + (not text.endswith(b"\n") and text != b"")


def _measured_exactly(lined: bytes, dialect: Dialect, *, is_end: bool) -> Stretch:
    rows = lines = 0
    for lines, is_row in _closed_records(lined, dialect, is_end=is_end):  # noqa: B007 - the last counts
        rows += is_row
    return Stretch(_size_of(lined, lines), rows, min(lines, _lines(lined)))


def _closed_records(lined: bytes, dialect: Dialect, *, is_end: bool) -> Iterator[tuple[int, bool]]:
    """Give, for each complete record, the lines up to its end and whether it is a row.

    Read as Latin-1 each byte is a character, and the structure is the same in every encoding
    that is let in. One more line shows whether the last record is still open: then it swallows
    that line.
    """
    complete = _ended(lined, dialect) if is_end else lined[: lined.rfind(b"\n") + 1]
    total = _lines(complete)
    lines = (line.decode("latin-1") for line in io.BytesIO(complete))
    records = dialect.records(chain(lines, ("\n",)))
    for record in takewhile(lambda _: records.line_num <= total, records):
        yield records.line_num, bool(record)


def _ended(lined: bytes, dialect: Dialect) -> bytes:
    """Put a line's end to the end of a file, unless an escape character would take it away."""
    if _without_escapes(lined, dialect).endswith(b"\n"):
        return lined
    ended = lined + b"\n"
    is_taken = not _without_escapes(ended, dialect).endswith(b"\n")
    return lined if is_taken else ended


def _size_of(text: bytes, lines: int) -> int:
    return sum(map(len, islice(io.BytesIO(text), lines)))
