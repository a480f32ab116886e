"""Find the least and the greatest of cells that are all numbers or all dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NUMBER_CHARACTERS = "0123456789.+-"
_DATE = re.compile(
    r"(?:\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?)?\n)+",
    re.ASCII,
)

_Least = tuple[float | str, str]


class Extent:
    """The bounds of cells that all have one form; none once a cell has another.

    ``low`` and ``high`` hold what is compared and the text of the cell.
    """

    __slots__ = ("_read", "high", "is_whole", "low")

    def __init__(self, read: Callable[[Sequence[str]], Sequence[float | str] | None]) -> None:
        self._read = read
        self.is_whole = True
        self.low: _Least | None = None
        self.high: _Least | None = None

    def add(self, cells: Sequence[str]) -> None:
        """Look at more cells, none of them blank."""
        if not self.is_whole or not cells:
            return
        values = self._read(cells)
        if values is None:
            self.is_whole = False
            self.low = self.high = None
            return
        self._take(_chosen(min, cells, values), _chosen(max, cells, values))

    def merge(self, other: Extent) -> None:
        """Add what was seen elsewhere."""
        self.is_whole = self.is_whole and other.is_whole
        if not self.is_whole:
            self.low = self.high = None
        elif other.low is not None and other.high is not None:
            self._take(other.low, other.high)

    def _take(self, low: _Least, high: _Least) -> None:
        self.low = low if self.low is None else min(self.low, low)
        self.high = high if self.high is None else max(self.high, high)


def read_numbers(cells: Sequence[str]) -> list[float] | None:
    """Read plain numbers; None if a cell is none."""
    if cells[0].strip(_NUMBER_CHARACTERS) or "".join(cells).strip(_NUMBER_CHARACTERS):
        return None
    try:
        return list(map(float, cells))
    except ValueError:
        return None


def read_dates(cells: Sequence[str]) -> Sequence[str] | None:
    """Take dates with the year first, which order as text does; None if a cell is none."""
    if not _DATE.fullmatch(f"{cells[0]}\n") or not _DATE.fullmatch("\n".join((*cells, ""))):
        return None
    return cells


def _chosen(
    choose: Callable[..., Any], cells: Sequence[str], values: Sequence[float | str]
) -> _Least:
    """Choose the bound, of equal ones by their text, so that the order of cells does not matter."""
    bound = choose(values)
    if values.count(bound) == 1:
        return bound, cells[values.index(bound)]
    return bound, choose(cell for cell, value in zip(cells, values, strict=True) if value == bound)
