"""The status strip: what will happen, always on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.amounts import amount
from klaviyo_gui.ui.elided import ElidedLabel, shortened
from klaviyo_gui.ui.pieces import plural, row, text

if TYPE_CHECKING:
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session


def sentence(session: Session, checker: Checker) -> str:
    """Return what would be sent, in one line."""
    if session.file is None:
        return "No file open · nothing will be sent"
    rows = plural(session.row_count, "row")
    if session.index is None and not session.is_cut_short:
        rows = f"{rows} so far"
    parts = [f"{rows} → {_records(session, checker)}", "Practice"]
    if session.mapping.pairs(Kind.EVENTS):
        parts.append("history, no flows" if session.is_history else "live, may start flows")
    return " · ".join(parts)


def _records(session: Session, checker: Checker) -> str:
    result = checker.result
    if result is None:
        if checker.has_faulted:
            return "the check stopped by a fault of the program"
        return "being checked" if checker.is_busy else "nothing ready to send yet"
    parts = []
    if session.mapping.pairs(Kind.EVENTS):
        parts.append(plural(result.tally.events.unsent, "event"))
    if session.mapping.pairs(Kind.PROFILES):
        parts.append(plural(result.people, "person", "people"))
    counts = {kind: len(numbers) for kind, numbers in result.held.items()}
    held = " and ".join(amount(kind, count) for kind, count in counts.items() if count)
    parts.append(f"{held or 'nothing'} held")
    if result.left_out:
        parts.append(f"{plural(len(result.left_out), 'row')} left out")
    return " · ".join(parts)


class Strip(QFrame):
    """One line at the foot of the window, with the progress of the check."""

    def __init__(self, session: Session, checker: Checker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._session = session
        self._checker = checker
        self._words = text()
        self._hand = ElidedLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName("Progress of the check")
        layout = row(self)
        layout.setContentsMargins(20, 9, 20, 9)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._hand, 1)
        layout.addWidget(self._bar)
        for signal in (session.file_changed, session.index_changed, session.mapping_changed):
            signal.connect(self.refresh)
        session.plan_changed.connect(self.refresh)
        session.file_refused.connect(self.refresh)
        session.hand_changed.connect(self.refresh)
        checker.changed.connect(self.refresh)
        self.refresh()

    @property
    def sentence(self) -> str:
        """Return the line as it stands."""
        return self._words.text()

    @property
    def hand(self) -> str:
        """Return what it says of the columns in hand."""
        return self._hand.text()

    @Slot()
    def refresh(self) -> None:
        """Say what is true now."""
        hand = self._session.in_hand
        names = shortened(hand[0]) if len(hand) == 1 else plural(len(hand), "column")
        self._hand.setText(
            f"{names} in hand. Tab to targets, Enter to place, Escape to put back" if hand else ""
        )
        self._hand.setVisible(bool(hand))
        self._words.setText(sentence(self._session, self._checker))
        self._words.setVisible(not hand)
        self.setAccessibleName(self._hand.text() or self._words.text())
        progress = self._checker.progress
        self._bar.setVisible(progress is not None and self._checker.result is None)
        if progress is not None:
            self._bar.setRange(0, 1000)
            self._bar.setValue(progress.done * 1000 // max(progress.total, 1))
