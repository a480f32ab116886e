"""Arrange the rows of a whole file on the pool, as the steps of its mapping say.

Part by part the rows are changed by hand, joined, chosen and put together to orders; then,
partition by partition, the orders of which several parts have lines; then everything is put in the
order of first lines. Memory does not grow with the file.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.sending.judging import TASK_BYTES
from klaviyo_gui.sending.rows import damage_of_any
from klaviyo_gui.sending.stretch import Stretch
from klaviyo_gui.source.arranged_copy import Assembled, Writer, arranged_file, assemble
from klaviyo_gui.source.gathering import Columns, Part, gathered
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.merging import merge_partition
from klaviyo_gui.source.opening import explained
from klaviyo_gui.source.pieces import write_pieces
from klaviyo_gui.source.working_copy import WorkingCopy

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.index import Mark, Range
    from klaviyo_gui.source.table import CsvFile

PARTITION_BYTES = 8_000_000
"""Bytes of the file whose orders are put together at once: some 80 MB of a worker's memory."""

PARTITIONS_MAX = 256


@dataclass(frozen=True, slots=True)
class GatherTask:
    """A part of a file to put together by itself."""

    stretch: Stretch
    plan: Plan
    columns: Columns
    folder: Path
    part: int
    partitions: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of one part: the rows it had, and how many of them are not wanted."""

    range: Range
    rows: int
    unwanted: int


@dataclass(frozen=True, slots=True)
class MergeTask:
    """One partition of all parts, which begin in the lines ``firsts``; errors name the ``path``."""

    path: Path
    folder: Path
    number: int
    partitions: int
    firsts: tuple[int, ...]
    columns: Columns


@dataclass(frozen=True, slots=True)
class AssembleTask:
    """A part to put in its order; errors name the ``path``."""

    path: Path
    folder: Path
    part: int
    partitions: int


def gather(task: GatherTask) -> Gathered:
    """Put together the rows of one part; called in a worker."""
    rows, by_hand = task.stretch.read()
    plan = replace(task.plan, amendments=UNCHANGED)
    damage = damage_of_any(plan, rows)
    # Here columns are joined to the rows (`added`), and then those go that are not wanted.
    part = Part(rows, damage, by_hand)
    with explained(task.stretch.path):
        pieces = gathered(part, task.columns, task.stretch.dialect.delimiter)
        write_pieces(task.folder, task.part, pieces, task.partitions)
    return Gathered(task.stretch.range, len(rows), 0)


def merge(task: MergeTask) -> None:
    """Put together the orders of which several parts have lines; called in a worker."""
    with explained(task.path):
        merge_partition(task.folder, task.number, task.partitions, task.firsts, task.columns)


def put_in_order(task: AssembleTask) -> Assembled:
    """Write the rows of one part in their order; called in a worker."""
    with explained(task.path):
        return assemble(task.folder, task.part, task.partitions)


class Arranging:
    """Arranges a file, giving the bytes of it that are done; then ``file`` is the arranged one.

    ``rows`` are those of the user's file, ``unwanted`` of which its steps leave out. ``file`` stays
    None when asked to stop. The plan knows what only the whole file tells of its cells. Raises
    FileChanged when the file is no longer the one that was opened.
    """

    def __init__(self, file: CsvFile, plan: Plan, pool: Pool, stop: Event) -> None:
        assert plan.judged is not None, "the file is judged before its rows are arranged"
        self._source, self._plan = file, plan
        self._pool, self._stop = pool, stop
        self.file: CsvFile | None = None
        self.rows = self.unwanted = 0
        self._end_line = 0

    def __iter__(self) -> Iterator[int]:
        """Give the bytes that are done after every part."""
        source, pool, stop = self._source, self._pool, self._stop
        copy = WorkingCopy()
        folder, data = copy.folder, copy.folder / source.path.name
        columns, partitions = self._columns(), self._partitions()
        firsts: list[int] = []
        with closing(self._parts(folder, columns, partitions)) as tasks:
            for found in pool.in_order(gather, tasks):
                firsts.append(found.range.first_line)
                self.rows += found.rows
                self.unwanted += found.unwanted
                yield found.range.stop
                if stop.is_set():
                    return
        if stop.is_set():
            # Where nobody wants more, no more parts were handed out.
            return
        done = source.data_size
        numbers = range(partitions if firsts else 0)
        merges = (
            MergeTask(source.path, folder, at, partitions, tuple(firsts), columns) for at in numbers
        )
        for _ in pool.in_order(merge, merges):
            yield done
            if stop.is_set():
                return
        writer = Writer(folder, data)
        parts = (AssembleTask(source.path, folder, at, partitions) for at in range(len(firsts)))
        for made in pool.in_order(put_in_order, parts):
            with explained(source.path):
                writer.add(made)
            yield done
            if stop.is_set():
                return
        source.check_unchanged()
        marks = writer.finished(self._end_line)
        joined = self._plan.mapping.joined_columns
        self.file = arranged_file(source, copy, data, marks, joined)

    def _columns(self) -> Columns:
        mapping, source = self._plan.mapping, self._source
        header = (*source.header, *mapping.joined_columns)
        key = mapping.grouping.key if mapping.grouping is not None else ()
        return Columns(tuple(map(header.index, key)), len(source.header))

    def _partitions(self) -> int:
        if self._plan.mapping.grouping is None:
            return 1
        return min(max(self._source.data_size // PARTITION_BYTES, 1), PARTITIONS_MAX)

    def _parts(self, folder: Path, columns: Columns, partitions: int) -> Generator[GatherTask]:
        source, plan = self._source, self._plan
        for part, found in enumerate(ranges_from(self._marks(), TASK_BYTES)):
            if self._stop.is_set():
                return
            stretch = Stretch(source.data, source.dialect, found, source.header, plan.amendments)
            yield GatherTask(stretch, plan, columns, folder, part, partitions)

    def _marks(self) -> Iterator[Mark]:
        for mark in self._source.scan():
            self._end_line = mark.line
            yield mark
