"""List entries that look like cards: a title, what lies below it, a shape and a word."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from klaviyo_gui.ui import icons
from klaviyo_gui.ui.copying import Copying
from klaviyo_gui.ui.elided import one_line
from klaviyo_gui.ui.roomy import in_type
from klaviyo_gui.ui.tokens import RADII, RING, TYPE

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from klaviyo_gui.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_EDGE_X, _EDGE_Y = 14, 10
_MARK = 16
_BESIDE = 10
_ARROW = 16
_ORIGIN = 14
_TALL = 10_000
_BORDER = 4


class CardRole(IntEnum):
    """What a model gives to a card besides its display text."""

    BELOW = Qt.ItemDataRole.UserRole + 1
    """The line below the title."""
    SIDE = Qt.ItemDataRole.UserRole + 2
    """The word at the right of that line."""
    MARK = Qt.ItemDataRole.UserRole + 3
    """The drawing at the left, empty for none."""
    TONE = Qt.ItemDataRole.UserRole + 4
    """The colour token of mark and side word."""
    IN_HAND = Qt.ItemDataRole.UserRole + 5
    """Whether the card is lifted."""
    MORE = Qt.ItemDataRole.UserRole + 6
    """A last line, smaller, on cards that wrap."""
    OPENS = Qt.ItemDataRole.UserRole + 7
    """Whether an arrow shows that a list opens from the card."""
    HEADING = Qt.ItemDataRole.UserRole + 8
    """How many cards follow, of an entry that is their heading; none of a card."""
    ORIGIN = Qt.ItemDataRole.UserRole + 9
    """The drawing before the title that tells where a card comes from, empty for none."""


def small(font: QFont) -> QFont:
    """Return the font of side remarks."""
    result = QFont(font)
    result.setPointSizeF(result.pointSizeF() * TYPE.type_small / TYPE.type_text)
    return result


def bold(font: QFont) -> QFont:
    """Return the font of titles."""
    result = QFont(font)
    result.setWeight(QFont.Weight.DemiBold)
    return result


def arrow(card: QRect) -> QRectF:
    """Return where the arrow of a card is drawn, in its upper right corner."""
    side = in_type(_ARROW)
    return QRectF(card.right() - _EDGE_X // 2 - side, card.top() + _EDGE_Y, side, side)


class CardDelegate(QStyledItemDelegate):
    """Draws each entry of a list as a card in the colours of the theme."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return room for two lines of the view's type."""
        return QSize(120, option.fontMetrics.height() * 2 + 26)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        colours = self._theme.tokens
        is_lifted = bool(index.data(CardRole.IN_HAND))
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2, 3, -2, -3)
        edge = colours.accent if is_lifted or has_focus or is_chosen else colours.border
        painter.setPen(QPen(QColor(edge), RING if is_lifted or has_focus else 1))
        painter.setBrush(QColor(colours.accent_soft if is_lifted or is_chosen else colours.surface))
        painter.drawRoundedRect(box, RADII.round_frame, RADII.round_frame)
        inner = box.adjusted(_EDGE_X - 2, _EDGE_Y - 3, 2 - _EDGE_X, 3 - _EDGE_Y)
        mark = index.data(CardRole.MARK)
        if mark:
            tone = getattr(colours, index.data(CardRole.TONE) or "muted")
            side = in_type(_MARK)
            spot = QRectF(inner.left(), self._mark_top(inner, option), side, side)
            icons.renderer(mark, tone, colours.surface).render(painter, spot)
            inner.setLeft(spot.right() + _BESIDE)
        self._paint_words(painter, option, index, inner)
        painter.restore()

    def _mark_top(self, inner: QRectF, _option: QStyleOptionViewItem) -> float:
        return inner.center().y() - in_type(_MARK) / 2

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, inner: QRectF
    ) -> None:
        colours = self._theme.tokens
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        lower = QRectF(inner.left(), inner.center().y(), inner.width(), inner.height() / 2)
        painter.setFont(small(option.font))
        side = index.data(CardRole.SIDE) or ""
        if side:
            painter.setPen(QColor(getattr(colours, index.data(CardRole.TONE) or "muted")))
            side = _cut(painter, side, lower, Qt.TextElideMode.ElideRight)
            painter.drawText(lower, _RIGHT, side)
            lower.setRight(lower.right() - painter.fontMetrics().horizontalAdvance(side) - 10)
        painter.setPen(QColor(colours.muted))
        below = index.data(CardRole.BELOW) or ""
        painter.drawText(lower, _LEFT, _cut(painter, below, lower, Qt.TextElideMode.ElideRight))
        if index.data(CardRole.OPENS):
            icons.renderer("down", colours.muted).render(painter, arrow(option.rect))
            upper.setRight(arrow(option.rect).left() - 4)
        origin = index.data(CardRole.ORIGIN)
        if origin:
            side = in_type(_ORIGIN)
            spot = QRectF(upper.left(), upper.center().y() - side / 2, side, side)
            icons.renderer(origin, colours.accent, colours.surface).render(painter, spot)
            upper.setLeft(spot.right() + 5)
        painter.setFont(bold(option.font))
        painter.setPen(QColor(colours.text))
        painter.drawText(upper, _LEFT, self._title(painter, one_line(index.data() or ""), upper))

    def _title(self, painter: QPainter, words: str, room: QRectF) -> str:
        """Return as much of a title as there is room for."""
        return _cut(painter, words, room, Qt.TextElideMode.ElideMiddle)


class WrappingCardDelegate(CardDelegate):
    """Draws cards as high as their sentences need."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for all words in the width of the list."""
        # Measured as if the scroll bar stood there, so that its coming changes no height.
        bar = self._view.verticalScrollBar().sizeHint().width()
        mark = in_type(_MARK) + _BESIDE if index.data(CardRole.MARK) else 0
        width = self._view.width() - bar - 2 * _EDGE_X - mark - _BORDER
        height = sum(
            self._height(font, words, width) for font, words, _ in self._parts(option, index)
        )
        return QSize(120, height + 2 * _EDGE_Y + 2)

    def _mark_top(self, inner: QRectF, option: QStyleOptionViewItem) -> float:
        return inner.top() + (option.fontMetrics.height() - in_type(_MARK)) / 2

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, inner: QRectF
    ) -> None:
        top = inner.top()
        for font, words, colour in self._parts(option, index):
            height = self._height(font, words, int(inner.width()))
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(inner.left(), top, inner.width(), height), _WRAPPED, words)
            top += height

    def _parts(self, option: QStyleOptionViewItem, index: Index) -> list[tuple[QFont, str, str]]:
        colours = self._theme.tokens
        parts = [
            (bold(option.font), index.data(), colours.text),
            (QFont(option.font), index.data(CardRole.BELOW), colours.muted),
            (small(option.font), index.data(CardRole.MORE), colours.muted),
        ]
        return [part for part in parts if part[1]]

    def _height(self, font: QFont, words: str, width: int) -> int:
        room = QRect(0, 0, max(width, 80), _TALL)
        return QFontMetrics(font).boundingRect(room, _WRAPPED, words).height() + 2


class CardList(QListView):
    """Copies all that the chosen cards say, by the key for which Qt copies their titles."""

    def __init__(self) -> None:
        super().__init__()
        self._copying = Copying(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen cards."""
        if not self._copying.takes(event):
            super().keyPressEvent(event)


def card_list(
    name: str, model: QAbstractItemModel, theme: Theme, *, wraps: bool = False
) -> QListView:
    """Return a list that draws its entries as cards; with ``wraps``, whole sentences."""
    view = CardList()
    view.setModel(model)
    view.setProperty("role", "plain")
    view.setAccessibleName(name)
    view.setItemDelegate((WrappingCardDelegate if wraps else CardDelegate)(theme, view))
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setUniformItemSizes(not wraps)
    theme.changed.connect(view.viewport().update)
    return view


def _cut(painter: QPainter, words: str, room: QRectF, where: Qt.TextElideMode) -> str:
    return painter.fontMetrics().elidedText(one_line(words), where, int(room.width()))
