"""Effects: as history or live, and below the choice what speaks for or against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QWidget

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.pieces import choice, column

if TYPE_CHECKING:
    from klaviyo_gui.ui.session import Session


class Effects(QWidget):
    """The choice that decides whether anybody may get a message."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.history = choice("As history: no flows start, nobody gets a message")
        self.live = choice("Live: new events may start flows that send messages")
        self._group = QButtonGroup(self)
        self._layout = column(self, gap=4)
        for each in (self.history, self.live):
            self._group.addButton(each)
            self._layout.addWidget(each)
        self.history.setChecked(True)
        self._group.buttonClicked.connect(self._choose)

    def add(self, widget: QWidget) -> None:
        """Put what is known of the effects below the choice."""
        self._layout.addWidget(widget)

    def refresh(self) -> None:
        """Show what is chosen; without events there is nothing to choose."""
        has_events = bool(self._session.mapping.pairs(Kind.EVENTS))
        for each in (self.history, self.live):
            each.setEnabled(has_events)
        self.history.setChecked(self._session.is_history)
        self.live.setChecked(not self._session.is_history)

    @Slot()
    def _choose(self) -> None:
        self._session.set_history(self.history.isChecked())
