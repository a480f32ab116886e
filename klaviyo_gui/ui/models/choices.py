"""A long table of choices that many boxes share, below one choice of each box's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.ui.cards import Index

    Choice = tuple[str, str]
    """A value, and what it is called."""

_SHOWN = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole})


class ChoicesModel(QAbstractListModel):
    """Stores what is its own alone: the first choice, the blank value, and those added below."""

    def __init__(self, shared: Sequence[Choice], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._first = ""
        self._shared = shared
        self._added: list[Choice] = []

    def call_first(self, words: str) -> None:
        """Say what the blank value is called."""
        self._first = words
        at = self.index(0)
        self.dataChanged.emit(at, at)

    def row_of(self, value: str) -> int:
        """Return where a value stands; it is added where it is none of the choices."""
        if not value:
            return 0
        for at, (each, _) in enumerate((*self._shared, *self._added), 1):
            if each == value:
                return at
        at = self.rowCount()
        self.beginInsertRows(QModelIndex(), at, at)
        self._added.append((value, value))
        self.endInsertRows()
        return at

    def row_called(self, words: str) -> int | None:
        """Return where the choice of this name stands, in any capitals; None for no choice."""
        wanted = words.casefold()
        rows = range(self.rowCount())
        return next((at for at in rows if self._choice(at)[1].casefold() == wanted), None)

    def value(self, at: int) -> str:
        """Return the value of a choice."""
        return self._choice(at)[0]

    def words(self, at: int) -> str:
        """Return what a choice is called."""
        return self._choice(at)[1]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return how many choices there are."""
        return 0 if parent.isValid() else 1 + len(self._shared) + len(self._added)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what a choice is called, or its value."""
        if not index.isValid():
            return None
        value, words = self._choice(index.row())
        if role in _SHOWN:
            return words
        return value if role == Qt.ItemDataRole.UserRole else None

    def _choice(self, at: int) -> Choice:
        if at == 0:
            return "", self._first
        shared = len(self._shared)
        return self._shared[at - 1] if at <= shared else self._added[at - 1 - shared]
