"""A line to type in, whose Enter means nothing to the property that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class OwnLine(QLineEdit):
    """Keeps Enter to itself; Qt hands it on to the parent, where it would list the columns."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter for good."""
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
