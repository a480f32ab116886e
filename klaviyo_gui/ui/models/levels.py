"""The columns of a file as a list in which each is told once per order, or for each item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QColor

from klaviyo_gui.ui.elided import one_line
from klaviyo_gui.ui.map.grouping import words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from klaviyo_gui.core.suggest import Level
    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.theme import Theme

_HEADINGS = ("Column", "How often", "Why")
_COLUMN, _OFTEN, _WHY = range(3)


class LevelTable(QAbstractTableModel):
    """A tick before a column says that it tells of each item; the key has none.

    ``chosen(column, is_per_item)`` fires when a tick is set or taken away by hand; the list shows
    it once it is told so.
    """

    chosen = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._levels: tuple[Level, ...] = ()
        self._key: tuple[str, ...] = ()
        self._per_item: frozenset[str] = frozenset()
        self._can_choose = False

    def show(
        self,
        levels: Sequence[Level],
        key: Sequence[str],
        per_item: Collection[str],
        *,
        can_choose: bool,
    ) -> None:
        """Show these columns; those that stay keep their place and who has the focus."""
        is_same = [each.column for each in levels] == [each.column for each in self._levels]
        if not is_same:
            self.beginResetModel()
        self._levels, self._key = tuple(levels), tuple(key)
        self._per_item, self._can_choose = frozenset(per_item), can_choose
        if not is_same:
            self.endResetModel()
        elif self._levels:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._levels) - 1, _WHY))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns of the file."""
        return 0 if parent.isValid() else len(self._levels)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of headings."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every column be ticked but the key."""
        flags = super().flags(index)
        if not index.isValid() or index.column() != _COLUMN or not self._is_free(index.row()):
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the words of a cell, its tick, and its colour where the cells contradict."""
        if not index.isValid():
            return None
        level, at = self._levels[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(level, at)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(level, at)
        if at == _COLUMN and role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self._words(level, each) for each in range(len(_HEADINGS)))
        if at == _COLUMN and role == Qt.ItemDataRole.CheckStateRole:
            return self._tick(index.row())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - Qt's variant
        """Ask for a column to be told for each item, or once per order."""
        if role != Qt.ItemDataRole.CheckStateRole or not self._is_free(index.row()):
            return False
        is_per_item = Qt.CheckState(value) is Qt.CheckState.Checked
        self.chosen.emit(self._levels[index.row()].column, is_per_item)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return _HEADINGS[section] if section < len(_HEADINGS) else None
        return None

    def _tick(self, row: int) -> Qt.CheckState | None:
        if not self._is_free(row):
            return None
        is_per_item = self._levels[row].column in self._per_item
        return Qt.CheckState.Checked if is_per_item else Qt.CheckState.Unchecked

    def _is_free(self, row: int) -> bool:
        return self._can_choose and self._levels[row].column not in self._key

    def _words(self, level: Level, at: int) -> str:
        is_per_item = level.column in self._per_item
        if at == _COLUMN:
            return one_line(level.column)
        if level.column in self._key:
            return words.KEY if at == _OFTEN else words.why_key(level)
        return words.how_often(is_per_item) if at == _OFTEN else words.why(level, is_per_item)

    def _colour(self, level: Level, at: int) -> QColor | None:
        is_against = level.column not in self._per_item and words.is_contradicted(level)
        if at == _WHY and is_against and level.column not in self._key:
            return QColor(self._theme.tokens.warn)
        return QColor(self._theme.tokens.muted) if at == _WHY else None
