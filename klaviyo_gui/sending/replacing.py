"""Count over a whole file what a replacement would change, with examples."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from klaviyo_gui.sending.inspection import PAUSE, SMALL
from klaviyo_gui.sending.stretch import Stretch, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from threading import Event

    from klaviyo_gui.core.amendments import Amendments, Replacement
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.table import CsvFile

EXAMPLES = 20
"""Different texts that are shown with what becomes of them."""

_SHOWN = 200
"""Characters of an example; a cell may hold megabytes."""

Example = tuple[int, str, str]
"""A line of the file, the cell before, and after."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A replacement, and all that was changed before it."""

    rule: Replacement
    amendments: Amendments


@dataclass(frozen=True, slots=True)
class CountTask:
    """Rows for a worker to count in."""

    stretch: Stretch
    rule: Replacement


@dataclass(frozen=True, slots=True)
class Counted:
    """How many cells of so many rows would change; ``share`` of the file was looked at."""

    cells: int
    rows: int
    share: float
    examples: tuple[Example, ...] = field(repr=False)
    is_complete: bool = False


def count_range(task: CountTask) -> Counted:
    """Count in one range, as it is with all earlier changes; called in a worker."""
    rows = task.stretch.read().rows
    at, change = task.stretch.header.index(task.rule.column), task.rule.change()
    count = 0
    examples: dict[str, Example] = {}
    for line, cells in zip(rows.lines, rows.cells, strict=True):
        if at >= len(cells) or (after := change(cells[at])) == cells[at]:
            continue
        count += 1
        if len(examples) < EXAMPLES:
            examples.setdefault(cells[at], (line, cells[at][:_SHOWN], after[:_SHOWN]))
    return Counted(count, len(rows), 0.0, tuple(examples.values()))


def count_replacements(
    file: CsvFile,
    ranges: Iterable[Range],
    wanted: Wanted,
    pool: Pool,
    stop: Event,
) -> Iterator[Counted]:
    """Give what is counted so far now and then, and once at the end.

    A small file is read in this process. Ends early when asked to stop. Raises
    FileChanged when it is no longer the file of the ranges.
    """
    ranges = list(ranges)
    size = max(sum(each.stop - each.start for each in ranges), 1)
    parts = stretches(file, ranges, wanted.amendments)
    tasks = (CountTask(part, wanted.rule) for part in parts)
    found = map(count_range, tasks) if size <= SMALL else pool.in_order(count_range, tasks)
    whole, seen, told = Counted(0, 0, 0.0, ()), 0, time.monotonic()
    for part, range_ in zip(found, ranges, strict=True):
        if stop.is_set():
            return
        seen += range_.stop - range_.start
        whole = _joined(whole, part, seen / size)
        if time.monotonic() - told >= PAUSE:
            yield whole
            told = time.monotonic()
    file.check_unchanged()
    yield replace(whole, share=1.0, is_complete=True)


def _joined(whole: Counted, part: Counted, share: float) -> Counted:
    examples = {each[1]: each for each in (*part.examples, *whole.examples)}
    ordered = sorted(examples.values())[:EXAMPLES]
    return Counted(whole.cells + part.cells, whole.rows + part.rows, share, tuple(ordered))
