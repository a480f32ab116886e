"""The foot of the sheet: the words and the button side by side, or one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QBoxLayout, QWidget

from klaviyo_gui.ui.pieces import row

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel

    from klaviyo_gui.ui.send.sentence_button import SentenceButton

_MOST = 0.7
"""The part of the width that a button may take beside words."""


class Foot(QWidget):
    """Shows why nothing can be sent, and the button; large type sets one below the other."""

    def __init__(self, words: QLabel, press: SentenceButton) -> None:
        super().__init__()
        self._press = press
        self._layout = row(self)
        self._layout.addWidget(words, 1)
        self._layout.addWidget(press)

    def event(self, event: QEvent) -> bool:
        """Arrange both anew once either says something else."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the direction."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Return the width of the button, the least in which all can be read."""
        return QSize(self._press.least, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        is_narrow = self._press.whole > self.width() * _MOST
        sides = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(sides[0] if is_narrow else sides[1])
        self._press.fit(self.width())
