"""Find out how the columns of a file write dates and numbers, for what is judged of the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.sources import source_reader
from klaviyo_gui.source.profile import by_column
from klaviyo_gui.source.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.mapping import Joined
    from klaviyo_gui.core.styles import Written


class Deciding:
    """Gathers the writing of every column, as profiles do, and nothing else of them.

    Parts of a file may be gathered apart, also in other processes, and merged in any order.
    ``joined`` are columns whose texts are looked at together, too.
    """

    def __init__(self, header: Sequence[str], joined: Sequence[Joined] = ()) -> None:
        self._header = tuple(header)
        self._columns = [Writing() for _ in header]
        self._joined = {source: Writing() for source in joined}

    def add(self, cells: Sequence[Sequence[str]]) -> None:
        """Look at more rows."""
        for column, values in zip(self._columns, by_column(cells, len(self._header)), strict=True):
            column.add(set(values))
        self.add_joined(cells)

    def add_joined(self, cells: Sequence[Sequence[str]]) -> None:
        """Look at what joined columns make of more rows, and at nothing else."""
        if not self._joined:
            return
        width = len(self._header)
        rows = [row for row in cells if len(row) == width]
        for source, column in self._joined.items():
            column.add(set(map(source_reader(source, self._header), rows)))

    def merge(self, other: Deciding) -> None:
        """Add what was seen in another part of the same file."""
        for column, more in zip(self._columns, other._columns, strict=True):
            column.merge(more)
        for source, joined in self._joined.items():
            joined.merge(other._joined[source])

    def all(self) -> Iterator[tuple[str, Written]]:
        """Yield how each column is written."""
        for name, column in zip(self._header, self._columns, strict=True):
            yield name, column.written

    def all_joined(self) -> Iterator[tuple[Joined, Written]]:
        """Yield how joined columns are written together."""
        for source, column in self._joined.items():
            yield source, column.written


def with_written(judged: Judged, written: Iterable[tuple[str, Written]], size: int) -> Judged:
    """Return the judgement of a file of so many bytes with what its columns prove."""
    deciding = tuple((name, each) for name, each in written if each.dates.only or each.numbers.only)
    return replace(judged, written=deciding, size=size)
