"""The rows under edit: every change of them is a step that can be undone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from klaviyo_gui.core.amendments import UNCHANGED, Amendments, digest
from klaviyo_gui.language import grouped, tr
from klaviyo_gui.sending.binding import Job, job_of
from klaviyo_gui.sending.fitting import fitting
from klaviyo_gui.store.amendments import Kept
from klaviyo_gui.ui.commands import NOTHING_ELSE, Besides
from klaviyo_gui.ui.edits import Edit
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.open_file import OpenFile
from klaviyo_gui.ui.work import Broken, Report, Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.amendments import Cause, Replacement
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.ui.opening import Opened


class Amending(OpenFile):
    """The part of the session that changes rows: cells, whole columns, and what is left out.

    The file is never touched. What was changed of a file that is another one now, or reads
    otherwise, is ``aside`` until somebody decides about it, and until then nothing can be changed.

    ``amendments_changed`` fires after every change, undo and redo, and when it is decided about
    what was put aside; ``amendments_refused(error)`` when what was kept cannot be had back.
    """

    amendments_changed = Signal()
    amendments_refused = Signal(object)
    _fitted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._amendments = UNCHANGED
        self._aside: Kept | None = None
        self._job: Job | None = None
        self._threads = QThreadPool(self)
        self._fitting = 0
        self._fitted.connect(self._take_fitted)

    @property
    def amendments(self) -> Amendments:
        """Return what is changed of the file's rows."""
        return self._amendments

    @property
    def aside(self) -> Amendments | None:
        """Return what was changed of these rows when they were others, or read otherwise."""
        return self._aside.amendments if self._aside is not None else None

    @property
    def job(self) -> Job | None:
        """Return by what the open file is known again."""
        return self._job

    @property
    def kept(self) -> Kept | None:
        """Return what is to be kept of the open file, also while it is aside; None for nothing."""
        if self._job is None or not (self._aside or self._amendments):
            return None
        return self._aside or Kept(self._job.bound, self._amendments)

    @property
    def plan(self) -> Plan:
        """Return what is settled before rows are built, with what is changed of them."""
        return replace(super().plan, amendments=self._amendments)

    # Actions

    def edit_cell(self, line: int, cells: Sequence[str], column: str, text: str) -> None:
        """Let a cell read otherwise; ``cells`` are those of its row as the file has them.

        A row that is too short may get the cells that it lacks.
        """
        at, now = self.header.index(column), self._amendments
        if at < len(cells) and text == now.replaced(column, cells[at]):
            self.put_cell_back(line, column)
            return
        what = tr("edit {column} in line {line}", column=shortened(column), line=grouped(line))
        self._amend(what, now.with_cell(line, digest(cells), column, text))

    def put_cell_back(self, line: int, column: str) -> None:
        """Let a cell read as the file has it."""
        what = tr("put back {column} in line {line}", column=shortened(column), line=grouped(line))
        self._amend(what, self._amendments.without_cell(line, column))

    def fill_row_up(self, line: int, cells: Sequence[str]) -> None:
        """Let the cells that a row lacks be there and blank, where nobody typed them."""
        lacks = self.header[len(cells) :]
        after = self._amendments.filling_up(line, digest(cells), lacks)
        self._amend(tr("fill up line {line} with blanks", line=grouped(line)), after)

    def put_row_back(self, line: int) -> None:
        """Let a row be as the file has it."""
        self._amend(
            tr("put back line {line}", line=grouped(line)), self._amendments.without_row(line)
        )

    def leave_row_out(self, line: int, cells: Sequence[str]) -> None:
        """Send nothing of a row."""
        what = tr("leave out line {line}", line=grouped(line))
        self._amend(what, self._amendments.leaving_out(line, digest(cells)))

    def take_row_in(self, line: int) -> None:
        """Send a row that was left out."""
        self._amend(tr("take in line {line}", line=grouped(line)), self._amendments.taking_in(line))

    def leave_cause_out(self, cause: Cause) -> None:
        """Send nothing of the rows in which this is found."""
        self._amend(tr("leave out rows of a finding"), self._amendments.with_cause(cause))

    def take_cause_in(self, cause: Cause) -> None:
        """Send the rows in which this is found."""
        self._amend(tr("take in rows of a finding"), self._amendments.without_cause(cause))

    def replace_text(self, rule: Replacement) -> None:
        """Replace a text in every cell of a column."""
        if rule.is_possible:
            what = tr("replace a text in {column}", column=shortened(rule.column))
            self._amend(what, self._amendments.with_replacement(rule))

    def take_replacement_back(self, at: int) -> None:
        """Leave a text as it was before this replacement, the first of which is 0."""
        what = tr(
            "put back a text in {column}",
            column=shortened(self._amendments.replacements[at].column),
        )
        self._amend(what, self._amendments.without_replacement(at))

    def put_all_back(self) -> None:
        """Let every row be as the file has it."""
        self._amend(tr("put back all rows"), UNCHANGED)

    def bring_back(self) -> None:
        """Make the changes that are aside again, in all rows that read as they did then."""
        if self._aside is not None and self.file is not None and self.index is not None:
            self._fitting += 1
            work = partial(fitting, self.file, self.index, self._aside.amendments)
            self._threads.start(Work(self._fitting, work, self._fitted))

    def drop_aside(self) -> None:
        """Forget the changes that are aside."""
        self._aside = None
        self._tell_amended()

    def close_amending(self) -> None:
        """Wait for the work under way."""
        self._threads.waitForDone()

    # Private

    def _amend(self, text: str, after: Amendments) -> None:
        if self._job is not None and self._aside is None and after != self._amendments:
            besides = Besides(amended=(self._job.key, after))
            self._push(Edit(text, self._mapping), besides)

    def _step(self, mapping: Mapping, besides: Besides) -> Besides:
        if besides.amended is None:
            return super()._step(mapping, besides)
        before, rest = NOTHING_ELSE, replace(besides, amended=None)
        if mapping != self._mapping or rest != NOTHING_ELSE:
            before = super()._step(mapping, rest)
        key, amendments = besides.amended
        if self._job is None or key != self._job.key or self._aside is not None:
            # How the rows of one file were changed says nothing of another.
            return replace(before, amended=besides.amended)
        was, self._amendments = self._amendments, amendments
        self._tell_amended()
        return replace(before, amended=(key, was))

    def _tell_amended(self) -> None:
        self.amendments_changed.emit()
        self.plan_changed.emit()

    def _take_opened(self, opened: Opened | None) -> None:
        before, was = self._job, self.kept
        super()._take_opened(opened)
        self._fitting += 1
        if opened is None:
            self._job, self._amendments, self._aside = None, UNCHANGED, None
            return
        self._job = job = job_of(opened.file)
        kept = was if before is not None and before.key == job.key else opened.amended
        is_same = kept is not None and kept.bound == job.bound
        self._amendments = kept.amendments if kept is not None and is_same else UNCHANGED
        self._aside = None if is_same else kept

    @Slot(object)
    def _take_fitted(self, report: Report) -> None:
        if report.number != self._fitting:
            return
        match report.event:
            case Amendments() as amendments:
                self._aside = None
                if amendments == self._amendments:
                    self._tell_amended()
                self._amend(tr("bring back your changes"), amendments)
            case Broken(error):
                self._tell_refused(error)

    def _tell_refused(self, error: ExpectedError | None) -> None:
        self.amendments_refused.emit(error)
