"""What was found, by cause, as a list of cards; the base of faults and findings."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from klaviyo_gui.language import counted, grouped

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from klaviyo_gui.ui.cards import Index

_LINES_SHOWN = 6

Cause = TypeVar("Cause")


class CausesModel(QAbstractListModel, Generic[Cause]):
    """Shows causes in the order in which they are given; a subclass says what a card shows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._causes: tuple[Cause, ...] = ()

    def show(self, causes: Sequence[Cause]) -> None:
        """Show these; while the causes stay the same, the choice among them does too."""
        after = tuple(causes)
        if after == self._causes:
            return
        if [self._name(each) for each in after] == [self._name(each) for each in self._causes]:
            self._causes = after
            self.dataChanged.emit(self.index(0), self.index(len(after) - 1))
            return
        self.beginResetModel()
        self._causes = after
        self.endResetModel()

    def finding(self, index: Index) -> Cause | None:
        """Return what was found, of an entry."""
        return self._causes[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of causes."""
        return 0 if parent.isValid() else len(self._causes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what a card shows."""
        return self._card(self._causes[index.row()]).get(role) if index.isValid() else None

    @abstractmethod
    def _name(self, cause: Cause) -> Hashable:
        """Return what makes a cause the same one while its figures grow."""

    @abstractmethod
    def _card(self, cause: Cause) -> Mapping[int, str]:
        """Return what a card shows, by role."""


def lines_words(lines: Sequence[int], count: int) -> str:
    """Return the first of so many places, empty where no line is known."""
    if not lines:
        return ""
    shown = lines[:_LINES_SHOWN]
    more = "…" if count > len(shown) else ""
    listed = ", ".join(map(grouped, shown))
    return counted(len(shown), "file line {lines}", "file lines {lines}", lines=listed + more)
