"""What is asked when the window is closed in the middle of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox

from klaviyo_gui.language import tr
from klaviyo_gui.ui.roomy import zoom

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_COLUMN_FROM = 150
"""Percent of the usual size of type from which the buttons stand one below the other."""


class ClosingQuestion(QMessageBox):
    """Offers to go on out of sight, to pause and quit, or to stay.

    ``background_requested`` and ``quit_requested`` fire for the first two.
    """

    background_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("A run is on"))
        self.setText(tr("Keep sending while the window is away?"))
        self.setInformativeText(
            tr(
                "If you pause and quit, requests on their way are finished and recorded first; the "
                "rest stays unsent, and the run can be continued."
            )
        )
        role = QMessageBox.ButtonRole
        self.background = self.addButton(tr("Keep sending in the background"), role.AcceptRole)
        self.pause = self.addButton(tr("Pause and quit"), role.DestructiveRole)
        self.back = self.addButton(tr("Back"), role.RejectRole)
        # Qt makes a question no wider than a part of the screen, whatever its buttons need.
        row = self.findChild(QDialogButtonBox)
        if row is not None and zoom() >= _COLUMN_FROM:
            row.setOrientation(Qt.Orientation.Vertical)
        self.setDefaultButton(self.back)
        self.setEscapeButton(self.back)
        self.background.clicked.connect(self.background_requested)
        self.pause.clicked.connect(self.quit_requested)
