"""The left pane of Map: the file's columns, to be dragged, clicked or taken by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSortFilterProxyModel, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView, QWidget

from klaviyo_gui.ui.cards import CardDelegate
from klaviyo_gui.ui.models.columns import ColumnsModel
from klaviyo_gui.ui.pieces import column, row, text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme


class ColumnsView(QListView):
    """The list itself, with its keys.

    ``taken(columns)`` fires when columns are taken in hand; ``put_back`` when they are put back;
    ``targets_requested(columns, place)`` for the list of properties; ``left_out(columns)`` and
    ``custom_requested(columns)`` for Delete and P; ``onward`` when Tab is pressed with columns in
    hand; ``drag_begun`` and ``drag_ended`` around a drag by the mouse.
    """

    taken = Signal(object)
    put_back = Signal()
    targets_requested = Signal(object, QPoint)
    left_out = Signal(object)
    custom_requested = Signal(object)
    onward = Signal()
    drag_begun = Signal()
    drag_ended = Signal()

    def __init__(self, model: QSortFilterProxyModel, theme: Theme) -> None:
        super().__init__()
        self.setModel(model)
        self.setProperty("role", "plain")
        self.setAccessibleName("Your columns")
        self.setAccessibleDescription(
            "Space takes a column in hand, Enter lists the properties, P sends it as a custom "
            "property, Delete leaves it out."
        )
        self.setItemDelegate(CardDelegate(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDropIndicatorShown(True)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self._pressed = QModelIndex()
        self._has_hand = False

    def show_hand(self, *, has_hand: bool) -> None:
        """Tell whether Tab leads to the properties."""
        self._has_hand = has_hand

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the selected columns in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        names = [self.model().index(at, 0).data() for at in rows]
        if not names and self.currentIndex().isValid():
            names = [self.currentIndex().data()]
        return tuple(names)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take in hand, put back, list properties, leave out, send as custom property."""
        columns = self.columns
        match event.key():
            case Qt.Key.Key_Escape:
                self.put_back.emit()
            case Qt.Key.Key_Space if columns:
                self.taken.emit(columns)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if columns:
                box = self.visualRect(self.currentIndex())
                self.targets_requested.emit(columns, self.viewport().mapToGlobal(box.center()))
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if columns:
                self.left_out.emit(columns)
            case Qt.Key.Key_P if columns and not event.modifiers():
                self.custom_requested.emit(columns)
            case _:
                super().keyPressEvent(event)

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
        """Take the clicked column in hand; a click with Ctrl or Shift only selects."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if index.isValid() and index == self._pressed and is_plain:
            self.taken.emit((index.data(),))


class ColumnsPane(QWidget):
    """The columns with a box to filter them; what is asked is passed on by ``view``."""

    def __init__(self, session: Session, kind: Kind, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._header = session.header
        self.model = ColumnsModel(session, kind, self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self.model)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = ColumnsView(self._found, theme)
        self._filter = QLineEdit()
        self._filter.setPlaceholderText("Filter columns")
        self._filter.setAccessibleName("Filter columns")
        self._filter.setClearButtonEnabled(True)
        self._filter.textChanged.connect(self._find)
        self._none = text("No column matches.", "muted", wraps=True)
        self._none.hide()
        self._count = text(role="small")
        heading = row()
        heading.addWidget(text("Your columns", "section"))
        heading.addStretch(1)
        heading.addWidget(self._count)
        layout = column(self, gap=8)
        layout.addLayout(heading)
        layout.addWidget(self._filter)
        layout.addWidget(self._none)
        layout.addWidget(self.view, 1)
        session.file_changed.connect(self._take_file)
        session.mapping_changed.connect(self._refresh)
        session.hand_changed.connect(self._refresh)
        theme.changed.connect(self.view.viewport().update)
        self._refresh()

    @Slot(str)
    def _find(self, words: str) -> None:
        self._found.setFilterFixedString(words)
        self._none.setVisible(bool(self._session.header) and not self._found.rowCount())

    @Slot()
    def _take_file(self) -> None:
        """Show the columns of another file from the first one on, none of them left out."""
        if self._session.header != self._header:
            self._header = self._session.header
            self._filter.clear()
            self.view.scrollToTop()
        self._find(self._filter.text())
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        header = self._session.header
        self.view.show_hand(has_hand=bool(self._session.hand))
        mapped = len(set(self._session.mapping.columns()).intersection(header))
        self._count.setText(f"{mapped} of {len(header)}" if header else "")
        if header and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._found.index(0, 0))
            self.view.clearSelection()
