"""Find out how the columns of a file write dates and numbers, for what is judged of the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.source.profile import by_column
from klaviyo_gui.source.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.styles import Written


class Deciding:
    """Gathers the writing of every column, as profiles do, and nothing else of them.

    Parts of a file may be gathered apart, also in other processes, and merged in any order.
    """

    def __init__(self, header: Sequence[str]) -> None:
        self._header = tuple(header)
        self._columns = [Writing() for _ in header]

    def add(self, cells: Sequence[Sequence[str]]) -> None:
        """Look at more rows."""
        for column, values in zip(self._columns, by_column(cells, len(self._header)), strict=True):
            filled = [value for value in set(values) if value and not value.isspace()]
            if filled:
                column.add(filled)

    def merge(self, other: Deciding) -> None:
        """Add what was seen in another part of the same file."""
        for column, more in zip(self._columns, other._columns, strict=True):
            column.merge(more)

    def all(self) -> Iterator[tuple[str, Written]]:
        """Yield how each column is written."""
        for name, column in zip(self._header, self._columns, strict=True):
            yield name, column.written


def with_written(judged: Judged, written: Iterable[tuple[str, Written]], size: int) -> Judged:
    """Return the judgement of a file of so many bytes with what its columns prove."""
    deciding = tuple((name, each) for name, each in written if each.dates.only or each.numbers.only)
    return replace(judged, written=deciding, size=size)
