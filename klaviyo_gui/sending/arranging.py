"""Arrange the rows of a whole file on the pool, as the steps of its mapping say.

Part by part the rows are changed by hand, joined, chosen and put together to orders; then,
partition by partition, the orders of which several parts have lines; then everything is put in the
order of first lines, and orders are chosen by what is told once per order. Memory does not grow
with the file.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.choice_report import ChoiceReport, Sort
from klaviyo_gui.core.errors import NothingWanted
from klaviyo_gui.core.match_report import MatchReport
from klaviyo_gui.core.problem import Severity
from klaviyo_gui.sending.judging import TASK_BYTES
from klaviyo_gui.sending.order_choice import OrderChoice
from klaviyo_gui.sending.rows import damage_of_any
from klaviyo_gui.sending.stepping import held_rows, stepped
from klaviyo_gui.sending.stretch import Stretch
from klaviyo_gui.source.arranged_copy import Assembled, Writer, arranged_file, assemble, lay_out
from klaviyo_gui.source.edges import Edges, Seams, edges_of
from klaviyo_gui.source.gathering import Columns, Part, gathered, row_keys
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.merging import merge_partition
from klaviyo_gui.source.opening import explained
from klaviyo_gui.source.pieces import forget_pieces, write_pieces
from klaviyo_gui.source.row_severity import row_severity
from klaviyo_gui.source.working_copy import WorkingCopy

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.problem import Code
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.order_choice import Chosen
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.stepping import Steps
    from klaviyo_gui.source.arranged_copy import Kept
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
    steps: Steps | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of one part: the rows it had, how many are not wanted, and what joins found.

    Where rows are not put together it is in its order already, ``made`` as it is to be; where they
    are, its ``edges`` tell what only the parts beside it can tell of its rows.
    """

    range: Range
    rows: int
    unwanted: int
    reports: tuple[MatchReport, ...] = ()
    made: Assembled | None = None
    edges: Edges = field(default_factory=Edges)


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
    choice: OrderChoice | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """The rows of one part in their order, and how many lines have the orders not wanted.

    ``choice`` tells what was asked of orders, if anything was.
    """

    made: Assembled
    unwanted: int
    choice: ChoiceReport | None = None


def gather(task: GatherTask) -> Gathered:
    """Put together the rows of one part; called in a worker."""
    rows, by_hand = task.stretch.read()
    plan = replace(task.plan, amendments=UNCHANGED)
    damage = damage_of_any(plan, rows)
    unwanted = 0
    reports: tuple[MatchReport, ...] = ()
    part = Part(rows, damage, by_hand)
    if task.steps is not None:
        part, unwanted, reports = stepped_part(part, task.steps)
    made: Assembled | None = None
    edges = Edges()
    keys, delimiter = row_keys(part, task.columns), task.stretch.dialect.delimiter
    with explained(task.stretch.path):
        pieces = gathered(part, task.columns, keys, delimiter)
        if task.columns.key:
            edges = edges_of(part, task.columns, keys, delimiter)
            write_pieces(task.folder, task.part, pieces, task.partitions)
        else:
            made = lay_out(task.folder, task.part, pieces)
    return Gathered(task.stretch.range, len(rows), unwanted, reports, made, edges)


def stepped_part(part: Part, steps: Steps) -> tuple[Part, int, tuple[MatchReport, ...]]:
    """Join columns to the rows of a part, and let those go that are not wanted."""
    rows, damage, by_hand = part.rows, part.damage, part.by_hand
    found = stepped(rows.cells, rows.lines, held_rows(damage, by_hand), steps)
    places = {at: new for new, at in enumerate(found.kept)}
    worst = {at: code for at, code in found.causes.items() if _is_worse(code, damage.get(at))}
    kept = Part(
        rows if len(found.kept) == len(rows) else rows.picked(found.kept),
        {places[at]: code for at, code in (dict(damage) | worst).items() if at in places},
        {places[at]: code for at, code in by_hand.items() if at in places},
        found.added if steps.joins else (),
    )
    return kept, found.unwanted, found.reports


def _is_worse(code: Code, before: Code | None) -> bool:
    """Tell whether a cause is to be told in place of another one; a note hides no warning."""
    return before is None or row_severity(code) is not Severity.NOTE


def merge(task: MergeTask) -> None:
    """Put together the orders of which several parts have lines; called in a worker."""
    with explained(task.path):
        merge_partition(task.folder, task.number, task.partitions, task.firsts, task.columns)


def put_in_order(task: AssembleTask) -> Ordered:
    """Write the rows of one part in their order; called in a worker."""
    found: Chosen | None = None

    def choose(orders: Sequence[Kept]) -> Sequence[Kept]:
        nonlocal found
        if task.choice is None:
            return orders
        found = task.choice.among(orders)
        return found.kept

    with explained(task.path):
        made = assemble(task.folder, task.part, task.partitions, choose)
    return Ordered(made, 0) if found is None else Ordered(made, found.unwanted, found.report)


class Arranging:
    """Arranges a file, giving the bytes of it that are done; then ``file`` is the arranged one.

    ``rows`` are those of the user's file, ``unwanted`` of which its steps leave out. ``file`` stays
    None when asked to stop. ``steps`` are what is done with rows before they are put together, and
    ``reports`` tell of each join, and ``choice`` what was asked of orders. The plan knows what only
    the whole file tells of its cells. Raises FileChanged when the file is no longer the one that
    was opened, and NothingWanted where the row filter leaves nothing of it.
    """

    def __init__(
        self, file: CsvFile, plan: Plan, pool: Pool, stop: Event, steps: Steps | None = None
    ) -> None:
        assert plan.judged is not None, "the file is judged before its rows are arranged"
        self._source, self._plan = file, plan
        self._pool, self._stop = pool, stop
        self._choice = OrderChoice.of(steps, plan.mapping.grouping)
        if steps is not None and self._choice is not None:
            # What is told once per order is asked when all lines of it are known.
            steps = replace(steps, key=self._columns().key, once=self._choice.once)
        self._steps = steps
        self.reports = (MatchReport(),) * len(steps.joins if steps is not None else ())
        self.file: CsvFile | None = None
        self.choice = ChoiceReport()
        self.rows = self.unwanted = 0
        self._end_line = 0

    def __iter__(self) -> Iterator[int]:
        """Give the bytes that are done after every part."""
        source, pool, stop = self._source, self._pool, self._stop
        copy = WorkingCopy()
        folder, data = copy.folder, copy.folder / source.path.name
        columns, partitions = self._columns(), self._partitions()
        writer = Writer(folder, data)
        firsts: list[int] = []
        seams = Seams()
        with closing(self._parts(folder, columns, partitions)) as tasks:
            for found in pool.in_order(gather, tasks):
                if found.made is None:
                    firsts.append(found.range.first_line)
                    seams.add(found.edges)
                else:
                    with explained(source.path):
                        writer.add(found.made)
                self.rows += found.rows
                self.unwanted += found.unwanted
                # Rows of no order were asked by themselves.
                self.choice = self.choice.merged(ChoiceReport(unwanted=Sort(found.unwanted)))
                self.reports = tuple(
                    known.merged(more)
                    for known, more in zip(self.reports, found.reports, strict=True)
                )
                yield found.range.stop
                if stop.is_set():
                    return
        if stop.is_set():
            # Where nobody wants more, no more parts were handed out.
            return
        self._check_wanted()
        done = source.data_size
        numbers = range(partitions if firsts else 0)
        with explained(source.path):
            write_pieces(folder, len(firsts), seams.pieces(), partitions)
        merges = (
            MergeTask(source.path, folder, at, partitions, tuple(firsts), columns) for at in numbers
        )
        for _ in pool.in_order(merge, merges):
            yield done
            if stop.is_set():
                return
        forget_pieces(folder, len(firsts))
        parts = (
            AssembleTask(source.path, folder, at, partitions, self._choice)
            for at in range(len(firsts))
        )
        for ordered in pool.in_order(put_in_order, parts):
            with explained(source.path):
                writer.add(ordered.made)
            self.unwanted += ordered.unwanted
            if ordered.choice is not None:
                self.choice = self.choice.merged(ordered.choice)
            yield done
            if stop.is_set():
                return
        self._check_wanted()
        source.check_unchanged()
        marks = writer.finished(self._end_line)
        joined = self._plan.mapping.joined_columns
        self.file = arranged_file(source, copy, data, marks, joined)

    def _check_wanted(self) -> None:
        if self.rows and self.unwanted == self.rows:
            raise NothingWanted(self._source.path.name, self.rows)

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
            yield GatherTask(stretch, plan, columns, folder, part, partitions, self._steps)

    def _marks(self) -> Iterator[Mark]:
        for mark in self._source.scan():
            self._end_line = mark.line
            yield mark
