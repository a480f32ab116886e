"""A read-only table of things that come a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal, Slot

from klaviyo_gui.ui.elided import one_line
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.models.headed import HeadedTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from klaviyo_gui.ui.cards import Index

Thing = TypeVar("Thing")

_SHOWN = 300
"""Characters of a cell that a table shows; its tip has more, the details all."""

_TIP = 2_000


class PagedTable(HeadedTable, Generic[Thing]):
    """Shows a row for each thing, whose ``cells`` are texts.

    ``more_requested`` fires when somebody has scrolled to the end of what is there and more is to
    come; it is asked once, until ``add`` has brought it.
    """

    more_requested = Signal()

    def __init__(
        self,
        headings: Sequence[str],
        cells: Callable[[Thing], tuple[str, ...]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._cells = cells
        self._things: list[Thing] = []
        self._rows: list[tuple[str, ...]] = []
        self._has_more = False
        self._is_waiting = False
        masking.changed.connect(self._say_anew)

    @property
    def things(self) -> tuple[Thing, ...]:
        """Return what is there so far."""
        return tuple(self._things)

    def show(self, things: Sequence[Thing], *, has_more: bool) -> None:
        """Show these in place of those before."""
        self.beginResetModel()
        self._things = list(things)
        self._rows = [self._cells(each) for each in things]
        self._has_more, self._is_waiting = has_more, False
        self.endResetModel()

    def add(self, things: Sequence[Thing], *, has_more: bool) -> None:
        """Show these behind those before."""
        self._has_more, self._is_waiting = has_more, False
        if things:
            count = len(self._rows)
            self.beginInsertRows(QModelIndex(), count, count + len(things) - 1)
            self._things += things
            self._rows += [self._cells(each) for each in things]
            self.endInsertRows()

    def give_up(self) -> None:
        """Wait no more for what was asked; it may be asked again."""
        self._is_waiting = False

    def thing(self, row: int) -> Thing | None:
        """Return the thing of a row."""
        return self._things[row] if 0 <= row < len(self._things) else None

    # Slots

    @Slot()
    def _say_anew(self) -> None:
        """Show the texts as they may be seen now."""
        self._rows = [self._cells(each) for each in self._things]
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # Overrides

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of things that are there."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of headings."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a text on one line; its tip has its lines."""
        if not index.isValid():
            return None
        words = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(words[:_SHOWN])
        return words[:_TIP] if role == Qt.ItemDataRole.ToolTipRole else None

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether more is to come that was not asked for yet."""
        return not parent.isValid() and self._has_more and not self._is_waiting

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page; it comes later."""
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.more_requested.emit()
