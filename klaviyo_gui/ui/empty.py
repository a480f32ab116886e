"""What stands where there is nothing yet: what will be here, and what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from klaviyo_gui.ui.pieces import column, flowing


class Empty(QWidget):
    """Two sentences in the middle of a page."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self.setAccessibleName(f"{title} {words}")
        layout = column(self, gap=8)
        layout.addStretch(1)
        for said, role in ((title, "big"), (words, "muted")):
            label = flowing(said, role)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch(2)
