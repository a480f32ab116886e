"""What joins find in all rows: by the check of the whole file, or looked at beside the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.ui.map.joining.looking import Errand, Looked, look_for_rows, looked, plan_of

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

    from klaviyo_gui.core.amendments import Amendments
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.join import Join
    from klaviyo_gui.core.match_report import MatchReport
    from klaviyo_gui.core.repair import Repair
    from klaviyo_gui.sending.preparing import Prepared
    from klaviyo_gui.source.reader import Rows
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.map.joining.in_hand import JoinInHand
    from klaviyo_gui.ui.session import Session

    Asked = tuple[tuple[Rows, ...], tuple[Join, ...], Amendments, tuple[Repair, ...]]
    """The first rows of all files, which are those files; how they are joined; what is changed."""


class JoinLook(QObject):
    """Knows what the joins of the mapping find, with the one that is being chosen.

    Where records can be built the check of the whole file tells it, which joins all rows anyway;
    else they are joined for that alone. What the first rows hold then is handed to the session.

    ``changed`` fires when more is known, or less.
    """

    changed = Signal()

    def __init__(self, session: Session, checker: Checker, in_hand: JoinInHand) -> None:
        super().__init__(session)
        self._session = session
        self._checker = checker
        self._in_hand = in_hand
        self._asked: Asked | None = None
        self._found: Looked | None = None
        self._errand = Errand(self)
        self._errand.told.connect(self._take)
        self._errand.changed.connect(self.changed)
        in_hand.changed.connect(self.refresh)
        session.file_changed.connect(self.refresh)
        session.index_changed.connect(self.refresh)
        session.amendments_changed.connect(self.refresh)
        checker.changed.connect(self.refresh)

    @property
    def share(self) -> float | None:
        """Return how much of the look under way is done; None while none is."""
        return self._errand.share

    @property
    def is_awaited(self) -> bool:
        """Tell whether the check of the whole file is about to tell it."""
        return self._found is None and self._is_of_check() and self._checker.is_busy

    @property
    def is_stopped(self) -> bool:
        """Tell whether somebody stopped the look before its end."""
        is_stopped = self._is_of_check() and self._checker.is_stopped
        return self._found is None and (self._errand.is_stopped or is_stopped)

    @property
    def error(self) -> ExpectedError | None:
        """Return what kept it from its end."""
        if self._found is None and self._is_of_check() and self._checker.error is not None:
            return self._checker.error
        return self._errand.error

    def report(self, at: int | None) -> MatchReport | None:
        """Return what a join of the mapping found; None for the one that is being chosen."""
        if self._found is None:
            return None
        reports, joins = self._found.reports, self._session.mapping.joins
        place = len(joins) if at is None else at
        return reports[place] if place < len(reports) else None

    @Slot()
    def stop(self) -> None:
        """Stop the look under way."""
        if self._errand.is_busy:
            self._errand.stop()
        elif self._is_of_check():
            self._checker.stop()

    @Slot()
    def look_again(self) -> None:
        """Look anew, after a stop or an error."""
        self._asked = None
        if self._is_of_check():
            self._checker.check_again()
        self.refresh()

    def close(self) -> None:
        """End the work under way, and wait for its end."""
        self._errand.close()

    @Slot()
    def refresh(self) -> None:
        """Find out what is not known of the joins as they are now."""
        session = self._session
        wanted = self._in_hand.with_it()
        if wanted is None or session.index is None:
            if self._asked is not None:
                self._forget()
                self.changed.emit()
            return
        file, joins = wanted
        asked = self._key(file, joins)
        if self._asked is not None and _are_same(asked, self._asked):
            self._hand_over()
            return
        is_of_check, prepared = self._is_of_check(), self._checker.prepared
        if is_of_check and prepared is None:
            # It comes with the check.
            had = self._asked is not None
            self._forget()
            if had or self._checker.error is not None:
                self.changed.emit()
            return
        self._forget()
        self._asked = asked
        if is_of_check and prepared is not None:
            self._errand.begin(partial(_of_check, prepared.shared()))
        else:
            plan = plan_of(session.plan, joins)
            self._errand.begin(partial(look_for_rows, file, plan, self._checker.pool))

    def _key(self, file: CsvFile, joins: tuple[Join, ...]) -> Asked:
        session = self._session
        # A repair of another column changes no key, but what is not the same is looked at anew.
        rows = tuple(each.head_rows for each in (file, *file.seconds))
        return rows, joins, session.amendments, session.mapping.repairs

    def _is_of_check(self) -> bool:
        """Tell whether the check of the whole file tells what is asked."""
        session = self._session
        is_of_mapping = self._in_hand.at is not None or self._in_hand.join is None
        return is_of_mapping and bool(session.mapping.joins) and session.obstacle is None

    def _forget(self) -> None:
        self._errand.cancel()
        self._asked = self._found = None

    @Slot(object)
    def _take(self, event: object) -> None:
        if isinstance(event, Looked):
            self._found = event
            self._hand_over()

    def _hand_over(self) -> None:
        """Tell the session what the first rows hold, as soon as they are joined so."""
        if self._found is not None:
            self._session.take_joined_rows(self._found.rows)


def _are_same(one: Asked, other: Asked) -> bool:
    """Tell whether two things asked are the same; files are those that were opened once."""
    is_of_same_files = len(one[0]) == len(other[0]) and all(
        mine is yours for mine, yours in zip(one[0], other[0], strict=True)
    )
    return is_of_same_files and one[1:] == other[1:]


def _of_check(prepared: Prepared, _stop: threading.Event) -> Iterator[Looked]:
    try:
        yield looked(prepared)
    finally:
        prepared.close()
