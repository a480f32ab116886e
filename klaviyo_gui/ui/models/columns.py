"""The file's columns as a list: name, samples, and what each of them fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, Qt, Signal, Slot

from klaviyo_gui import language
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.shown_event import told_with_event
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.cards import CardRole, Index
from klaviyo_gui.ui.map.drag import COLUMNS, ORIGIN, TARGET, columns_data, origin_of, target_of
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.models.column_state import MARKS, ColumnState, counted, states
from klaviyo_gui.wording import target_label
from klaviyo_gui.wording.amounts import listed
from klaviyo_gui.wording.cells import cells_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.ui.session import Session

_SAMPLES = 2
_WITHIN = {Kind.EVENTS: mark("for events"), Kind.PROFILES: mark("for people")}


class ColumnsModel(QAbstractListModel):
    """Shows all columns of the session, the joined ones last; stores only which kind is on show.

    ``target_dropped(column, kind, key)`` fires when a property was dropped on a column;
    ``origin_dropped(kind, key)`` when what fills a property was brought back.
    """

    target_dropped = Signal(str, object, str)
    origin_dropped = Signal(object, str)

    def __init__(self, session: Session, kind: Kind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._kind = kind
        self._header = session.columns
        self._states = states(session.mapping, self._header)
        session.file_changed.connect(self._reset)
        session.mapping_changed.connect(self._refresh)
        session.seconds_changed.connect(self._repaint)
        session.written_changed.connect(self._repaint)
        session.hand_changed.connect(self._repaint)
        masking.changed.connect(self._repaint)

    @property
    def kind(self) -> Kind:
        """Return the kind of record on show."""
        return self._kind

    def show_kind(self, kind: Kind) -> None:
        """Tell the state of the columns with regard to this kind of record."""
        self._kind = kind
        self._repaint()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all columns."""
        return self._header

    def index_of(self, name: str) -> QModelIndex:
        """Return the entry of a column."""
        return self.index(self._header.index(name), 0)

    def name(self, index: Index) -> str:
        """Return the column of an entry."""
        return self._header[index.row()]

    def state(self, row: int) -> ColumnState:
        """Return what becomes of the column of a row."""
        return self._states[self._header[row]]

    def is_joined(self, row: int) -> bool:
        """Tell whether the column of a row is one of a second file."""
        return bool(self._session.joined_from(self._header[row]))

    @property
    def joined(self) -> int:
        """Return how many columns are of second files."""
        return sum(map(self.is_joined, range(len(self._header))))

    @property
    def counts(self) -> dict[ColumnState, int]:
        """Return how many columns are in each state."""
        return counted(self._states)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, C901, PLR0911 - Qt's variant, one answer for every role
        """Return what a card shows."""
        if not index.isValid() or index.row() >= len(self._header):
            return None
        name = self._header[index.row()]
        if role == CardRole.OPENS:
            return True
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name
            case CardRole.BELOW:
                return self._samples(name)
            case CardRole.ORIGIN:
                return "join" if self._session.joined_from(name) else ""
            case CardRole.SIDE:
                return self._side(name)
            case CardRole.MARK:
                return MARKS[self._states[name]][0]
            case CardRole.TONE:
                return MARKS[self._states[name]][1]
            case CardRole.IN_HAND:
                return name in self._session.hand
            case Qt.ItemDataRole.ToolTipRole:
                return f"{name}\n{self._description(name)}"
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._description(name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{name}, {self._description(name)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that columns can be dragged and take drops."""
        base = super().flags(index)
        if index.isValid():
            return base | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return base

    def mimeTypes(self) -> list[str]:
        """Return what travels from here and what may be dropped here."""
        return [COLUMNS, TARGET, ORIGIN]

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
        """Take properties on a column, and what fills one anywhere."""
        is_target = parent.isValid() and target_of(data) is not None
        return is_target or origin_of(data) is not None

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        """Ask for the property to be filled by the column below the mouse, or to be emptied."""
        origin = origin_of(data)
        if origin is not None:
            self.origin_dropped.emit(*origin)
            return True
        target = target_of(data)
        if target is None or not parent.isValid():
            return False
        self.target_dropped.emit(self.name(parent), *target)
        return True

    @Slot()
    def _reset(self) -> None:
        self.beginResetModel()
        self._header = self._session.columns
        self._states = states(self._session.mapping, self._header)
        self.endResetModel()

    @Slot()
    def _refresh(self) -> None:
        if self._session.columns != self._header:
            # A second file was joined, or is no longer.
            self._reset()
            return
        self._states = states(self._session.mapping, self._header)
        self._repaint()

    @Slot()
    def _repaint(self) -> None:
        if self._header:
            self.dataChanged.emit(self.index(0), self.index(len(self._header) - 1))

    def _labels(self, name: str) -> list[str]:
        mapping, kind = self._session.mapping, self._kind
        keys = [key for each, key in mapping.targets_of(name) if each is kind]
        if kind is Kind.EVENTS:
            keys = [told_with_event(mapping, key) for key in keys]
        return [target_label(kind, key) for key in keys]

    def _side(self, name: str) -> str:
        """Return the state in words, with regard to the kind of record on show."""
        state, labels = self._states[name], self._labels(name)
        others = [kind for kind, _ in self._session.mapping.targets_of(name)]
        if others and not labels:
            return tr(_WITHIN[others[0]])
        if len(labels) > 1:
            return language.counted(len(labels), "{count} target", "{count} targets")
        return tr(state)

    def _samples(self, name: str) -> str:
        known = self._session.profile_of(name)
        samples = known.samples[:_SAMPLES] if known is not None else ()
        return cells_words(samples) or tr("no values in the first rows")

    def _description(self, name: str) -> str:
        labels = self._labels(name)
        state = tr("fills {properties}", properties=listed(labels)) if labels else self._side(name)
        known, second = self._session.profile_of(name), self._session.joined_from(name)
        said = f"{state}; {self._samples(name)}"
        if known is not None:
            filled = tr("{filled} of {total} filled", filled=known.filled, total=known.total)
            said = f"{said}, {filled}"
        return tr("from {file}; {words}", file=second, words=said) if second else said
