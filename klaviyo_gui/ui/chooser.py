"""A small list with a search box that opens where it is needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from klaviyo_gui.ui.cards import CardDelegate, CardRole
from klaviyo_gui.ui.pieces import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.theme import Theme

_SIZE = (360, 380)


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: what is given back, what is shown, and the line below."""

    value: object
    title: str
    below: str = ""
    side: str = ""


class ChoicesModel(QAbstractListModel):
    """Shows choices as cards."""

    def __init__(self, choices: Sequence[Choice], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)

    def choice(self, row: int) -> Choice:
        """Return the choice of a row."""
        return self._choices[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of choices."""
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what a card shows; the search looks at all of it."""
        if not index.isValid():
            return None
        choice = self._choices[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: choice.title,
            CardRole.BELOW: choice.below,
            CardRole.SIDE: choice.side,
            Qt.ItemDataRole.UserRole: f"{choice.title} {choice.below}",
            Qt.ItemDataRole.AccessibleTextRole: ", ".join(
                filter(None, (choice.title, choice.below, choice.side))
            ),
        }.get(role)  # type: ignore[call-overload] # roles are whole numbers of two enums


class Chooser(QFrame):
    """A popup to search and choose; Escape leaves things as they are.

    ``chosen(value)`` fires with the value of the choice.
    """

    chosen = Signal(object)

    def __init__(self, choices: Sequence[Choice], name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.resize(*_SIZE)
        self._model = ChoicesModel(choices, self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterRole(Qt.ItemDataRole.UserRole)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search…")
        self._search.setAccessibleName(f"Search: {name}")
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(self._choose_current)
        self._search.installEventFilter(self)
        self._view = QListView()
        self._view.setProperty("role", "plain")
        self._view.setAccessibleName(name)
        self._view.setModel(self._found)
        self._view.setItemDelegate(CardDelegate(theme, self._view))
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.clicked.connect(self._choose)
        self._view.activated.connect(self._choose)
        layout = column(self, edge=10, gap=8)
        layout.addWidget(self._search)
        layout.addWidget(self._view)
        self._view.setCurrentIndex(self._found.index(0, 0))

    def open_at(self, place: QPoint) -> None:
        """Open with this corner, moved so that all of it is on the screen."""
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        self.move(
            max(room.left(), min(place.x(), room.right() - self.width())),
            max(room.top(), min(place.y(), room.bottom() - self.height())),
        )
        self.show()
        self._search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up and Down move in the list while the search has the focus."""
        if (
            watched is self._search
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}
        ):
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self._view.currentIndex().row() + step
            if 0 <= row < self._found.rowCount():
                self._view.setCurrentIndex(self._found.index(row, 0))
            return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _find(self, words: str) -> None:
        self._found.setFilterFixedString(words)
        self._view.setCurrentIndex(self._found.index(0, 0))

    @Slot()
    def _choose_current(self) -> None:
        self._choose(self._view.currentIndex())

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            value = self._model.choice(self._found.mapToSource(index).row()).value
            self.close()
            self.chosen.emit(value)
