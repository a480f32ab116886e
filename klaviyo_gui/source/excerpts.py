"""Take whole lines from several places of a file, so that its size costs nothing."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = 256 * 1024
"""Bytes from the beginning, and the size up to which a file is looked at as a whole."""

_PLACES = 8
_PIECE = 32 * 1024
_COUNTED = 16 * 1024 * 1024

_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Whole lines that begin at ``offset`` of a file.

    ``line`` is the number of the first, from 1, or None where nobody counted so far. With
    ``is_end`` the file ends here, and so may do without a last line end.
    """

    data: bytes
    offset: int = 0
    line: int | None = 1
    is_end: bool = True

    def lines(self) -> Iterator[tuple[int | None, bytes]]:
        """Give each line without its end, and its number if that is known."""
        for at, line in enumerate(_LINE_END.split(self.data)):
            yield (None if self.line is None else self.line + at), line


def excerpt_of(head: bytes, *, is_whole: bool) -> Excerpt:
    """Make an excerpt of a file's beginning, without the line that the head cuts."""
    return Excerpt(head if is_whole else _without_cut_line(head), is_end=is_whole)


def excerpts(file: BinaryIO, *, is_counted: bool = True) -> tuple[Excerpt, ...]:
    """Read the beginning of a file, its end, and some places between.

    Lines are counted up to 16 MB, which takes some milliseconds, if anybody wants to know.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(HEAD)
    found = [excerpt_of(head, is_whole=len(head) >= size)]
    room = max(size - HEAD, 0) // _PLACES
    places = (size - room * rest for rest in range(_PLACES - 1, 0, -1))
    starts = [*places, size - _PIECE] if room > 2 * _PIECE else range(HEAD, size, _PIECE)
    for start in starts:
        piece = _piece(file, start, size)
        if piece is not None:
            found.append(piece)
    return tuple(_numbered(file, found) if is_counted else found)


def _piece(file: BinaryIO, start: int, size: int) -> Excerpt | None:
    # From one byte before, so that a line that begins at the place is taken whole.
    file.seek(start - 1)
    data = file.read(_PIECE + 1)
    is_end = start + _PIECE >= size
    first = _LINE_END.search(data, 0, len(data) - 1)
    if first is None:
        return None
    body = data[first.end() :]
    return Excerpt(
        body if is_end else _without_cut_line(body), start - 1 + first.end(), None, is_end
    )


def _without_cut_line(data: bytes) -> bytes:
    end = 1 + max(data.rfind(b"\n"), data.rfind(b"\r"))
    return data[:end] or data


def _numbered(file: BinaryIO, found: list[Excerpt]) -> Iterator[Excerpt]:
    """Count the lines between excerpts as far as it is quick."""
    line = 1
    yield found[0]
    for before, piece in pairwise(found):
        if piece.offset > _COUNTED:
            yield piece
            continue
        file.seek(before.offset)
        between = file.read(piece.offset - before.offset)
        line += between.count(b"\n") + between.count(b"\r") - between.count(b"\r\n")
        yield Excerpt(piece.data, piece.offset, line, piece.is_end)
