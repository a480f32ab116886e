"""Read a whole file for what a part of it cannot tell of its cells and rows."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.joined_styles import joined_styles
from klaviyo_gui.core.otherwise import columns_of
from klaviyo_gui.source.deciding import Deciding, with_written
from klaviyo_gui.source.faults import Faults
from klaviyo_gui.source.index import ranges_from
from klaviyo_gui.source.reader import read_range

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.mapping import Joined
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.index import Range
    from klaviyo_gui.source.table import CsvFile

TASK_BYTES = 1_000_000
"""About one megabyte a task: a few bytes to pickle, enough work to be worth the way."""


@dataclass(frozen=True, slots=True)
class JudgeTask:
    """One range for a worker to look at; for nothing but ``joined`` columns where it was before."""

    path: Path
    dialect: Dialect
    range: Range
    header: tuple[str, ...]
    raw_header: tuple[str, ...]
    joined: tuple[Joined, ...] = ()
    is_for_joined: bool = False


def look(task: JudgeTask) -> tuple[int, Faults, Deciding]:
    """Look at one range, and return where it ends with what it tells; called in a worker."""
    faults = Faults(task.raw_header, task.dialect.header_line, task.dialect)
    deciding = Deciding(task.header, task.joined)
    rows = read_range(task.path, task.dialect, task.range)
    if task.is_for_joined:
        deciding.add_joined(rows.cells)
    else:
        faults.add(rows)
        deciding.add(rows.cells)
    return task.range.stop, faults, deciding


class Judging:
    """Reads a file to its end, giving the bytes that are done; then ``judged`` is known.

    What a plan knows already needs no reading, as long as it joins no columns that were not looked
    at together. ``before`` are the bytes to be read here, and ``total`` those and the bytes of the
    reading that follows. ``judged`` stays None when asked to stop. Raises FileChanged when the file
    is no longer the one that was opened.
    """

    def __init__(self, file: CsvFile, pool: Pool, stop: Event, plan: Plan | None = None) -> None:
        self._file = file
        self._pool = pool
        self._stop = stop
        self._known = known = plan.judged if plan is not None else None
        seen = dict(known.joined) if known is not None else {}
        joined = joined_styles(plan.mapping) if plan is not None else ()
        there = frozenset(file.header)
        # What is joined from another file is not looked at with the columns of this one.
        self._joined = tuple(
            each for each in joined if each not in seen and there.issuperset(columns_of(each))
        )
        self.judged = known if not self._joined else None
        self.before = 0 if self.judged is not None else file.data_size
        self.total = self.before + file.data_size

    def __iter__(self) -> Iterator[int]:
        """Give the bytes that are done after every part."""
        if self.judged is not None:
            return
        file, stop = self._file, self._stop
        whole = Faults(file.raw_header, file.dialect.header_line, file.dialect)
        deciding = Deciding(file.header, self._joined)
        with closing(self._tasks()) as tasks:
            for done, part, columns in self._pool.in_order(look, tasks):
                whole.merge(part)
                deciding.merge(columns)
                yield done
                if stop.is_set():
                    return
        if not stop.is_set():
            file.check_unchanged()
            known = self._known
            if known is None:
                known = with_written(whole.judged(), deciding.all(), file.data_size)
            self.judged = replace(known, joined=(*known.joined, *deciding.all_joined()))

    def _tasks(self) -> Generator[JudgeTask]:
        file, is_for_joined = self._file, self._known is not None
        for found in ranges_from(file.scan(), TASK_BYTES):
            if self._stop.is_set():
                return
            yield JudgeTask(
                file.data,
                file.dialect,
                found,
                file.header,
                file.raw_header,
                self._joined,
                is_for_joined,
            )
