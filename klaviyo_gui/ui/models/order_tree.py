"""A few orders as a tree: what is told once in the line of the order, its items below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.ui.cards import Index

_ORDERS = 0
"""What an index of an order carries; one of an item carries the place of its order, from 1."""


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """One order in words, and its items: a cell for each heading."""

    title: str
    items: tuple[tuple[str, ...], ...]


class OrderTree(QAbstractItemModel):
    """Shows the orders that it is told, under headings of its own for each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings: tuple[str, ...] = ("",)
        self._orders: tuple[ShownOrder, ...] = ()

    @property
    def orders(self) -> tuple[ShownOrder, ...]:
        """Return the orders on show."""
        return self._orders

    def show(self, headings: Sequence[str], orders: Sequence[ShownOrder]) -> None:
        """Show these orders in place of those before; the first heading is that of the lines."""
        if (tuple(headings), tuple(orders)) == (self._headings, self._orders):
            return
        self.beginResetModel()
        self._headings, self._orders = tuple(headings), tuple(orders)
        self.endResetModel()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own default
        """Return the index of an order, or of an item of it."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _ORDERS)

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: ANN401, B008 - Qt has two of this name
        """Return the order of an item; none for an order."""
        order = index.internalId() if index.isValid() else _ORDERS
        return QModelIndex() if order == _ORDERS else self.createIndex(order - 1, 0, _ORDERS)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of orders, or of the items of one."""
        if not parent.isValid():
            return len(self._orders)
        is_order = parent.internalId() == _ORDERS and parent.column() == 0
        return len(self._orders[parent.row()].items) if is_order else 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of headings."""
        return len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the words of an order, or of one cell of an item."""
        if not index.isValid():
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(index)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self._spoken(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return one_line(self._headings[section]) if section < len(self._headings) else None
        return None

    def _words(self, index: Index) -> str:
        order = index.internalId()
        if order == _ORDERS:
            return self._orders[index.row()].title if index.column() == 0 else ""
        cells = self._orders[order - 1].items[index.row()]
        return one_line(cells[index.column()]) if index.column() < len(cells) else ""

    def _spoken(self, index: Index) -> str:
        """Return an order, or an item with all its cells, as it is heard best."""
        order = index.internalId()
        if order == _ORDERS:
            return self._orders[index.row()].title
        items = self._orders[order - 1].items
        named = zip(self._headings[1:], items[index.row()][1:], strict=False)
        told = (f"{name}: {cell}" for name, cell in named if cell)
        place = tr("item {number} of {count}", number=index.row() + 1, count=len(items))
        return ", ".join((place, *told))
