"""A scroll area that moves while a drag is held near its upper or lower edge."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QScrollArea

_EDGE = 48
"""Pixels from an edge within which it moves."""

_STEP = 14
_TICK_MS = 30


class DragScrollArea(QScrollArea):
    """Scrolls up and down only; nothing else can be reached by the wheel during a drag."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    @Slot()
    def begin_drag(self) -> None:
        """Watch the mouse: a drag is on."""
        self._timer.start()

    @Slot()
    def end_drag(self) -> None:
        """Stop watching."""
        self._timer.stop()

    def step_for(self, height: int) -> int:
        """Return how far to scroll for a mouse at this height of the viewport; 0 in the middle."""
        if 0 <= height < _EDGE:
            return -_STEP
        if self.viewport().height() - _EDGE < height <= self.viewport().height():
            return _STEP
        return 0

    @Slot()
    def _tick(self) -> None:
        place = self.viewport().mapFromGlobal(QCursor.pos())
        if 0 <= place.x() < self.viewport().width():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.step_for(place.y()))
