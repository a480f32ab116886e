"""Tell why a row does not end: a quote that is never closed, or simply too much in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core.errors import QuoteUnclosed, RowTooLarge, RowUnending
from klaviyo_gui.source.opening import opened

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from klaviyo_gui.source.dialect import Dialect

_PIECE = 256 * 1024

_LONG = 256 * 1024
"""Bytes of a cell from which text behind its quote shows that the quote belongs to another."""


def unending(path: Path, dialect: Dialect, offset: int, line: int, limit: int) -> RowUnending:
    """Read on from where a row begins, in memory that does not grow, to see how it ends.

    A quote may be closed, after more than a row may hold, by one that opens another cell: then
    text follows it, and it is called unclosed as well.
    """
    with opened(path) as file:
        file.seek(offset)
        walk = _Walk(file, dialect, line)
        while walk.step():
            pass
    if walk.quote_line:
        return QuoteUnclosed(path, walk.quote_line, line)
    if walk.size <= limit:
        # Nothing but an escape character at the very end keeps a row from ending.
        return QuoteUnclosed(path, line, line)
    return RowTooLarge(path, line, line, size=walk.size)


class _Patterns(NamedTuple):
    outside: re.Pattern[bytes]
    inside: re.Pattern[bytes]


@lru_cache(maxsize=16)
def _patterns(delimiter: str, quote: str, escape: str) -> _Patterns:
    """Match outside quotes what ends a row or opens a cell, and inside all up to the end."""
    edge, mark, escaped = (re.escape(each.encode()) for each in (delimiter, quote, escape))
    opens = rb"|(?P<opens>" + edge + mark + rb")" if quote else b""
    skips = rb"|" + escaped + rb"." if escape else b""
    plain = rb"[^" + mark + escaped + rb"]++" if quote else rb"."
    return _Patterns(
        re.compile(rb"(?P<ends>[\r\n])" + opens + skips, re.DOTALL),
        re.compile(rb"(?:" + plain + rb"|" + mark + mark + skips + rb")*+", re.DOTALL),
    )


class _Walk:
    """Goes through one row piece by piece, in and out of quotes.

    ``quote_line`` is the line of the quote that is open, or 0; ``size`` counts the bytes passed.
    """

    def __init__(self, file: BinaryIO, dialect: Dialect, line: int) -> None:
        self.size = 0
        self.quote_line = 0
        self._file = file
        self._edges = f"{dialect.delimiter}\r\n".encode()
        self._quote = dialect.quote.encode()
        self._patterns = _patterns(dialect.delimiter, dialect.quote, dialect.escape)
        self._line = line
        self._opened_at = 0
        self._at = 0
        self._data = b""
        self._is_end = False
        self._read()
        if self._quote and self._data.startswith(self._quote):
            self._open(1)

    def step(self) -> bool:
        """Go on to the next quote or the next piece; False at the end of row, file or patience."""
        return self._inside() if self.quote_line else self._outside()

    def _outside(self) -> bool:
        found = self._patterns.outside.search(self._data, self._at)
        if found is None:
            # A separator at the end may stand before a quote.
            self._pass(max(len(self._data) - (not self._is_end), self._at))
            return self._read()
        if found.lastgroup == "ends":
            self._pass(found.start())
            return False
        if found.lastgroup == "opens":
            self._open(found.end())
        else:
            self._pass(found.end())
        return True

    def _inside(self) -> bool:
        found = self._patterns.inside.match(self._data, self._at)
        self._pass(found.end() if found else self._at)
        closes = self._data.startswith(self._quote, self._at)
        neighbour = self._data[self._at + 1 : self._at + 2]
        if not closes or (not neighbour and not self._is_end):
            return self._read()
        is_long = self.size - self._opened_at > _LONG
        if is_long and neighbour and neighbour not in self._edges:
            return False
        self._pass(self._at + 1)
        self.quote_line = 0
        return True

    def _open(self, end: int) -> None:
        self._pass(end)
        self._opened_at = self.size
        self.quote_line = self._line

    def _pass(self, end: int) -> None:
        at, data = self._at, self._data
        returns = data.count(b"\r", at, end) - data.count(b"\r\n", at, end)
        self._line += data.count(b"\n", at, end) + returns
        self.size += end - at
        self._at = end

    def _read(self) -> bool:
        """Read the next piece; False if there is none."""
        if self._is_end:
            return False
        more = self._file.read(_PIECE)
        self._is_end = len(more) < _PIECE
        while more.endswith(b"\r") and (following := self._file.read(1)):
            # The line feed that belongs to it stays with it.
            more += following
        self._data = self._data[self._at :] + more
        self._at = 0
        return True
