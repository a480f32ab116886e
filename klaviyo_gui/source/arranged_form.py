"""How arranged rows are written to disk, and read again: by whichever process does it, the same."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ENCODING = "utf-8"
_ANY = "surrogatepass"
"""Bytes that were no text in the user's file are kept as the halves of letters they became."""


def written(rows: Iterable[Sequence[str]]) -> list[bytes]:
    """Return each of these rows as it is kept."""
    sink: list[str] = []
    # A return by itself is put in quotes only where it is a part of what ends a row.
    csv.writer(_Sink(sink), lineterminator="\r\n").writerows(rows)
    return [line.encode(_ENCODING, _ANY) for line in sink]


def decoded(raw: bytes) -> tuple[str, bool]:
    """Return the text of kept rows, and whether all of it was text in the user's file."""
    try:
        return raw.decode(_ENCODING), True
    except UnicodeDecodeError:
        return raw.decode(_ENCODING, _ANY), False


def records_in(text: str) -> list[list[str]]:
    """Return the rows of a text."""
    return list(csv.reader(io.StringIO(text, newline="")))


class _Sink:
    """Takes what the csv module writes, row by row."""

    __slots__ = ("write",)

    def __init__(self, rows: list[str]) -> None:
        self.write = rows.append
