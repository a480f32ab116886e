"""How damaged cells look in the grid: a tint, and a corner that is a shape of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from klaviyo_gui.language import grouped
from klaviyo_gui.ui.cell_editor import CellEditing
from klaviyo_gui.ui.models.rows import CellRole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.theme import Theme

_CORNER = 9.0
_INSTEAD = ("good", "accent")
"""Tones of cells in whose place something else is used."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DamagedCells(CellEditing):
    """Tints damaged cells and marks their upper right corner; mended or edited ones the lower one.

    How many cells stand beyond the last column is written at the end of the row.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        tone = index.data(CellRole.TONE)
        if not tone:
            super().paint(painter, option, index)
            return
        colours = self._theme.tokens
        soft = getattr(colours, f"{tone}_soft", colours.sunken)
        painter.fillRect(option.rect, QColor(soft))
        super().paint(painter, option, index)
        painter.save()
        surplus = index.data(CellRole.SURPLUS)
        if surplus:
            painter.setPen(QColor(getattr(colours, tone)))
            room = option.rect.adjusted(0, 0, -int(_CORNER) - 4, 0)
            painter.drawText(room, _RIGHT, f"+{grouped(surplus)}")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(colours, tone)))
        right = float(option.rect.right() + 1)
        top, bottom = float(option.rect.top()), float(option.rect.bottom() + 1)
        at, inward = (bottom, -_CORNER) if tone in _INSTEAD else (top, _CORNER)
        painter.drawPolygon(
            QPolygonF(
                [QPointF(right - _CORNER, at), QPointF(right, at), QPointF(right, at + inward)]
            )
        )
        painter.restore()
