"""Unwrap rows that were put whole into quotes: ``"1,""Lee, Ann"",x"`` on a line is one row."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Records(Protocol):
    """Records with the number of lines that were read for them so far, as of ``csv.reader``."""

    @property
    def line_num(self) -> int:
        """Tell how many lines were read."""

    def __iter__(self) -> Iterator[list[str]]:
        """Give the records."""

    def __next__(self) -> list[str]:
        """Give the next record."""


class Unwrapped:
    """Records of which each single cell is cut once more, as far as it holds one record."""

    __slots__ = ("_cut", "_outer")

    def __init__(self, outer: Records, cut: Callable[[Iterable[str]], Records]) -> None:
        self._outer = outer
        self._cut = cut

    @property
    def line_num(self) -> int:
        """Tell how many lines were read."""
        return self._outer.line_num

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        record = next(self._outer)
        if len(record) != 1:
            # Some tools wrap only the rows that need quotes.
            return record
        inner = list(self._cut(io.StringIO(record[0], newline="")))
        return inner[0] if len(inner) == 1 else record
