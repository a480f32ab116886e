"""The columns of a second file as a list in which those are ticked that are taken of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor

from klaviyo_gui.ui.elided import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.theme import Theme

_HEADINGS = ("Column", "Called here", "First values")
_COLUMN, _NAME, _VALUES = range(3)


@dataclass(frozen=True, slots=True)
class Offered:
    """A column of a second file, what it is called beside those of the first, and some values."""

    column: str
    name: str
    is_taken: bool
    samples: tuple[str, ...] = ()


class TakenTable(QAbstractTableModel):
    """A tick before a column says that it is taken.

    ``chosen(column, is_taken)`` fires when a tick is set or taken away by hand; the list shows it
    once it is told so.
    """

    chosen = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._offered: tuple[Offered, ...] = ()

    @property
    def offered(self) -> tuple[Offered, ...]:
        """Return what is listed."""
        return self._offered

    def show(self, offered: Sequence[Offered]) -> None:
        """List these columns; those that stay keep their place and who has the focus."""
        is_same = [each.column for each in offered] == [each.column for each in self._offered]
        if not is_same:
            self.beginResetModel()
        self._offered = tuple(offered)
        if not is_same:
            self.endResetModel()
        elif self._offered:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._offered) - 1, _VALUES))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns of the second file."""
        return 0 if parent.isValid() else len(self._offered)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of headings."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every column be ticked."""
        flags = super().flags(index)
        if not index.isValid() or index.column() != _COLUMN:
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the words of a cell, its tick, and its colour where a name had to be changed."""
        if not index.isValid():
            return None
        offered, at = self._offered[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(offered, at)
        if role == Qt.ItemDataRole.ForegroundRole and at != _COLUMN:
            is_other = at == _NAME and offered.name != offered.column
            return QColor(self._theme.tokens.accent if is_other else self._theme.tokens.muted)
        if at == _COLUMN and role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self._words(offered, each) for each in range(len(_HEADINGS)))
        if at == _COLUMN and role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if offered.is_taken else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - Qt's variant
        """Ask for a column to be taken, or not."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != _COLUMN:
            return False
        is_taken = Qt.CheckState(value) is Qt.CheckState.Checked
        self.chosen.emit(self._offered[index.row()].column, is_taken)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _HEADINGS[section] if section < len(_HEADINGS) else None
        return None

    @staticmethod
    def _words(offered: Offered, at: int) -> str:
        if at == _COLUMN:
            return one_line(offered.column)
        if at == _NAME:
            return one_line(offered.name)
        return " · ".join(map(one_line, offered.samples)) or "no values in the first rows"
