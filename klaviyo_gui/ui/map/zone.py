"""The place where columns become custom properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.map.landing import Landing
from klaviyo_gui.ui.pieces import row, text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

_OF_PERSON = mark("Drop here to send as a custom property of the person")
_OF_EVENT = mark("Drop here to send as a custom property of the event")


class CustomZone(Landing):
    """Takes any number of columns by drop, click or Enter.

    ``placed(columns, origin)`` fires with the columns dropped and the property that they leave,
    none for those in hand; ``copied(origin)`` when what fills that property, and no column, is to
    be sent here too; ``columns_requested(place)`` when the list of columns is wanted.
    """

    placed = Signal(object, str)
    copied = Signal(str)
    columns_requested = Signal(QPoint)

    def __init__(self, *, of_person: bool) -> None:
        super().__init__()
        self._has_hand = False
        self.setProperty("role", "zone")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        words = tr(_OF_PERSON if of_person else _OF_EVENT)
        self.setAccessibleName(words)
        self.setAccessibleDescription(
            tr("Enter places what is in hand, or lists the columns, as F4 does.")
        )
        label = text(words, "muted", wraps=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = row(self, edge=12)
        layout.addWidget(label)

    def show_hand(self, *, has_hand: bool) -> None:
        """Tell whether a click places something."""
        self._has_hand = has_hand

    def receive(self, columns: tuple[str, ...], origin: str) -> None:
        """Ask for the columns to be custom properties."""
        self.placed.emit(columns, origin)

    def receive_copy(self, origin: str) -> None:
        """Ask for it to be a custom property as well."""
        self.copied.emit(origin)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take what is in hand, or list the columns."""
        if self.rect().contains(event.position().toPoint()):
            self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take what is in hand, or list the columns."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._ask()
        elif event.key() in {Qt.Key.Key_F4, Qt.Key.Key_Down}:
            self._list()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        if self._has_hand:
            self.placed.emit((), "")
        else:
            self._list()

    def _list(self) -> None:
        self.columns_requested.emit(self.mapToGlobal(QPoint(0, self.height())))
