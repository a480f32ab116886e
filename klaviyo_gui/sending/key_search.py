"""Find out by which columns two files are joined: texts of the one are looked for in the other."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core.key_proposal import KeyProposal, Overlaps, Wanted, wanted_texts
from klaviyo_gui.sending.judging import TASK_BYTES
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.reader import read_range

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Index, Range
    from klaviyo_gui.source.table import CsvFile

_SPREAD = 8
"""Places of the first file that are looked at beside its head, at equal distances."""

_ROWS_EACH = 100
"""Rows of each of them, and of the head: many files begin with what is rare further down."""


class LookTask(NamedTuple):
    """A part of the second file, and what to look for in it."""

    path: Path
    dialect: Dialect
    range: Range
    width: int
    wanted: Wanted


def look_for(task: LookTask) -> tuple[int, Overlaps]:
    """Return where a part ends, and which texts stand in it; called in a worker."""
    found = Overlaps(task.width)
    found.add(read_range(task.path, task.dialect, task.range).cells, task.wanted)
    return task.range.stop, found


class KeySearch:
    """Looks through the second file, giving the bytes that are done; then ``proposals`` are there.

    Texts are taken from the head of the first file and from places all over it; all rows of the
    second are looked at. ``proposals`` is None when asked to stop. Raises FileChanged when one of
    the files is no longer the one that was opened.
    """

    def __init__(
        self, file: CsvFile, index: Index, second: CsvFile, pool: Pool, stop: Event
    ) -> None:
        self._file, self._index, self._second = file, index, second
        self._pool, self._stop = pool, stop
        self.total = second.data_size
        self.proposals: tuple[KeyProposal, ...] | None = None

    def __iter__(self) -> Iterator[int]:
        """Give the bytes that are done after every part."""
        file, second = self._file, self._second
        wanted = wanted_texts(self._rows(), len(file.header))
        whole = Overlaps(len(second.header))
        with closing(self._tasks(wanted)) as tasks:
            for done, part in self._pool.in_order(look_for, tasks):
                whole.merge(part)
                yield done
                if self._stop.is_set():
                    return
        if not self._stop.is_set():
            second.check_unchanged()
            self.proposals = whole.proposals(wanted, file.header, second.header)

    def _rows(self) -> Iterator[list[str]]:
        """Yield the rows from which texts are taken, of all places in turn."""
        step = max(self._index.rows // _SPREAD, _ROWS_EACH)
        places = range(0, self._index.rows, step)
        parts = [self._file.rows(self._index, at, _ROWS_EACH).cells for at in places]
        for at in range(_ROWS_EACH):
            yield from (part[at] for part in parts if at < len(part))

    def _tasks(self, wanted: Wanted) -> Generator[LookTask]:
        second = self._second
        for found in ranges_from(second.scan(), TASK_BYTES):
            if self._stop.is_set():
                return
            yield LookTask(second.data, second.dialect, found, len(second.header), wanted)
