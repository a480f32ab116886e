"""Finds out beside the window by what a second file is joined, and what a join finds in it.

What a join finds is found by all rows, as the check of the whole file finds it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.core.arranged import line_rows, trace_in
from klaviyo_gui.core.suggest import suggest
from klaviyo_gui.sending.key_search import KeySearch
from klaviyo_gui.sending.preparing import Preparing
from klaviyo_gui.source.profile import profile
from klaviyo_gui.store.choices import memory
from klaviyo_gui.ui.joined_files import JoinedRows
from klaviyo_gui.ui.second_files import second_file
from klaviyo_gui.ui.work import Broken, Ended, Report, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.key_proposal import KeyProposal
    from klaviyo_gui.core.match_report import MatchReport
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.preparing import Prepared
    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.table import CsvFile


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the work is done, from 0 to 1."""

    done: float


@dataclass(frozen=True, slots=True)
class Keys:
    """By what two files are probably joined, the best first; none where nothing is in common."""

    proposals: tuple[KeyProposal, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What joins found: a report of each of the whole file, and what the first rows hold then."""

    reports: tuple[MatchReport, ...]
    rows: JoinedRows = field(repr=False)


class Errand(QObject):
    """Does one piece of work at a time, the latest, which somebody can stop and see the share of.

    ``told(event)`` fires for what it finds; ``changed`` when it is further on, over, stopped, or
    broken off.
    """

    told = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._number = 0
        self.share: float | None = None
        self.error: ExpectedError | None = None
        self.is_stopped = False
        self._work = WorkQueue(self)
        self._work.reported.connect(self._apply)

    @property
    def is_busy(self) -> bool:
        """Tell whether it is under way."""
        return self.share is not None

    def begin(self, work: Callable[[threading.Event], Iterator[object]]) -> None:
        """Do this in the place of what is under way."""
        self._stop.set()
        self._stop = threading.Event()
        self.share, self.error, self.is_stopped = 0.0, None, False
        self._number = self._work.begin(partial(work, self._stop))
        self.changed.emit()

    @Slot()
    def stop(self) -> None:
        """Stop what is under way, because somebody wishes so."""
        if self.is_busy:
            self.cancel()
            self.is_stopped = True
            self.changed.emit()

    def cancel(self) -> None:
        """Want nothing any more of what is under way."""
        self._stop.set()
        self._number = 0
        self.share, self.error, self.is_stopped = None, None, False

    def close(self) -> None:
        """End the work under way, and wait for its end."""
        self.cancel()
        self._work.close()

    @Slot(object)
    def _apply(self, report: Report) -> None:
        if report.number != self._number:
            return
        match report.event:
            case Share(done):
                self.share = done
                self.changed.emit()
            case Broken(error):
                self.share, self.error = None, error
                self.changed.emit()
            case Keys() | Looked() as found:
                self.share = None
                self.told.emit(found)
                self.changed.emit()
            case Ended():
                self.share = None
                self.changed.emit()
            case found:
                self.told.emit(found)


def look_for_keys(
    file: CsvFile, index: Index, path: Path, pool: Pool, stop: threading.Event
) -> Iterator[object]:
    """Open a second file and look by what it is joined: SecondOpened, and then Keys."""
    second = second_file(path)
    yield second
    search = KeySearch(file, index, second.file, pool, stop)
    for done in search:
        yield Share(done / max(search.total, 1))
    if search.proposals is not None:
        yield Keys(search.proposals)


def look_for_rows(
    file: CsvFile, plan: Plan, pool: Pool, stop: threading.Event
) -> Iterator[Share | Looked]:
    """Join all rows, to tell what is found of them; the receiver needs nothing to be closed."""
    preparing = Preparing(file, plan, pool, stop)
    for done in preparing:
        yield Share(done / max(preparing.before, 1))
    prepared = preparing.prepared
    if prepared is None:
        return
    try:
        yield looked(prepared)
    finally:
        prepared.close()


def plan_of(plan: Plan, joins: Sequence[Join]) -> Plan:
    """Return a plan that joins these files and does nothing else with rows.

    All rows are looked at, also those that would not be wanted, as the check does it.
    """
    mapping = replace(plan.mapping, joins=tuple(joins), row_filter=None, grouping=None)
    return replace(plan, mapping=mapping)


def looked(prepared: Prepared) -> Looked:
    """Return what a file that is prepared tells of its joins."""
    joins, judged = prepared.plan.mapping.joins, prepared.plan.judged
    header = prepared.file.header[:-1]
    names = prepared.plan.mapping.joined_columns
    own = len(header) - len(names)
    rows: list[list[str]] = []
    joined: dict[int, Sequence[str]] = {}
    for cells in prepared.file.head_rows.cells:
        for line, row in zip(trace_in(cells[-1]).lines, line_rows(cells), strict=True):
            rows.append(row)
            joined[line] = row[own:]
    written = dict(judged.written) if judged is not None else {}
    profiles = tuple(
        # How the whole second file writes a column tells more than its first rows do.
        replace(each, written=written.get(each.name, each.written))
        for each in profile(header, rows)[own:]
    )
    found = JoinedRows(joins, joined, profiles, suggest(header, rows, memory=memory()))
    return Looked(prepared.reports, found)
