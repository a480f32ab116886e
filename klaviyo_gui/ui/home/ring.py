"""A small ring that is filled as far as something is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from klaviyo_gui.ui.theme import Theme

_SIDE, _LINE = 26, 4
_TURN = 360 * 16
"""Qt counts angles in sixteenths of a degree, from three o'clock and against the clock."""

_TOP = 90 * 16


class Ring(QWidget):
    """Shows a share; what it means stands in words beside it."""

    def __init__(self, share: float, theme: Theme) -> None:
        super().__init__()
        self._share = share
        self._theme = theme
        self.setFixedSize(_SIDE, _SIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring, and over it what is done."""
        colours = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = _LINE / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        for colour, share in ((colours.border, 1.0), (colours.accent, self._share)):
            painter.setPen(QPen(QColor(colour), _LINE))
            painter.drawArc(box, _TOP, -round(_TURN * share))
        painter.end()
