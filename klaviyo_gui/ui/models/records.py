"""Records as they will be sent, one line each: the file line first, then its properties."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QIcon

from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.core.record import type_of
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.models import values
from klaviyo_gui.ui.pieces import plural
from klaviyo_gui.wording import target_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Pair
    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.models.built import Built, BuiltRecords
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

LINE, STATE = 0, 1
_FIXED_COLUMNS = 2
_OF_EDITS = (
    Qt.ItemDataRole.DecorationRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
_SHOWN = 200


class Filter(StrEnum):
    """Which rows are listed."""

    ALL = "all"
    READY = "ready"
    HELD = "held"
    LEFT_OUT = "left_out"


class RecordsModel(QAbstractTableModel):
    """Shows the records of one kind; built where they are looked at."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._kind = Kind.EVENTS
        self._records: BuiltRecords | None = None
        self._numbers: Sequence[int] = ()
        self._pairs: tuple[Pair, ...] = ()

    def show(self, kind: Kind, records: BuiltRecords | None, numbers: Sequence[int]) -> None:
        """Show these rows of the file as records of this kind; the place among them stays."""
        now = (
            kind,
            numbers if records is not None else (),
            self._session.mapping.pairs(kind) if records is not None else (),
        )
        is_same = now == (self._kind, self._numbers, self._pairs) and bool(len(self._numbers))
        if not is_same:
            self.beginResetModel()
        self._kind, self._numbers, self._pairs = now
        self._records = records
        if not is_same:
            self.endResetModel()
        else:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def built(self, row: int) -> Built | None:
        """Return the record of a line of the table."""
        if self._records is None or not 0 <= row < len(self._numbers):
            return None
        return self._records.record(self._numbers[row])

    def row_of(self, number: int) -> int:
        """Return the line of the table that shows this row of the file, -1 for none."""
        at = bisect_right(self._numbers, number) - 1
        return at if at >= 0 and self._numbers[at] == number else -1

    def number(self, row: int) -> int:
        """Return which row of the file a line of the table shows, -1 for none."""
        found: int = self._numbers[row] if 0 <= row < len(self._numbers) else -1
        return found

    def row_near(self, number: int) -> int:
        """Return the line that shows this row of the file, else the next one, -1 for none."""
        at = bisect_left(self._numbers, number)
        return min(at, len(self._numbers) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows listed."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return line, state, and one column for each mapped property."""
        return 0 if parent.isValid() else _FIXED_COLUMNS + len(self._pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a value as it will be sent."""
        if not index.isValid():
            return None
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        if column == LINE and role in _OF_EDITS:
            return self._edits(index.row(), role)
        is_shape = role in {Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole}
        if role != Qt.ItemDataRole.DisplayRole and not (is_shape and column == STATE):
            return None
        built = self.built(index.row())
        if built is None:
            return None
        return self._shape(built, role) if is_shape else self._words(built, column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the name of a property."""
        roles = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}
        if role not in roles or orientation is not Qt.Orientation.Horizontal:
            return None
        if section < _FIXED_COLUMNS:
            return ("File line", "State")[section]
        at = section - _FIXED_COLUMNS
        return target_label(self._kind, self._pairs[at].target) if at < len(self._pairs) else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        is_number = column == LINE or (
            column >= _FIXED_COLUMNS
            and type_of(self._kind, self._pairs[column - _FIXED_COLUMNS]) is ValueType.NUMBER
        )
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _words(self, built: Built, column: int) -> str:
        if column == LINE:
            return f"{built.line:,}"
        if column == STATE:
            if built.is_held:
                return "left out" if built.is_left_out else "held"
            return f"ready, {len(built.lines)} rows" if built.lines else "ready"
        if built.is_held:
            return ""
        key = self._pairs[column - _FIXED_COLUMNS].target
        return values.shown(values.value(self._kind, key, values.document(built.body)))[:_SHOWN]

    def _edits(self, row: int, role: int) -> QIcon | str | None:
        """Return the mark of a row of which cells are edited, and its words."""
        built = self.built(row)
        change = self._session.amendments.row(built.line) if built is not None else None
        if built is None or change is None or not change.cells:
            return None
        colours = self._theme.tokens
        if role == Qt.ItemDataRole.DecorationRole:
            return QIcon(icons.pixmap("edited", colours.accent, 14, colours.surface))
        words = f"{plural(len(change.cells), 'cell')} edited"
        is_tip = role == Qt.ItemDataRole.ToolTipRole
        return words if is_tip else f"{built.line:,}, {words}"

    def _shape(self, built: Built, role: int) -> QIcon | QColor:
        colours = self._theme.tokens
        if built.is_left_out:
            is_words = role == Qt.ItemDataRole.ForegroundRole
            picture = icons.pixmap("left-out", colours.muted, 14, colours.surface)
            return QColor(colours.muted) if is_words else QIcon(picture)
        name, colour = ("stop", colours.bad) if built.is_held else ("tick", colours.good)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colour if built.is_held else colours.text)
        return QIcon(icons.pixmap(name, colour, 14, colours.surface))
