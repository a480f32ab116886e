"""The headings of the records: the group of a property above its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHeaderView

from klaviyo_gui.language import tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.cards import bold, small
from klaviyo_gui.ui.models.records import HeadingRole
from klaviyo_gui.ui.roomy import in_type

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.theme import Theme

_EDGE = 8
_ARROW = 14
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RecordHeading(QHeaderView):
    """Draws groups and names in the colours of the theme; a click on one sorts by it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setAccessibleName(tr("The properties of the records"))
        theme.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(super().sizeHint().width(), self._height())

    def sectionSizeFromContents(self, at: int) -> QSize:
        """Return the width of the name."""
        words = str(self.model().headerData(at, self.orientation()) or "")
        group = str(self.model().headerData(at, self.orientation(), HeadingRole.GROUP) or "")
        metrics = self.fontMetrics()
        width = max(metrics.horizontalAdvance(words) * 1.1, metrics.horizontalAdvance(group))
        return QSize(int(width) + 2 * _EDGE + in_type(_ARROW), self._height())

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Draw one heading."""
        model, colours = self.model(), self._theme.tokens
        painter.save()
        painter.fillRect(rect, QColor(colours.sunken))
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        group = str(model.headerData(at, self.orientation(), HeadingRole.GROUP) or "")
        if group:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        elif rect.left() <= 0:
            # Of a group that begins further to the left the name stays in sight.
            group = str(model.headerData(at, self.orientation(), HeadingRole.WITHIN) or "")
        inner = QRectF(rect).adjusted(_EDGE, 3, -4, -3)
        upper_left = max(inner.left(), _EDGE)
        half = inner.height() / 2
        upper = QRectF(upper_left, inner.top(), inner.right() - upper_left, half)
        painter.setFont(small(self.font()))
        painter.setPen(QColor(colours.muted))
        _draw(painter, upper, group)
        lower = QRectF(inner.left(), inner.top() + half, inner.width(), half)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == at:
            side = in_type(_ARROW)
            spot = QRectF(lower.right() - side, lower.center().y() - side / 2, side, side)
            painter.save()
            if self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder:
                painter.translate(spot.center())
                painter.rotate(180)
                painter.translate(-spot.center())
            icons.renderer("down", colours.accent).render(painter, spot)
            painter.restore()
            lower.setRight(spot.left() - 2)
        painter.setFont(bold(self.font()))
        painter.setPen(QColor(colours.text))
        _draw(painter, lower, str(model.headerData(at, self.orientation()) or ""))
        painter.restore()

    def _height(self) -> int:
        return self.fontMetrics().height() * 2 + 8


def _draw(painter: QPainter, room: QRectF, words: str) -> None:
    cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, _LEFT, cut)
