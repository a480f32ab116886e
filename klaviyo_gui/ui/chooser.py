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
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from klaviyo_gui.language import tr
from klaviyo_gui.ui.cards import CardRole, card_list
from klaviyo_gui.ui.pieces import column, text
from klaviyo_gui.ui.roomy import zoomed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.theme import Theme

_SIZE, _WIDE = (360, 380), (440, 420)


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: what is given back, what is shown, and the line below."""

    value: object
    title: str
    below: str = ""
    side: str = ""


class ChoicesModel(QAbstractListModel):
    """Shows choices as cards, and behind them perhaps one that was made of what is typed."""

    def __init__(self, choices: Sequence[Choice], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self._made: Choice | None = None

    @property
    def made(self) -> Choice | None:
        """Return the choice that was made of what is typed."""
        return self._made

    def choice(self, row: int) -> Choice:
        """Return the choice of a row."""
        return self._all[row]

    def row_of(self, value: object) -> int:
        """Return the row of a choice by its value, -1 where there is none."""
        return next((row for row, each in enumerate(self._all) if each.value == value), -1)

    def show_choices(self, choices: Sequence[Choice], made: Choice | None) -> None:
        """Show these from now on; nothing moves where they are the same."""
        if (tuple(choices), made) != (self._choices, self._made):
            self.beginResetModel()
            self._choices, self._made = tuple(choices), made
            self.endResetModel()

    @property
    def _all(self) -> tuple[Choice, ...]:
        return self._choices if self._made is None else (*self._choices, self._made)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of choices."""
        return 0 if parent.isValid() else len(self._all)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what a card shows; the search looks at all of it."""
        if not index.isValid():
            return None
        choice = self._all[index.row()]
        return {
            Qt.ItemDataRole.DisplayRole: choice.title,
            CardRole.BELOW: choice.below,
            CardRole.SIDE: choice.side,
            CardRole.MORE: choice.side,
            Qt.ItemDataRole.UserRole: f"{choice.title} {choice.below}",
            Qt.ItemDataRole.AccessibleTextRole: ", ".join(
                filter(None, (choice.title, choice.below, choice.side))
            ),
        }.get(role)  # type: ignore[call-overload] # roles are whole numbers of two enums


class Chooser(QFrame):
    """A popup to search and choose; Escape leaves things as they are.

    With ``wraps`` every line of an entry is shown whole, however long it is.

    ``chosen(value)`` fires with the value of the choice; ``closed`` when it is gone.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(
        self,
        choices: Sequence[Choice],
        name: str,
        theme: Theme,
        parent: QWidget,
        *,
        wraps: bool = False,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self.resize(zoomed(QSize(*(_WIDE if wraps else _SIZE)), self))
        self._model = ChoicesModel(choices, self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterRole(Qt.ItemDataRole.UserRole)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._search = QLineEdit()
        self._search.setPlaceholderText(tr("Search…"))
        self._search.setAccessibleName(tr("Search: {name}", name=name))
        self._search.textChanged.connect(self._find)
        self._search.returnPressed.connect(self._choose_current)
        self._search.installEventFilter(self)
        self._view = card_list(name, self._found, theme, wraps=wraps)
        self._view.clicked.connect(self._choose)
        self._view.activated.connect(self._choose)
        self._make: Callable[[str], Choice | None] | None = None
        self._choices = tuple(choices)
        self._note = text(role="small", wraps=True)
        self._note.hide()
        layout = column(self, edge=10, gap=8)
        layout.addWidget(self._search)
        layout.addWidget(self._view)
        layout.addWidget(self._note)
        self._view.setCurrentIndex(self._found.index(0, 0))

    @property
    def note(self) -> str:
        """Return what is said below the list."""
        return self._note.text()

    def make_with(self, make: Callable[[str], Choice | None], hint: str) -> None:
        """Offer what ``make`` makes of what is typed, behind all that is found."""
        self._make = make
        self._search.setPlaceholderText(hint)

    def show_choices(self, choices: Sequence[Choice], note: str) -> None:
        """Show other choices, as more is known; what is typed and what is chosen stay."""
        current = self._found.mapToSource(self._view.currentIndex())
        kept = self._model.choice(current.row()).value if current.isValid() else None
        self._choices = tuple(choices)
        self._show_made()
        row = self._found.mapFromSource(self._model.index(self._model.row_of(kept), 0))
        self._view.setCurrentIndex(row if row.isValid() else self._found.index(0, 0))
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._search.setAccessibleDescription(note)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it is gone."""
        super().closeEvent(event)
        self.closed.emit()

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

    def _show_made(self) -> None:
        words = self._search.text().strip()
        self._model.show_choices(self._choices, self._make(words) if self._make else None)

    @Slot(str)
    def _find(self, words: str) -> None:
        self._show_made()
        self._found.setFilterFixedString(words.strip() if self._make else words)
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
