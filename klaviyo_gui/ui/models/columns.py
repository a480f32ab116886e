"""The file's columns as a list: name, samples, and what each of them fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, Qt, Signal, Slot

from klaviyo_gui.ui.cards import CardRole, Index
from klaviyo_gui.ui.map.drag import COLUMNS, TARGET, columns_data, target_of
from klaviyo_gui.wording import target_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.ui.session import Session

_SAMPLES = 2


class ColumnsModel(QAbstractListModel):
    """Shows the columns of the session's file; stores nothing but which kind is on show.

    ``target_dropped(column, kind, key)`` fires when a property was dropped on a column.
    """

    target_dropped = Signal(str, object, str)

    def __init__(self, session: Session, kind: Kind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._header = session.header
        session.file_changed.connect(self._reset)
        session.mapping_changed.connect(self._refresh)
        session.hand_changed.connect(self._refresh)

    def show_kind(self, kind: Kind) -> None:
        """Tell the state of the columns with regard to this kind of record."""
        self._kind = kind
        self._refresh()

    def name(self, index: Index) -> str:
        """Return the column of an entry."""
        return self._header[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, PLR0911 - Qt's variant, one answer for every role
        """Return what a card shows."""
        if not index.isValid() or index.row() >= len(self._header):
            return None
        name = self._header[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name
            case CardRole.BELOW:
                return self._samples(index.row())
            case CardRole.SIDE:
                return self._state(name)
            case CardRole.MARK:
                return "tick" if self._labels(name) else "ring"
            case CardRole.TONE:
                return "good" if self._labels(name) else "muted"
            case CardRole.IN_HAND:
                return name in self._session.hand
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._description(index.row())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{name}, {self._description(index.row())}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that columns can be dragged and take drops."""
        base = super().flags(index)
        if index.isValid():
            return base | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return base

    def mimeTypes(self) -> list[str]:
        """Return what travels from here and what may be dropped here."""
        return [COLUMNS, TARGET]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the load of a drag of these columns, in the order of the file."""
        rows = sorted({index.row() for index in indexes})
        return columns_data([self._header[at] for at in rows])

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that a drop copies: neither a column nor a property goes away."""
        return Qt.DropAction.CopyAction

    def canDropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        """Take properties, and only on a column."""
        return parent.isValid() and target_of(data) is not None

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        """Ask for the property to be filled by the column below the mouse."""
        target = target_of(data)
        if target is None or not parent.isValid():
            return False
        self.target_dropped.emit(self.name(parent), *target)
        return True

    @Slot()
    def _reset(self) -> None:
        self.beginResetModel()
        self._header = self._session.header
        self.endResetModel()

    @Slot()
    def _refresh(self) -> None:
        if self._header:
            self.dataChanged.emit(self.index(0), self.index(len(self._header) - 1))

    def _labels(self, name: str) -> list[str]:
        return [
            target_label(kind, key)
            for kind, key in self._session.mapping.targets_of(name)
            if kind == self._kind
        ]

    def _state(self, name: str) -> str:
        labels = self._labels(name)
        if len(labels) > 1:
            return f"{len(labels)} targets"
        if labels:
            return "mapped"
        others = [kind for kind, _ in self._session.mapping.targets_of(name)]
        return f"in {others[0]}" if others else "undecided"

    def _samples(self, at: int) -> str:
        profiles = self._session.profiles
        samples = profiles[at].samples[:_SAMPLES] if at < len(profiles) else ()
        return " · ".join(samples) or "no values in the first rows"

    def _description(self, at: int) -> str:
        labels = self._labels(self._header[at])
        state = f"fills {' and '.join(labels)}" if labels else "undecided"
        profiles = self._session.profiles
        filled = f", {profiles[at].filled} of {profiles[at].total} filled" if profiles else ""
        return f"{state}; {self._samples(at)}{filled}"
