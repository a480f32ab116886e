"""Records as they will be sent, one line each: the file line first, then its properties in groups.

Of a record that is held the cells are shown as they stand in the file, and those it is held for
are marked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QColor, QIcon

from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.core.problem import Severity
from klaviyo_gui.core.record import type_of
from klaviyo_gui.core.row_numbers import RowNumbers
from klaviyo_gui.core.shown_event import event_names, showing
from klaviyo_gui.language import counted, grouped, tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.models import values
from klaviyo_gui.ui.models.record_fields import Field, fields
from klaviyo_gui.wording import problem_words, target_label, unsent_words
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.problem import Problem
    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.models.built import Built, BuiltRecords
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

LINE, STATE = 0, 1
_FIXED_COLUMNS = 2
_SHOWN = 200


class Filter(StrEnum):
    """Which rows are listed."""

    ALL = "all"
    READY = "ready"
    HELD = "held"
    LEFT_OUT = "left out"
    COLUMNS = "columns"
    """No rows: the columns of which nothing is sent."""


_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.BackgroundRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


_OF_EDITS = frozenset(
    {
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)
"""What a line tells of its edited cells."""


class HeadingRole(IntEnum):
    """What a heading tells besides the name of its property."""

    GROUP = Qt.ItemDataRole.UserRole + 1
    """The group of the property, on its first column only."""
    WITHIN = Qt.ItemDataRole.UserRole + 2
    """The same on each of its columns."""


_SHAPES = {Severity.HOLD: ("stop", "bad"), Severity.WARN: ("alert", "warn")}
"""The drawing and the colour of a cell in which something is wrong."""


class RecordsModel(QAbstractTableModel):
    """Shows the records of one kind; built where they are looked at."""

    def __init__(self, session: Session, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._kind = Kind.EVENTS
        self._records: BuiltRecords | None = None
        self._numbers: Sequence[int] = ()
        self._fields: tuple[Field, ...] = ()
        self._places: tuple[tuple[int, ...], ...] = ()

    @property
    def kind(self) -> Kind:
        """Return the kind of record that is shown."""
        return self._kind

    def show(self, kind: Kind, records: BuiltRecords | None, numbers: Sequence[int]) -> None:
        """Show these rows of the file as records of this kind; the place among them stays."""
        found = fields(self._session.mapping, kind) if records is not None else ()
        wanted = numbers if records is not None else ()
        is_same = (kind, wanted, found) == (self._kind, self._numbers, self._fields)
        self._records = records
        if is_same and len(self._numbers):
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._kind, self._numbers, self._fields = kind, wanted, found
        places = {name: at for at, name in enumerate(self._session.columns)}
        self._places = tuple(
            tuple(places[name] for name in each.pair.columns if name in places) for each in found
        )
        self.endResetModel()

    def target(self, column: int) -> str:
        """Return the property of a column as findings name it, empty for those before them."""
        at = column - _FIXED_COLUMNS
        return self._fields[at].told if 0 <= at < len(self._fields) else ""

    def field(self, column: int) -> Field | None:
        """Return the property of a column, None for those before them."""
        at = column - _FIXED_COLUMNS
        return self._fields[at] if 0 <= at < len(self._fields) else None

    def column_of(self, target: str) -> int:
        """Return the column of a property, that of the line where it has none."""
        keys = [each.told for each in self._fields]
        return keys.index(target) + _FIXED_COLUMNS if target in keys else LINE

    def read_by(self, target: str) -> str:
        """Return how a property that findings name is named in a record."""
        return next((each.key for each in self._fields if each.told == target), target)

    def built(self, row: int) -> Built | None:
        """Return the record of a line of the table."""
        if self._records is None or not 0 <= row < len(self._numbers):
            return None
        return self._records.record(self._numbers[row])

    def row_of(self, number: int) -> int:
        """Return the line of the table that shows this row of the file, -1 for none."""
        if isinstance(self._numbers, (range, RowNumbers)):
            at = bisect_right(self._numbers, number) - 1
            return at if at >= 0 and self._numbers[at] == number else -1
        return self._numbers.index(number) if number in self._numbers else -1

    def number(self, row: int) -> int:
        """Return which row of the file a line of the table shows, -1 for none."""
        found: int = self._numbers[row] if 0 <= row < len(self._numbers) else -1
        return found

    def row_near(self, number: int) -> int:
        """Return the line that shows this row of the file, else the next one, -1 for none."""
        at = self.row_of(number)
        if at < 0 and isinstance(self._numbers, (range, RowNumbers)):
            at = bisect_left(self._numbers, number)
        return min(max(at, 0), len(self._numbers) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows listed."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return line, state, and one column for each mapped property."""
        return 0 if parent.isValid() else _FIXED_COLUMNS + len(self._fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a value as it will be sent."""
        if not index.isValid():
            return None
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        built = self.built(index.row()) if role in _ROLES else None
        if built is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(built, column)
        if column == LINE:
            return self._edits(built, role) if role in _OF_EDITS else None
        return self._shape(built, role) if column == STATE else self._mark(built, column, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the name of a property."""
        if role in set(HeadingRole) and orientation is Qt.Orientation.Horizontal:
            return self._group_at(section - _FIXED_COLUMNS, HeadingRole(role))
        roles = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}
        if role not in roles or orientation is not Qt.Orientation.Horizontal:
            return None
        if section < _FIXED_COLUMNS:
            return (tr("File line"), tr("State"))[section]
        at = section - _FIXED_COLUMNS
        if at >= len(self._fields):
            return None
        is_tip = role == Qt.ItemDataRole.ToolTipRole
        field = self._fields[at]
        return target_label(self._kind, field.key if is_tip else field.pair.target)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        is_number = column == LINE or (
            column >= _FIXED_COLUMNS
            and type_of(self._kind, self._fields[column - _FIXED_COLUMNS].pair) is ValueType.NUMBER
        )
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _words(self, built: Built, column: int) -> str:
        if column == LINE:
            return grouped(built.line)
        if column == STATE:
            return _state_words(built)
        if built.is_held:
            cells = (
                built.all_cells[at]
                for at in self._places[column - _FIXED_COLUMNS]
                if at < len(built.all_cells)
            )
            return " ".join(filter(None, map(cell_words, cells)))[:_SHOWN]
        key = self._fields[column - _FIXED_COLUMNS].key
        return values.shown(values.value(self._kind, key, values.document(built.body)))[:_SHOWN]

    def _group_at(self, at: int, role: HeadingRole) -> str:
        if not 0 <= at < len(self._fields):
            return ""
        field = self._fields[at]
        is_first = not at or field.group != self._fields[at - 1].group
        if not is_first and role is not HeadingRole.WITHIN:
            return ""
        # The name of an event is no word of this program.
        return field.group if field.event else tr(field.group)

    def _mark(self, built: Built, column: int, role: int) -> QIcon | QColor | str | None:
        """Mark a cell in which something is wrong; cells of held records are no values yet."""
        colours = self._theme.tokens
        found = self._problem(built, column)
        if found is None or found.severity not in _SHAPES:
            return self._plain(built, column, role)
        name, tone = _SHAPES[found.severity]
        words = problem_words(found).sentence
        match role:
            case Qt.ItemDataRole.DecorationRole:
                return QIcon(icons.pixmap(name, getattr(colours, tone), 14, colours.surface))
            case Qt.ItemDataRole.BackgroundRole:
                return QColor(getattr(colours, f"{tone}_soft"))
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._words(built, column)}: {words}"
            case Qt.ItemDataRole.ToolTipRole:
                return words
            case _:
                return None

    def _plain(self, built: Built, column: int, role: int) -> QColor | str | None:
        """Return how a cell looks in which nothing is wrong, and why it must be blank."""
        if role == Qt.ItemDataRole.ForegroundRole and built.is_held:
            return QColor(self._theme.tokens.muted)
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._why_unsent(built, column) or None
        return None

    def _problem(self, built: Built, column: int) -> Problem | None:
        """Return the worst that is wrong with what fills this property."""
        key = self._fields[column - _FIXED_COLUMNS].told
        found = [each for each in built.problems if each.target == key]
        return min(found, key=lambda each: list(Severity).index(each.severity), default=None)

    def _why_unsent(self, built: Built, column: int) -> str:
        """Return why a record has not the event that a column is of, empty where it has it."""
        event = self._fields[column - _FIXED_COLUMNS].event
        if not event or built.is_held or event in values.names_in(values.document(built.body)):
            return ""
        mapping = self._session.mapping
        names = event_names(mapping)
        if event not in names:
            # It was taken away or renamed, and its columns go as soon as the view hears of it.
            return ""
        return unsent_words(event, showing(mapping, names.index(event)).condition)

    def _edits(self, built: Built, role: int) -> QIcon | str | None:
        """Return the mark of a row of which cells are edited, and its words."""
        change = self._session.amendments.row(built.line)
        if change is None or not change.cells:
            return None
        colours = self._theme.tokens
        if role == Qt.ItemDataRole.DecorationRole:
            return QIcon(icons.pixmap("edited", colours.accent, 14, colours.surface))
        words = counted(len(change.cells), "{count} cell edited", "{count} cells edited")
        is_tip = role == Qt.ItemDataRole.ToolTipRole
        return words if is_tip else f"{grouped(built.line)}, {words}"

    def _shape(self, built: Built, role: int) -> QIcon | QColor | None:
        if role not in {Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole}:
            return None
        colours = self._theme.tokens
        if built.is_left_out:
            is_words = role == Qt.ItemDataRole.ForegroundRole
            picture = icons.pixmap("left-out", colours.muted, 14, colours.surface)
            return QColor(colours.muted) if is_words else QIcon(picture)
        name, colour = ("stop", colours.bad) if built.is_held else ("tick", colours.good)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colour if built.is_held else colours.text)
        return QIcon(icons.pixmap(name, colour, 14, colours.surface))


def _state_words(built: Built) -> str:
    """Return what becomes of a row, and of how many lines or rows its record is."""
    if built.is_held:
        return tr("left out") if built.is_left_out else tr("held")
    if len(built.of_order) > 1:
        return counted(len(built.of_order), "ready, {count} line", "ready, {count} lines")
    if built.lines:
        return counted(len(built.lines), "ready, {count} row", "ready, {count} rows")
    return tr("ready")
