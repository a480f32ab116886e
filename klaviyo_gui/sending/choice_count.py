"""Count over a whole file which rows a row filter wants, or which orders, before anybody sends."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import UNCHANGED
from klaviyo_gui.core.choice_report import EXAMPLES, ChoiceReport, Example, Sort
from klaviyo_gui.core.errors import NothingWanted
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.sending.arranging import Arranging
from klaviyo_gui.sending.inspection import SMALL
from klaviyo_gui.sending.judging import TASK_BYTES, Judging
from klaviyo_gui.sending.readying import Readying
from klaviyo_gui.sending.rows import damage_of_any
from klaviyo_gui.sending.stepping import held_rows, stepped
from klaviyo_gui.sending.stretch import Stretch
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.row_severity import row_severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from threading import Event

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.indexing import Indexed
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.stepping import Stepped, Steps
    from klaviyo_gui.source.table import CsvFile


@dataclass(frozen=True, slots=True)
class Counting:
    """How far the count is: the share of its work that is done."""

    share: float


@dataclass(frozen=True, slots=True)
class ChoiceTask:
    """A part of a file of which a worker tells which rows are wanted."""

    stretch: Stretch
    plan: Plan
    steps: Steps


@dataclass(frozen=True, slots=True)
class PartChoice:
    """What a part tells, and where it ends."""

    stop: int
    report: ChoiceReport


def choice_of_part(task: ChoiceTask) -> PartChoice:
    """Tell which rows of a part are wanted, as they are arranged; called in a worker."""
    steps = task.steps
    rows, by_hand = task.stretch.read()
    damage = damage_of_any(replace(task.plan, amendments=UNCHANGED), rows)
    held = held_rows(damage, by_hand)
    found = stepped(rows.cells, rows.lines, held, steps)
    return PartChoice(task.stretch.range.stop, _report(found, rows.lines, held, _asked(steps)))


def count_choice(  # noqa: PLR0913, PLR0917 - the file, what is chosen of it, and who counts
    file: CsvFile,
    plan: Plan,
    pool: Pool,
    stop: Event,
    known: Sequence[Indexed] = (),
    small: int = SMALL,
) -> Iterator[Counting | ChoiceReport]:
    """Give how far the count is now and then, and at its end what the filter of a plan does.

    Rows are judged, joined and chosen as they are to be sent. ``known`` are indices of second files
    that may serve again. A file up to ``small`` bytes is read in this process. Nothing comes after
    somebody asked to stop. Raises what ``Readying`` and ``Arranging`` do, but for NothingWanted.
    """
    judging = Judging(file, pool, stop, plan)
    readying = Readying(file, plan, pool, stop, known)
    total = max(judging.before + readying.total + file.data_size, 1)
    for done in judging:
        yield Counting(done / total)
    if judging.judged is None:
        return
    plan, before = replace(plan, judged=judging.judged), judging.before
    try:
        for done in readying:
            yield Counting((before + done) / total)
        if readying.steps is None:
            return
        before += readying.total
        count = _Count(file, plan, readying.steps, stop)
        is_grouped = plan.mapping.grouping is not None
        parts = count.orders(pool) if is_grouped else count.rows(pool, small)
        for done in parts:
            yield Counting((before + done) / total)
        if count.report is not None:
            yield count.report
    finally:
        for each in readying.indexed:
            each.close()


class _Count:
    """Counts rows, or orders, giving the bytes that are done; then ``report`` is known."""

    def __init__(self, file: CsvFile, plan: Plan, steps: Steps, stop: Event) -> None:
        self._file, self._plan, self._steps, self._stop = file, plan, steps, stop
        self.report: ChoiceReport | None = None

    def rows(self, pool: Pool, small: int) -> Iterator[int]:
        """Ask row by row."""
        whole = ChoiceReport()
        is_small = self._file.data_size <= small
        tasks = self._tasks()
        parts = map(choice_of_part, tasks) if is_small else pool.in_order(choice_of_part, tasks)
        for part in parts:
            whole = whole.merged(part.report)
            yield part.stop
        if self._stop.is_set():
            return
        self._file.check_unchanged()
        self.report = whole

    def orders(self, pool: Pool) -> Iterator[int]:
        """Ask order by order, once their lines are put together."""
        arranging = Arranging(self._file, self._plan, pool, self._stop, self._steps)
        try:
            with suppress(NothingWanted):
                yield from arranging
        finally:
            if arranging.file is not None:
                arranging.file.close()
        if not self._stop.is_set():
            self.report = arranging.choice

    def _tasks(self) -> Iterator[ChoiceTask]:
        file, plan = self._file, self._plan
        for part in ranges_from(file.scan(), TASK_BYTES):
            if self._stop.is_set():
                return
            stretch = Stretch(file.data, file.dialect, part, file.header, plan.amendments)
            yield ChoiceTask(stretch, plan, self._steps)


def _asked(steps: Steps) -> list[int]:
    """Return the places of the columns that a filter asks for."""
    assert steps.row_filter is not None, "there is something to choose by"
    return list(map(steps.header.index, steps.row_filter.columns))


def _report(
    found: Stepped, lines: Sequence[int], held: set[int], asked: Sequence[int]
) -> ChoiceReport:
    kept = set(found.kept)
    undecided = [at for at, code in found.causes.items() if code is Code.FILTER_UNREAD]
    others = {*held, *undecided}
    others |= {at for at, code in found.causes.items() if row_severity(code) is Severity.HOLD}

    def sort(places: Iterable[int]) -> Sort:
        chosen = list(places)
        return Sort(
            len(chosen),
            tuple(
                Example(lines[at], tuple(found.rows[at][place] for place in asked))
                for at in sorted(chosen)[:EXAMPLES]
            ),
        )

    return ChoiceReport(
        sort(at for at in found.kept if at not in others),
        sort(at for at in range(len(found.rows)) if at not in kept),
        sort(undecided),
        len(others) - len(undecided),
    )
