"""Find quotes that stand where no quote should stand, in the raw text.

The reader takes them as they come, so its cells no longer show them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.source.dialect import Dialect


def cell_starts(line: str, dialect: Dialect) -> list[int]:
    """Find where the cells of one line begin; of a record that spans lines, of its first line."""
    text = without_escapes(line, dialect)
    starts = [0]
    at = 0
    while True:
        if dialect.quote and text.startswith(dialect.quote, at):
            at = _closing(text, at, dialect.quote)
        at = text.find(dialect.delimiter, at) + 1
        if at == 0:
            return starts
        starts.append(at)


def has_astray(raw: bytes, dialect: Dialect) -> bool:
    """Tell quickly whether any quote of complete records stands neither at an edge of a cell."""
    if not dialect.quote:
        return False
    escape = dialect.escape.encode()
    if not escape and _is_all_quoted(raw, dialect):
        return False
    if escape and escape in raw:
        raw = re.sub(re.escape(escape) + b"(?:\r\n|.)", b"__", raw, flags=re.DOTALL)
    parts = raw.split(dialect.quote.encode())
    if len(parts) % 2 == 0:
        return True
    outside = parts[::2]
    outside[0] = b"\n" + outside[0]
    outside[-1] += b"\n"
    edges = dialect.delimiter.encode() + b"\n\r"
    # What is empty between two quotes is the middle of a doubled quote.
    return not all(part[0] in edges and part[-1] in edges for part in set(filter(None, outside)))


def _is_all_quoted(raw: bytes, dialect: Dialect) -> bool:
    """Tell whether every quote is at the edge of the text or in a seam of two quoted cells.

    Each quote that opens is then followed by one that closes, and that by one that opens.
    """
    quote = dialect.quote.encode()
    raw = raw.rstrip(b"\r\n")
    if not (len(raw) > 1 and raw.startswith(quote) and raw.endswith(quote)):
        return False
    rest = raw[1:-1]
    between = [dialect.delimiter.encode(), b"\n", *([b"\r\n", b"\r"] if b"\r" in raw else [])]
    for each in between:
        # Taken out one after the other, no two of them share a quote.
        rest = rest.replace(quote + each + quote, b"_")
    return quote not in rest


def astray(text: str, dialect: Dialect) -> Iterator[tuple[str, int, int]]:
    """Give every cell with such a quote as (code, start of its record, place of the damage)."""
    if not dialect.quote:
        return
    text = without_escapes(text, dialect)
    at = record = 0
    outside: list[tuple[int, int]] = []
    for found in cells_with_quotes(dialect.delimiter, dialect.quote).finditer(text):
        start, stop = found.span()
        outside.append((at, start))
        at = stop
        kind = found.lastgroup
        if kind == "proper":
            continue
        record = _record_start(text, outside, record)
        outside.clear()
        # The rest of such a cell is unquoted, and its quotes are characters like any other.
        if kind == "bare":
            yield Code.QUOTE_ASTRAY, record, start
        else:
            yield Code.TEXT_AFTER_QUOTE, record, found.end("after")


@lru_cache(maxsize=16)
def cells_with_quotes(delimiter: str, quote: str) -> re.Pattern[str]:
    """Match every cell that holds a quote, from its first quote to its end.

    The group tells of which kind it is: ``proper`` is quoted, ``after`` has text behind the quote
    that closes, and ``bare`` does not begin with a quote. One that is never closed is proper.
    """
    edge, mark = rf"[{re.escape(delimiter)}\r\n]", re.escape(quote)
    inside = rf"[^{edge[1:]}"
    inner, rest = f"(?:[^{mark}]++|{mark}{mark})*+", f"{inside}*+"
    # One literal character first: only that is searched for at the speed of memory.
    return re.compile(
        f"{mark}(?:(?<!{inside}{mark}){inner}"
        rf"(?:(?:{mark}(?={edge}|\Z)|\Z)(?P<proper>)|{mark}(?P<after>){rest})|(?P<bare>){rest})"
    )


def without_escapes(text: str, dialect: Dialect) -> str:
    """Hide escaped characters; nothing else changes its place."""
    if not dialect.escape or dialect.escape not in text:
        return text
    escaped = re.compile(re.escape(dialect.escape) + "(?:\r\n|.)", re.DOTALL)
    return escaped.sub(lambda found: "_" * len(found[0]), text)


def _record_start(text: str, outside: Sequence[tuple[int, int]], before: int) -> int:
    """Find where the record begins at the end of stretches that are outside quotes."""
    for start, stop in reversed(outside):
        newline = max(text.rfind("\n", start, stop), text.rfind("\r", start, stop))
        if newline >= 0:
            return newline + 1
    return before


def _closing(text: str, opening: int, quote: str) -> int:
    """Find the quote that closes; the end of the text if none does."""
    at = text.find(quote, opening + 1)
    while at >= 0 and text.startswith(quote, at + 1):
        at = text.find(quote, at + 2)
    return at if at >= 0 else len(text)
