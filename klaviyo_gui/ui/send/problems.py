"""Rows with problems on their way to real customers: somebody must say what becomes of them."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.pieces import choice, column


class ProblemChoice(QWidget):
    """Sends nothing while rows have problems, or leaves those out.

    ``changed`` fires when the other one is chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.nothing = choice(tr("Send nothing while there are any"))
        self.leave_out = choice(tr("Leave them out and send the rest"))
        self._group = QButtonGroup(self)
        layout = column(self, gap=4)
        for each in (self.nothing, self.leave_out):
            self._group.addButton(each)
            layout.addWidget(each)
        self.nothing.setChecked(True)
        self._group.buttonClicked.connect(self._tell)

    @property
    def leaves_out(self) -> bool:
        """Tell whether the rest is sent."""
        return self.leave_out.isChecked()

    def ask_again(self) -> None:
        """Go back to sending nothing, where it is about another file or another account."""
        self.nothing.setChecked(True)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
