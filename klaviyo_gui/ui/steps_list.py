"""All steps that can be taken back, each of which can be gone back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QUndoView

from klaviyo_gui.language import tr
from klaviyo_gui.ui.pieces import button, column, grown, row, text
from klaviyo_gui.ui.roomy import RoomyDialog

if TYPE_CHECKING:
    from PySide6.QtGui import QUndoStack
    from PySide6.QtWidgets import QWidget


class StepsList(RoomyDialog):
    """Stands beside the window; the step that is chosen is the last one that holds."""

    def __init__(self, steps: QUndoStack, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("History of steps"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = QUndoView(steps)
        self.view.setEmptyLabel(tr("Before the first step"))
        self.view.setAccessibleName(tr("Steps, the first one above"))
        close = button(tr("Close"), "primary")
        close.clicked.connect(self.accept)
        foot = row()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = column(self, edge=18)
        words = tr(
            "Choose a step to go back to it. Those below it are kept until you do something else."
        )
        layout.addWidget(grown(text(words, "muted", wraps=True)))
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        self.give_room("steps", QSize(320, 240), QSize(420, 520))
        self.view.setFocus()
