"""The columns of a file as a list in which each is told once per order, or for each item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.elided import one_line
from klaviyo_gui.ui.map.grouping import words
from klaviyo_gui.ui.models.ticked import COLUMN, TickedTable

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from klaviyo_gui.core.suggest import Level
    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.theme import Theme

_HEADINGS = (mark("Column"), mark("How often"), mark("Why"))
_OFTEN, _WHY = 1, 2


class LevelTable(TickedTable):
    """A tick before a column says that it tells of each item; the key has none."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(tuple(map(tr, _HEADINGS)), parent)
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
        is_same = self._begin_showing(each.column for each in levels)
        self._levels, self._key = tuple(levels), tuple(key)
        self._per_item, self._can_choose = frozenset(per_item), can_choose
        self._end_showing(is_same=is_same)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the words of a cell, its tick, and its colour where the cells contradict."""
        if not index.isValid():
            return None
        level, at = self._levels[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(level, at)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(level, at)
        if at == COLUMN and role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(self._words(level, each) for each in range(len(_HEADINGS)))
        if at == COLUMN and role == Qt.ItemDataRole.CheckStateRole:
            return self._tick(index.row())
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
        if at == COLUMN:
            return one_line(level.column)
        if level.column in self._key:
            return words.of_key() if at == _OFTEN else words.why_key(level)
        return words.how_often(is_per_item) if at == _OFTEN else words.why(level, is_per_item)

    def _colour(self, level: Level, at: int) -> QColor | None:
        is_against = level.column not in self._per_item and words.is_contradicted(level)
        if at == _WHY and is_against and level.column not in self._key:
            return QColor(self._theme.tokens.warn)
        return QColor(self._theme.tokens.muted) if at == _WHY else None
