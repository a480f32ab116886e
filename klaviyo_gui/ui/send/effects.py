"""Effects: as history or live, and below the choice what speaks for or against it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QWidget

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import in_use, tr
from klaviyo_gui.ui.flow import FlowLayout
from klaviyo_gui.ui.pieces import TARGET, choice, column, flowing, named

if TYPE_CHECKING:
    from klaviyo_gui.ui.session import Session


_GAP = 6
"""Pixels between the choice and what is said of it."""


class Effects(QWidget):
    """The choice that decides whether anybody may get a message.

    ``decided`` fires when somebody chooses, before anything follows from it.
    """

    decided = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.history = choice(tr("As history: no flow of these events starts"))
        self.live = choice(tr("Live: new events may start flows that send messages"))
        self.parted = choice(tr("Both: history before this day, live from then on"))
        self.day = QDateEdit(QDate.currentDate())
        self.day.setMinimumHeight(TARGET)
        named(self.day, tr("The first day of live events"))
        self.day.setCalendarPopup(True)
        self.day.setLocale(_locale())
        self.day.setDisplayFormat(tr("d MMMM yyyy"))
        self.no_events = flowing(
            tr("No events are sent, so there is no choice between history and live."), "sentence"
        )
        self._group = QButtonGroup(self)
        self._layout = column(self, gap=4)
        self._layout.addWidget(self.no_events)
        for each in (self.history, self.live):
            self._group.addButton(each)
            self._layout.addWidget(each)
        self._group.addButton(self.parted)
        parted = QWidget()
        flow = FlowLayout(parted, gap=8)
        flow.addWidget(self.parted)
        flow.addWidget(self.day)
        self._layout.addWidget(parted)
        self.history.setChecked(True)
        self._group.buttonClicked.connect(self._choose)
        self.day.dateChanged.connect(self._choose)

    def add(self, widget: QWidget) -> None:
        """Put what is known of the effects below the choice."""
        widget.setContentsMargins(0, _GAP, 0, 0)
        self._layout.addWidget(widget)

    @property
    def words(self) -> str:
        """Return the effect as what follows the amount on the button, blank without events."""
        session = self._session
        if not session.mapping.pairs(Kind.EVENTS):
            return ""
        if session.is_history:
            return " " + tr("as history")
        return " " + (tr("live") if session.history_before is None else tr("partly live"))

    def refresh(self) -> None:
        """Show what is chosen; without events say that there is nothing to choose."""
        session = self._session
        has_events = bool(session.mapping.pairs(Kind.EVENTS))
        for each in (self.history, self.live, self.parted):
            each.setVisible(has_events)
        is_parted = not session.is_history and session.history_before is not None
        self.history.setChecked(session.is_history)
        self.live.setChecked(not session.is_history and not is_parted)
        self.parted.setChecked(is_parted)
        self.day.setVisible(has_events)
        self.day.setEnabled(is_parted)
        self.no_events.setVisible(not has_events)
        turn = session.history_before
        if turn is not None:
            with QSignalBlocker(self.day):
                self.day.setDate(QDate(turn.year, turn.month, turn.day))

    @Slot()
    def _choose(self) -> None:
        self.decided.emit()
        turn = None
        if self.parted.isChecked():
            day = self.day.date()
            # On the clock of the file, which may be said anew.
            turn = datetime(day.year(), day.month(), day.day())  # noqa: DTZ001 - the session has it
        self._session.set_history(self.history.isChecked(), turn)


def _locale() -> QLocale:
    """Return where months are called as in the language in use, and weeks begin as they do here."""
    return QLocale(QLocale(in_use()).language(), QLocale.system().territory())
