"""Columns as a list in which some are ticked; what stands beside them is each list's own."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from klaviyo_gui.ui.models.headed import HeadedTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from klaviyo_gui.ui.cards import Index

COLUMN = 0
"""Where the names of the columns stand, each with its tick."""


class TickedTable(HeadedTable):
    """A tick before a column says something of it.

    ``chosen(column, is_ticked)`` fires when a tick is set or taken away by hand; the list shows it
    once it is told so.
    """

    chosen = Signal(str, bool)

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._names: tuple[str, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns listed."""
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of headings."""
        return 0 if parent.isValid() else len(self._headings)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every column be ticked that may be."""
        flags = super().flags(index)
        if not index.isValid() or index.column() != COLUMN or not self._is_free(index.row()):
            return flags
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401 - Qt's variant
        """Ask for a tick to be set or taken away."""
        is_tick = role == Qt.ItemDataRole.CheckStateRole and index.column() == COLUMN
        if not is_tick or not self._is_free(index.row()):
            return False
        is_ticked = Qt.CheckState(value) is Qt.CheckState.Checked
        self.chosen.emit(self._names[index.row()], is_ticked)
        return True

    @abstractmethod
    def _is_free(self, row: int) -> bool:
        """Tell whether a column may be ticked."""

    def _begin_showing(self, names: Iterable[str]) -> bool:
        """Begin to list these columns; tell whether they are those listed already.

        Those that stay keep their place, and who has the focus.
        """
        found = tuple(names)
        is_same = found == self._names
        if not is_same:
            self.beginResetModel()
            self._names = found
        return is_same

    def _end_showing(self, *, is_same: bool) -> None:
        if not is_same:
            self.endResetModel()
        elif self._names:
            last = self.index(len(self._names) - 1, len(self._headings) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
