"""What becomes of cells that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox

from klaviyo_gui.core.conversion import Unread
from klaviyo_gui.language import tr
from klaviyo_gui.ui.map.convert.section import Section

if TYPE_CHECKING:
    from klaviyo_gui.ui.map.convert.section import Subject


class UnreadSection(Section):
    """Hold the row, or let the record go without the property."""

    def __init__(self) -> None:
        super().__init__(
            tr("What cannot be read"),
            tr("It holds its row. Left out, the rest of the row is sent, and the check counts it."),
        )
        self.box = QCheckBox(tr("Leave out what cannot be read"))
        self.box.clicked.connect(self._choose)
        self.body.addWidget(self.box)

    def refresh(self, subject: Subject) -> None:
        """Show what was chosen."""
        self.box.setChecked(subject.pair.conversion.unread is Unread.LEAVE_OUT)

    @Slot(bool)
    def _choose(self, is_left_out: bool) -> None:
        unread = Unread.LEAVE_OUT if is_left_out else Unread.HOLD
        what = tr("what cannot be read left out") if is_left_out else tr("what cannot be read held")
        self.ask(what, unread=unread)
