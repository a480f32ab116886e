"""Counts beside the window what the row filter in hand does with the whole file."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from klaviyo_gui.core.choice_report import ChoiceReport
from klaviyo_gui.core.errors import ExpectedError, MappingError
from klaviyo_gui.sending.choice_count import Counting, count_choice
from klaviyo_gui.sending.readying import check_steps
from klaviyo_gui.ui.work import Broken, Ended, WorkQueue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.indexing import Indexed
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session

_PAUSE_MS = 200
"""Changes closer together than this are counted once."""


class ChoiceCounting(QObject):
    """Counts while somebody looks, the latest filter alone.

    ``changed`` fires when a count begins, is further on, is done, or is out of date.
    """

    changed = Signal()

    def __init__(self, session: Session, checker: Checker) -> None:
        super().__init__(session)
        self._session = session
        self._checker = checker
        self._is_wanted = False
        self._asked: tuple[object, ...] = ()
        self._report: ChoiceReport | None = None
        self._share: float | None = None
        self._error: ExpectedError | None = None
        self._stop = threading.Event()
        self._work = WorkQueue(self)
        self._work.told.connect(self._apply)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._begin)
        for signal in (
            session.file_changed,
            session.index_changed,
            session.mapping_changed,
            session.plan_changed,
            session.amendments_changed,
        ):
            signal.connect(self._look)

    @property
    def report(self) -> ChoiceReport | None:
        """Return what the filter does; None until it is known."""
        return self._report

    @property
    def share(self) -> float | None:
        """Return how far the count is; None where there is none under way."""
        return self._share

    @property
    def error(self) -> ExpectedError | None:
        """Return what kept the last count from its end."""
        return self._error

    def want(self, is_wanted: bool) -> None:
        """Count from now on, or no more."""
        self._is_wanted = is_wanted
        if is_wanted:
            self._look()
        else:
            self._stop.set()
            self._timer.stop()
            if self._share is not None:
                self._forget(())

    def close(self) -> None:
        """End the work under way."""
        self._is_wanted = False
        self._timer.stop()
        self._stop.set()
        self._work.forget()
        self._work.close()

    # Private

    def _about(self) -> tuple[object, ...]:
        """Return all that a count depends on; nothing where there is nothing to count."""
        session = self._session
        file, index, plan = session.file, session.index, session.plan
        if file is None or index is None or plan.mapping.row_filter is None:
            return ()
        if session.is_judging:
            # To find out twice what the whole file tells takes twice as long.
            return ()
        try:
            check_steps(file, plan)
        except MappingError:
            return ()
        mapping = plan.mapping
        readings = tuple(
            (pair.source, pair.fallback, pair.type, pair.conversion)
            for kind in mapping.kinds
            for pair in mapping.every_pair(kind)
        )
        steps = (mapping.row_filter, mapping.joins, mapping.grouping, mapping.repairs)
        return (file, steps, readings, mapping.options, plan.amendments, plan.judged)

    @Slot()
    def _look(self) -> None:
        """Count anew, soon, if something is otherwise than it was."""
        about = self._about()
        if about == self._asked:
            return
        self._forget(about)
        if about and self._is_wanted:
            self._timer.start()

    def _forget(self, about: tuple[object, ...]) -> None:
        self._stop.set()
        self._work.forget()
        self._timer.stop()
        self._asked = about if self._is_wanted else ()
        self._report = self._error = None
        self._share = 0.0 if about and self._is_wanted else None
        self.changed.emit()

    @Slot()
    def _begin(self) -> None:
        file, plan = self._session.file, self._session.plan
        if file is not None and self._asked:
            self._stop = threading.Event()
            known = tuple(each.shared() for each in self._checker.indexed)
            work = partial(_counted, file, plan, self._checker.pool, known)
            self._work.begin(partial(work, self._stop))

    @Slot(object)
    def _apply(self, event: object) -> None:
        match event:
            case Counting(share):
                self._share = share
            case ChoiceReport() as report:
                self._report = report
            case Broken(error):
                self._error, self._share = error, None
            case Ended():
                self._share = None
        self.changed.emit()


def _counted(
    file: CsvFile, plan: Plan, pool: Pool, known: Sequence[Indexed], stop: threading.Event
) -> Iterator[object]:
    """Count; in another thread. The indices of second files are kept until then."""
    try:
        yield from count_choice(file, plan, pool, stop, known)
    finally:
        for each in known:
            each.close()
