"""The check of the whole file, run again whenever the file or the mapping changes."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from klaviyo_gui.core.errors import SourceError
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.sending.check import Checked, Checking, check, first_look
from klaviyo_gui.sending.earlier import compared
from klaviyo_gui.sending.rechecking import carried_over, changed_kinds
from klaviyo_gui.ui.work import Broken, Ended, Report, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.indexing import Indexed
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.preparing import Prepared
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.draft import Draft
    from klaviyo_gui.ui.session import Session

PAUSE_MS = 300
"""Edits closer together than this are checked once."""


_Compared: TypeAlias = tuple[int, str]
"""How many runs had ended, and which list people would join, when runs were compared with."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The file is still the one of which something is known."""


@dataclass(frozen=True, slots=True)
class First:
    """What the first rows tell by themselves."""

    findings: tuple[Finding, ...]


class Checker(QObject):
    """Checks the session's file in worker processes; one check at a time, the latest wins.

    What an edit does not concern is not checked again: the judgement of the whole file, and the
    kinds of record that stay as they were. What the first rows tell is looked up at once, before
    it is known whether another edit follows. ``earlier`` gives the journals of runs to where the
    next one would send, the latest first; it is asked in another thread.

    ``changed`` fires at every step: started, further on, done, stopped, failed, nothing to check.
    """

    changed = Signal()

    def __init__(
        self, session: Session, pool: Pool, earlier: Callable[[], Sequence[Path]] = tuple
    ) -> None:
        super().__init__(session)
        self._session = session
        self._pool = pool
        self._earlier = earlier
        self._runs = 0
        self._compared: _Compared = (0, "")
        self._work = WorkQueue(self)
        self._work.reported.connect(self._apply_report)
        self._looking = WorkQueue(self)
        self._looking.told.connect(self._show_first)
        self._stop = threading.Event()
        self._is_running = False
        self._is_closed = False
        self._is_waiting = False
        self._is_stopped = False
        self._progress: Checking | None = None
        self._findings: tuple[Finding, ...] = ()
        self._result: Checked | None = None
        self._known: tuple[CsvFile, Plan, Checked] | None = None
        self._asked: tuple[CsvFile, Plan, tuple[Kind, ...], _Compared] | None = None
        self._let_go: list[Draft | Prepared] = []
        self._error: ExpectedError | None = None
        self._has_faulted = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._start)
        session.file_changed.connect(self.check_again)
        session.index_changed.connect(self._check_soon)
        session.mapping_changed.connect(self._check_soon)
        session.amendments_changed.connect(self._check_soon)
        session.seconds_changed.connect(self._check_soon)
        session.plan_changed.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Tell whether a check is under way or about to start."""
        is_due = self._is_waiting or self._timer.isActive()
        return is_due or (self._is_running and not self._is_stopped)

    @property
    def pool(self) -> Pool:
        """Return the workers, which others may ask as well between two checks."""
        return self._pool

    @property
    def progress(self) -> Checking | None:
        """Return how far the check under way is, or came until it was stopped."""
        return self._progress

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was found, so far while a check is under way or was stopped."""
        return self._findings

    @property
    def result(self) -> Checked | None:
        """Return what the last check found; None when it is out of date."""
        return self._result

    @property
    def prepared(self) -> Prepared | None:
        """Return what was arranged of the file, with the plan of the session, while it serves."""
        if self._known is None or self._known[0] is not self._session.file:
            return None
        file, _, result = self._known
        plan = replace(self._session.plan, judged=result.judged)
        prepared = result.prepared
        if prepared is None or not prepared.serves(file, plan):
            return None
        return prepared.planned(plan)

    @property
    def indexed(self) -> tuple[Indexed, ...]:
        """Return the second files that the last check looked into, as far as they may serve."""
        prepared = self._known[2].prepared if self._known is not None else None
        return prepared.indexed if prepared is not None else ()

    @property
    def error(self) -> ExpectedError | None:
        """Return what kept the last check from its end."""
        return self._error

    @property
    def has_faulted(self) -> bool:
        """Tell whether the last check stopped by a fault of the program."""
        return self._has_faulted

    @property
    def is_stopped(self) -> bool:
        """Tell whether somebody stopped the last check before its end."""
        return self._is_stopped

    @Slot()
    def stop(self) -> None:
        """Stop the check under way; what it found so far is no result, and nothing can be sent."""
        if self.is_busy and self._result is None:
            self._stop.set()
            self._looking.forget()
            self._timer.stop()
            self._is_waiting = False
            self._is_stopped = True
            self.changed.emit()

    @Slot()
    def check_again(self) -> None:
        """Drop all that is known and check soon; edits close together count as one."""
        self._forget_known()
        self._check_soon()

    @Slot()
    def compare_again(self) -> None:
        """Find out anew what earlier runs have sent: one has ended, or broke off."""
        self._runs += 1
        # A check under way is followed by that; one that is not needed waits until it is.
        if self._known is not None and not self.is_busy:
            self._check_soon()

    @Slot()
    def _check_soon(self) -> None:
        """Check what an edit concerns; edits close together count as one."""
        self._stop.set()
        self._looking.forget()
        self._forget()
        self._is_waiting = False
        session = self._session
        if session.index is not None and session.obstacle is None and not self._is_closed:
            self._timer.start()
            self._look_first()
        else:
            self._timer.stop()
        self.changed.emit()

    def close(self) -> None:
        """Stop, and wait for the check under way to end; the workers stay with their owner."""
        self._is_closed = True
        self._timer.stop()
        self._stop.set()
        self._looking.forget()
        self._looking.close()
        self._work.close()
        self._is_running = False
        self._forget()
        self._forget_known()

    def _look_first(self) -> None:
        """Look at the first rows, unless what the whole file tells of their cells is on its way."""
        file, plan = self._session.file, self._session.plan
        if file is not None and not self._session.is_judging:
            kinds = self._kinds_to_check(file, plan) or plan.mapping.kinds
            self._looking.begin(partial(_first, file, plan, kinds))

    @Slot(object)
    def _show_first(self, event: object) -> None:
        """Show what the first rows tell, unless more is known by now."""
        if isinstance(event, First) and self._progress is None and self._result is None:
            self._findings = event.findings
            self.changed.emit()

    @Slot()
    def _start(self) -> None:
        file = self._session.file
        if file is None:
            return
        if self._session.is_judging:
            # What the whole file tells is on its way; to find it out twice takes twice as long.
            self._is_waiting = True
            return
        if self._is_running:
            # The one before has been asked to stop and is about to end.
            self._timer.start()
            return
        plan = self._session.plan
        kinds = self._kinds_to_check(file, plan)
        work: Callable[[threading.Event], Iterator[object]]
        work = partial(self._checking, file, plan, kinds)
        if not kinds and self._known is not None:
            work = partial(self._confirming, file)
            if self._to_compare != self._compared:
                known = carried_over(self._known[2], self._known[2], (), plan)
                kinds = plan.mapping.kinds
                work = partial(self._comparing, file, known, plan.mapping)
        self._stop = threading.Event()
        self._is_running = True
        self._asked = file, plan, kinds, self._to_compare
        self._work.begin(partial(work, self._stop))
        self.changed.emit()

    @property
    def _to_compare(self) -> _Compared:
        """Return by what it changes what earlier runs are said to have sent."""
        return self._runs, self._session.mapping.list_of(Kind.PROFILES)

    def _checking(
        self, file: CsvFile, plan: Plan, kinds: tuple[Kind, ...], stop: threading.Event
    ) -> Iterator[Checking | Checked]:
        """Check the file; in another thread."""
        earlier = self._earlier()
        known = self._known[2].prepared if self._known is not None else None
        yield from check(file, plan, self._pool, stop, kinds=kinds, earlier=earlier, known=known)

    def _confirming(self, file: CsvFile, _stop: threading.Event) -> Iterator[Unchanged]:
        """Ask whether it is still the same file; in another thread."""
        file.check_unchanged()
        yield Unchanged()

    def _comparing(
        self, file: CsvFile, known: Checked, mapping: Mapping, _stop: threading.Event
    ) -> Iterator[Checked]:
        """Compare what is known with earlier runs; in another thread."""
        file.check_unchanged()
        yield compared(known, mapping, self._earlier())

    def _kinds_to_check(self, file: CsvFile, plan: Plan) -> tuple[Kind, ...]:
        """Return the kinds of record of which it is not known what a check would find."""
        if self._known is None or self._known[0] is not file:
            self._forget_known()
            return plan.mapping.kinds
        return changed_kinds(self._known[2], self._known[1], plan)

    def _take(self, result: Checked, file: CsvFile, plan: Plan) -> None:
        """Take the result for a plan, and let go what it has no use for any more."""
        before = self._known[2].owned if self._known is not None else ()
        self._result, self._findings = result, result.findings
        self._known = file, replace(plan, judged=result.judged), result
        self._close(_gone(before, result.owned))

    @Slot()
    def _go_on(self) -> None:
        if self._is_waiting and not self._session.is_judging:
            self._check_soon()

    def _forget(self) -> None:
        self._progress = self._result = self._error = None
        self._findings = ()
        self._has_faulted = self._is_stopped = False

    def _forget_known(self) -> None:
        if self._known is not None:
            self._close(self._known[2].owned)
        self._known = None

    def _close(self, owned: Iterable[Draft | Prepared]) -> None:
        """Close what is of no use any more, once nobody beside the window reads it."""
        self._let_go += owned
        if not self._is_running:
            for each in self._let_go:
                each.close()
            self._let_go = []

    def _add(self, fresh: Checked) -> None:
        """Take what was found freshly, together with what is known of the rest."""
        if self._asked is None:
            return
        file, plan, kinds, to_compare = self._asked
        known = self._known[2] if self._known is not None else fresh
        self._take(carried_over(known, fresh, kinds, plan), file, plan)
        if set(kinds) >= set(plan.mapping.kinds):
            self._compared = to_compare

    @Slot(object)
    def _apply_report(self, report: Report) -> None:
        is_stale = self._stop.is_set()
        match report.event:
            case Checking() as progress if not is_stale:
                self._progress = progress
                if progress.findings is not None:
                    self._findings = progress.findings
            case Checked() as result if is_stale:
                kept = self._known[2].owned if self._known is not None else ()
                self._close(_gone(result.owned, kept))
            case Checked() as result:
                self._add(result)
                self._session.end_judging(result.judged)
            case Unchanged() if self._asked is not None and self._known is not None:
                if not is_stale:
                    file, plan, *_ = self._asked
                    self._take(carried_over(self._known[2], self._known[2], (), plan), file, plan)
            case Ended():
                self._end()
            case Broken(error):
                if isinstance(error, SourceError):
                    # What is known is of a file that is there no more.
                    self._forget_known()
                self._end()
                self._error = None if is_stale else error
                self._has_faulted = error is None and not is_stale
        self.changed.emit()

    def _end(self) -> None:
        self._is_running = False
        self._close(())
        if self._result is not None and self._to_compare != self._compared:
            self._check_soon()


def _first(file: CsvFile, plan: Plan, kinds: tuple[Kind, ...]) -> Iterator[First]:
    """Look at the first rows; in another thread."""
    yield First(first_look(file, plan, kinds))


def _gone(
    before: Iterable[Draft | Prepared], now: Sequence[Draft | Prepared]
) -> list[Draft | Prepared]:
    """Return what is not among what is kept; what is equal may be another one on the disk."""
    return [each for each in before if all(each is not other for other in now)]
