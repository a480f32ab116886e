"""Cards below headings: the list of what was found, in its four sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter

from klaviyo_gui.ui import icons
from klaviyo_gui.ui.cards import CardRole, WrappingCardDelegate, bold, small
from klaviyo_gui.ui.roomy import in_type

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from klaviyo_gui.ui.cards import Index

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_EDGE = 6
_MARK = 14


class SectionedDelegate(WrappingCardDelegate):
    """Draws findings as cards and the headings of their classes as lines between them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for a heading, or for a card."""
        if index.data(CardRole.HEADING) is None:
            return super().sizeHint(option, index)
        return QSize(120, option.fontMetrics.height() + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry."""
        if index.data(CardRole.HEADING) is None:
            super().paint(painter, option, index)
            return
        colours = self._theme.tokens
        tone = getattr(colours, index.data(CardRole.TONE))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(_EDGE, 6, -_EDGE, 0)
        side = in_type(_MARK)
        spot = QRectF(box.left(), box.center().y() - side / 2, side, side)
        icons.renderer(index.data(CardRole.MARK), tone, colours.surface).render(painter, spot)
        box.setLeft(spot.right() + 8)
        painter.setFont(bold(small(option.font)))
        painter.setPen(QColor(tone))
        words = f"{index.data()} · {index.data(CardRole.HEADING)}"
        room = int(box.width())
        cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, _LEFT, cut)
        painter.restore()
