"""What each row of a file is, of a few kinds, until the end tells which of them are meant.

Rows lie compressed, part by part: neighbours are mostly alike, so that millions take little room.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from klaviyo_gui.core.row_numbers import bits_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_QUICKEST = 1


def packed(kinds: bytes) -> bytes:
    """Return the kinds of the rows of a part, as they are kept and travel between processes."""
    return zlib.compress(kinds, _QUICKEST) if kinds else b""


def unpacked(kept: bytes) -> bytes:
    """Return the kinds of the rows of a part."""
    return zlib.decompress(kept) if kept else b""


class RowKinds:
    """Gathers the parts of a file."""

    def __init__(self) -> None:
        self._parts: list[tuple[int, bytes]] = []

    def add(self, first: int, kept: bytes) -> None:
        """Take the packed kinds of a part that begins with this row."""
        if kept:
            self._parts.append((first, kept))

    def chosen(self, flags: Callable[[bytes], bytes]) -> Iterator[tuple[int, bytes]]:
        """Yield the first row of each part with a bit for each of its rows that is meant.

        ``flags`` gets the kinds of a part, and returns a byte for each row: 1 where it is meant.
        """
        for first, kept in self._parts:
            yield first, bits_of(flags(unpacked(kept)))
