"""The list of a file's columns, to be dragged, clicked or taken by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView

from klaviyo_gui.language import tr
from klaviyo_gui.ui.cards import arrow
from klaviyo_gui.ui.copying import Copying
from klaviyo_gui.ui.map.column_cards import ColumnCards

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent

    from klaviyo_gui.ui.models.found_columns import FoundColumns
    from klaviyo_gui.ui.theme import Theme


_ROUND = 6
"""Pixels around the arrow of a card that belong to it, so that a finger hits it."""


class ColumnsView(QListView):
    """The list itself, with its keys.

    ``taken(columns)`` fires when columns are taken in hand, or put back if they are there already;
    ``gathered(columns)`` when more or fewer are; ``put_back`` when they are put back;
    ``targets_requested(columns, place)`` for the list of properties; ``left_out(columns)`` and
    ``custom_requested(columns)`` for Delete and P; ``onward`` when Tab is pressed with columns in
    hand; ``drag_begun`` and ``drag_ended`` around a drag by the mouse.
    """

    taken = Signal(object)
    gathered = Signal(object)
    put_back = Signal()
    targets_requested = Signal(object, QPoint)
    left_out = Signal(object)
    custom_requested = Signal(object)
    onward = Signal()
    drag_begun = Signal()
    drag_ended = Signal()

    def __init__(self, model: FoundColumns, theme: Theme) -> None:
        super().__init__()
        self._found = model
        self.setModel(model)
        self.setProperty("role", "plain")
        self.setAccessibleName(tr("Your columns"))
        self.setAccessibleDescription(
            tr(
                "Space takes a column in hand, Enter lists the properties, P sends it as a custom "
                "property, Delete leaves it out."
            )
        )
        self.setItemDelegate(ColumnCards(theme, self, model.sourceModel()))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDropIndicatorShown(True)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        Copying(self, has_menu=False)
        self._pressed = QModelIndex()
        self._has_hand = False

    def show_hand(self, *, has_hand: bool) -> None:
        """Tell whether Tab leads to the properties."""
        self._has_hand = has_hand

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the selected columns in the order of the file, as a drag carries them."""
        chosen = self.selectionModel().selectedIndexes()
        if not chosen and self.currentIndex().isValid():
            chosen = [self.currentIndex()]
        rows = sorted(self._found.mapToSource(index).row() for index in chosen)
        source = self._found.sourceModel()
        return tuple(source.index(at, 0).data() for at in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take in hand, put back, list properties, leave out, send as custom property."""
        columns = self.columns
        match event.key():
            case Qt.Key.Key_Escape if self._has_hand:
                self.put_back.emit()
            case Qt.Key.Key_Space if columns:
                self.taken.emit(columns)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if columns:
                self._list(columns, self.currentIndex())
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if columns:
                self.left_out.emit(columns)
            case Qt.Key.Key_P if columns and not event.modifiers():
                self.custom_requested.emit(columns)
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """List the properties for the column below the mouse, or for all that are selected."""
        index = self.indexAt(event.pos())
        if index.isValid():
            is_chosen = self.selectionModel().isSelected(index)
            self._list(self.columns if is_chosen else (index.data(),), index)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the selected columns."""
        self.drag_begun.emit()
        super().startDrag(actions)
        self.drag_ended.emit()

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Go straight to the properties while something is in hand."""
        if is_next and self._has_hand:
            self.onward.emit()
            return True
        return super().focusNextPrevChild(is_next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where the button went down: a click is a press and a release there."""
        self._pressed = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the clicked column in hand, with Ctrl or Shift all that are selected."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or index != self._pressed:
            return
        spot = arrow(self.visualRect(index)).adjusted(-_ROUND, -_ROUND, _ROUND, _ROUND)
        if spot.contains(event.position()):
            self._list((index.data(),), index)
            return
        if event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.taken.emit((index.data(),))
        elif self.selectionModel().hasSelection():
            self.gathered.emit(self.columns)
        else:
            self.put_back.emit()

    def _list(self, columns: tuple[str, ...], index: QModelIndex) -> None:
        place = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.targets_requested.emit(columns, place)
