"""The columns that are looked for, in the order that was chosen."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt

from klaviyo_gui.language import mark
from klaviyo_gui.ui.models.column_state import ColumnState

if TYPE_CHECKING:
    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.models.columns import ColumnsModel


class Order(StrEnum):
    """By what the columns are sorted."""

    FILE = mark("File order")
    STATE = mark("State")
    NAME = mark("Name")


class FoundColumns(QSortFilterProxyModel):
    """Keeps those whose name has the words, in the state and of the files asked for."""

    def __init__(self, model: ColumnsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words = ""
        self._state: ColumnState | None = None
        self._is_joined = False
        self._order = Order.FILE
        self.setSourceModel(model)
        self.sort(0, Qt.SortOrder.AscendingOrder)

    @property
    def state(self) -> ColumnState | None:
        """Return the one state that is looked for, None for all."""
        return self._state

    @property
    def is_joined(self) -> bool:
        """Tell whether only columns of second files are looked for."""
        return self._is_joined

    def find(self, words: str, state: ColumnState | None, *, is_joined: bool = False) -> None:
        """Keep those with these words, in this state or in any, or only those that are joined."""
        self._words, self._state, self._is_joined = words.casefold(), state, is_joined
        self.invalidate()

    def order_by(self, order: Order) -> None:
        """Sort them otherwise."""
        self._order = order
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Tell whether a column is looked for."""
        index = self._model.index(row, 0, parent)
        is_wanted = self._state is None or self._model.state(row) is self._state
        is_wanted = is_wanted and (not self._is_joined or self._model.is_joined(row))
        return is_wanted and self._words in str(index.data()).casefold()

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compare two columns; those that are alike stay in the order of the file."""
        return self._key(left) < self._key(right)

    def _key(self, index: Index) -> tuple[str | int, int]:
        at = index.row()
        if self._order is Order.NAME:
            return str(index.data()).casefold(), at
        if self._order is Order.STATE:
            return list(ColumnState).index(self._model.state(at)), at
        return 0, at
