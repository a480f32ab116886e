"""A place on which dragged columns can land."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from klaviyo_gui.ui.map.drag import columns_of, origin_of
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent


class Landing(QFrame):
    """A frame that lifts for columns and hands over those that are dropped on it."""

    def receive(self, columns: tuple[str, ...], origin: str) -> None:
        """Do what this place is for with the columns; every place says what.

        With an origin, they leave that property.
        """
        raise NotImplementedError

    def receive_copy(self, origin: str) -> None:
        """Do the same with what fills that property besides columns, which keeps it."""
        raise NotImplementedError

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Lift for columns."""
        if columns_of(event.mimeData()) or origin_of(event.mimeData()) is not None:
            restyle(self, lifted="true")
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Sink again."""
        restyle(self, lifted="false")

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the columns over; with Ctrl they stay where they came from, too."""
        restyle(self, lifted="false")
        columns, origin = columns_of(event.mimeData()), origin_of(event.mimeData())
        if columns or origin is not None:
            event.acceptProposedAction()
            stays = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if columns or origin is None or not stays:
                self.receive(columns, "" if origin is None or stays else origin[1])
            else:
                self.receive_copy(origin[1])
