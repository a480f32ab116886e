"""What something means, in a small popup beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from klaviyo_gui.language import tr
from klaviyo_gui.ui.pieces import column, flowing, grown
from klaviyo_gui.ui.roomy import in_type
from klaviyo_gui.ui.tokens import RING

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from klaviyo_gui.ui.meaning.meaning import Meaning

_WIDTH, _NAMES = 440, 120
_EDGE, _GAP = 14, 4


class MeaningPopup(QFrame):
    """Has the focus as one text, which is read aloud as a whole; F1 or Escape closes it."""

    def __init__(self, meaning: Meaning, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.setAccessibleName(tr("What does this mean?"))
        self._meaning = meaning
        self._page = page = QWidget()
        page.setObjectName("page")
        layout = column(page, edge=_EDGE, gap=8)
        layout.addWidget(_wrapping(meaning.title, "section"))
        for words in meaning.said:
            layout.addWidget(_wrapping(words))
        if meaning.facts:
            layout.addLayout(_table(meaning.facts))
        layout.addWidget(_wrapping(_with_end(meaning.keys), "small"))
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(meaning.title)
        area.setAccessibleDescription(meaning.sentence)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        column(self, gap=0).addWidget(area)

    @property
    def meaning(self) -> Meaning:
        """Return what it tells."""
        return self._meaning

    def open_beside(self, widget: QWidget) -> None:
        """Open below what it tells of, or above where there is more room, within the screen."""
        corner, high = _place_of(widget)
        screen = QGuiApplication.screenAt(corner) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry() & widget.window().geometry()
        size = self._needed().boundedTo(room.size())
        self.resize(size)
        below = corner.y() + _GAP
        above = corner.y() - high - _GAP - size.height()
        top = above if below + size.height() > room.bottom() and above >= room.top() else below
        self.move(
            max(room.left(), min(corner.x(), room.right() - size.width())),
            max(room.top(), min(top, room.bottom() - size.height())),
        )
        self.show()
        self._area.setFocus(Qt.FocusReason.PopupFocusReason)

    # Overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by the key that opened it."""
        if event.key() in {Qt.Key.Key_F1, Qt.Key.Key_Help}:
            self.close()
        else:
            super().keyPressEvent(event)

    # Private

    def _needed(self) -> QSize:
        """Return the size in which all of it is seen, in lines that are good to read."""
        for each in self._page.findChildren(QWidget):
            # How large its words are is known once it looks as it will.
            each.ensurePolished()
        beside = 2 * (self.frameWidth() + RING)
        width = in_type(_WIDTH)
        layout = self._page.layout()
        assert layout is not None, "it has one"
        layout.invalidate()
        return QSize(width + beside, layout.totalHeightForWidth(width) + beside)


def _with_end(keys: str) -> str:
    return " ".join(filter(None, (keys, tr("Escape closes this."))))


def _wrapping(words: str, role: str = "") -> QWidget:
    label = flowing(words, role)
    # What is long without a blank never widens the popup.
    label.setSizePolicy(QSizePolicy.Policy.Ignored, label.sizePolicy().verticalPolicy())
    return grown(label)


def _table(facts: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for at, (name, words) in enumerate(facts):
        label = flowing(name, "muted")
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        label.setFixedWidth(in_type(_NAMES))
        grid.addWidget(label, at, 0)
        grid.addWidget(_wrapping(words), at, 1)
    return grid


def _place_of(widget: QWidget) -> tuple[QPoint, int]:
    """Return the lower left corner of what has the focus, on the screen, and how high it is."""
    if isinstance(widget, QAbstractItemView) and widget.currentIndex().isValid():
        place = widget.visualRect(widget.currentIndex()) & widget.viewport().rect()
        return widget.viewport().mapToGlobal(place.bottomLeft()), place.height()
    return widget.mapToGlobal(QPoint(0, widget.height())), widget.height()
