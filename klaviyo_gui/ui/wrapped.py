"""Words on one line where that has room, and on as many as they need where it has not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

_LEAST = 80
"""Pixels below which lines are too short to be read; a longer word asks for no more either."""


class WrappedLabel(QLabel):
    """A label that asks for the width of one line, and for its height in the width that it gets.

    Qt's own asks for some width in between, in which it then stays.
    """

    def __init__(self, words: str = "", role: str = "") -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setIndent(0)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        margins = self.contentsMargins()
        words = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, self.text())
        around = QSize(margins.left() + margins.right(), margins.top() + margins.bottom())
        return words + around + QSize(2, 0)

    def minimumSizeHint(self) -> QSize:
        """Return the least width: a name without a blank never widens the window."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), _LEAST), hint.height())
