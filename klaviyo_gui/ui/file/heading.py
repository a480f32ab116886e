"""The headings of the grid: name, meaning, how full a column is, and a sign for damage."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView

from klaviyo_gui.language import tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.cards import bold, small
from klaviyo_gui.ui.models.rows import HeadingRole
from klaviyo_gui.ui.roomy import in_type

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.theme import Theme

_WIDTH = 140
_WIDTH_MAX = 360
_EDGE = 8
_BAR = 4
_SIGN = 14
_GAP = 5
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Heading(QHeaderView):
    """Draws what the model knows of each column in the colours of the theme."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._current = -1
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultSectionSize(_WIDTH)
        self.setMaximumSectionSize(_WIDTH_MAX)
        self.setAccessibleName(tr("The columns of the file"))
        theme.changed.connect(self.viewport().update)

    def show_current(self, column: int) -> None:
        """Mark the column that the card tells of."""
        self._current = column
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return room for two lines and the bar."""
        return QSize(super().sizeHint().width(), self._height())

    def sectionSizeFromContents(self, at: int) -> QSize:
        """Return the width of the longer of the two lines."""
        model = self.model()
        widths = []
        for role, metrics in zip(
            (Qt.ItemDataRole.DisplayRole, HeadingRole.BELOW),
            _metrics(self.font().toString()),
            strict=True,
        ):
            words = str(model.headerData(at, self.orientation(), role) or "")
            widths.append(metrics.horizontalAdvance(words))
        return QSize(max(widths) + 2 * _EDGE + in_type(_SIGN) + _GAP, self._height())

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:
        """Draw one heading."""
        model, colours = self.model(), self._theme.tokens
        is_current = at == self._current
        painter.save()
        painter.fillRect(rect, QColor(colours.accent_soft if is_current else colours.sunken))
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inner = QRectF(rect).adjusted(_EDGE, _EDGE - 2, -_EDGE, 0)
        height = self.fontMetrics().height()
        name_room = QRectF(inner.left(), inner.top(), inner.width(), height)
        below_room = name_room.translated(0, height)
        if model.headerData(at, self.orientation(), HeadingRole.FAULTS):
            side = in_type(_SIGN)
            sign = QRectF(inner.right() - side, name_room.center().y() - side / 2, side, side)
            icons.renderer("alert", colours.warn, colours.surface).render(painter, sign)
            name_room.setRight(sign.left() - _GAP)
        name = str(model.headerData(at, self.orientation()) or "")
        painter.setFont(bold(self.font()))
        painter.setPen(QColor(colours.text))
        _draw(painter, name_room, name.replace("\n", " "))
        painter.setFont(small(self.font()))
        painter.setPen(QColor(colours.muted))
        below = str(model.headerData(at, self.orientation(), HeadingRole.BELOW) or "")
        _draw(painter, below_room, below)
        fill = float(model.headerData(at, self.orientation(), HeadingRole.FILL) or 0.0)
        bar = QRectF(inner.left(), inner.top() + 2 * height + _GAP, inner.width(), _BAR)
        painter.fillRect(bar, QColor(colours.border))
        bar.setWidth(bar.width() * fill)
        painter.fillRect(bar, QColor(colours.accent))
        painter.restore()

    def _height(self) -> int:
        # Not asked of sizeHint, which measures other sections: that would measure all for each.
        return self.fontMetrics().height() * 2 + 2 * _EDGE + _BAR + _GAP


@lru_cache(maxsize=4)
def _metrics(font: str) -> tuple[QFontMetrics, QFontMetrics]:
    """Return the measures of both lines in this font; all columns of a file ask for them."""
    found = QFont()
    found.fromString(font)
    return QFontMetrics(bold(found)), QFontMetrics(small(found))


def _draw(painter: QPainter, room: QRectF, words: str) -> None:
    cut = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, _LEFT, cut)
