"""Count over all orders of a file of how many the value is near to what their lines add up to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import line_by_line
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.order_filling import order_filling
from klaviyo_gui.core.order_totals import total_of
from klaviyo_gui.core.repair import mender
from klaviyo_gui.sending.inspection import SMALL
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.source.reader import read_range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.order_totals import Total
    from klaviyo_gui.core.problem import Problem
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.reader import Rows
    from klaviyo_gui.source.table import CsvFile


@dataclass(frozen=True, slots=True)
class TotalsCounted:
    """Of how many orders the value is near to their lines, or far, or not to be compared.

    ``line`` is that of the first order that is far, 0 for none. Orders that are held are in none.
    """

    near: int = 0
    far: int = 0
    unknown: int = 0
    line: int = 0

    def merged(self, other: TotalsCounted) -> TotalsCounted:
        """Return what two parts tell, of which the other one comes later."""
        return TotalsCounted(
            self.near + other.near,
            self.far + other.far,
            self.unknown + other.unknown,
            self.line or other.line,
        )


@dataclass(frozen=True, slots=True)
class TotalsTask:
    """A range of an arranged file for a worker to add up."""

    path: Path
    dialect: Dialect
    range: Range
    plan: Plan


def totals_of(plan: Plan, rows: Rows) -> TotalsCounted:
    """Compare the values of these orders with their lines."""
    look = _adding_up(plan)
    built = build_rows(plan, rows, (Kind.EVENTS,))[Kind.EVENTS]
    near = far = unknown = first = 0
    for (line, record), cells in zip(built, rows.cells, strict=True):
        if not record.body:
            continue
        total = look(cells)
        if total is None:
            unknown += 1
        elif total.is_near:
            near += 1
        else:
            far += 1
            first = first or line
    return TotalsCounted(near, far, unknown, first)


def totals_of_range(task: TotalsTask) -> TotalsCounted:
    """Compare the values of the orders of a range with their lines; called in a worker."""
    return totals_of(task.plan, read_range(task.path, task.dialect, task.range))


def count_totals(file: CsvFile, plan: Plan, pool: Pool, stop: Event) -> Iterator[TotalsCounted]:
    """Give the figures of an arranged file at its end; nothing where somebody stops it before.

    A small file is read in this process.
    """
    ranges = file.index().ranges()
    tasks = (TotalsTask(file.data, file.dialect, each, plan) for each in ranges)
    is_small = file.data_size <= SMALL
    parts = map(totals_of_range, tasks) if is_small else pool.in_order(totals_of_range, tasks)
    whole = TotalsCounted()
    for part in parts:
        whole = whole.merged(part)
        if stop.is_set():
            return
    yield whole


@lru_cache(maxsize=2)
def _adding_up(plan: Plan) -> Callable[[Sequence[str]], Total | None]:
    """Return what adds up the lines of an order; every range of a file asks for the same."""
    total = total_of(plan.mapping)
    fill = order_filling(plan, Kind.EVENTS, is_swift=False)
    mend = mender(plan.mapping.repairs, plan.header) if plan.mapping.repairs else None

    def look(cells: Sequence[str]) -> Total | None:
        if total is None:
            return None
        problems: list[Problem] = []
        mended = list(cells) if mend is None else line_by_line(cells, mend)
        return total(fill(mended, problems), problems)

    return look
