"""The foot of the sheet: the words and the button side by side, or one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QWidget

from klaviyo_gui.ui.pieces import row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel, QPushButton

_MOST = 0.7
"""The part of the width that a button may take beside words."""


class Foot(QWidget):
    """Shows why nothing can be sent, and the button; large type sets one below the other."""

    def __init__(self, words: QLabel, press: QPushButton) -> None:
        super().__init__()
        self._press = press
        self._layout = row(self)
        self._layout.addWidget(words, 1)
        self._layout.addWidget(press)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction."""
        super().resizeEvent(event)
        is_narrow = self._press.sizeHint().width() > self.width() * _MOST
        sides = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(sides[0] if is_narrow else sides[1])

    def minimumSizeHint(self) -> QSize:
        """Return the width of the button, the least in which all can be read."""
        return QSize(self._press.sizeHint().width(), super().minimumSizeHint().height())
