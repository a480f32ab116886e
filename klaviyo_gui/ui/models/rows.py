"""The whole file as a table, read where it is looked at."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Slot

from klaviyo_gui.source.profile import DISTINCT_LIMIT
from klaviyo_gui.source.reader import Rows
from klaviyo_gui.ui.models.pages import Pages
from klaviyo_gui.wording import fault_words

if TYPE_CHECKING:
    from klaviyo_gui.source.faults import Fault
    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.file.inspector import Inspector
    from klaviyo_gui.ui.session import Session

_SHOWN = 300
"""Characters of a cell that a table shows; a whole cell may hold megabytes."""


class HeadingRole(IntEnum):
    """What a column's heading tells besides its name."""

    BELOW = Qt.ItemDataRole.UserRole + 1
    """What the column probably means, or the form of its values, and how many differ."""
    FILL = Qt.ItemDataRole.UserRole + 2
    """The share of its cells that are filled, from 0 to 1."""
    FAULTS = Qt.ItemDataRole.UserRole + 3
    """The number of causes of damage found in it."""


class RowsModel(QAbstractTableModel):
    """Shows the session's file as it is: names above, lines of the file at the side."""

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        inspector: Inspector | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._inspector = inspector
        self._pages: Pages | None = None
        self._count = 0
        self._header: tuple[str, ...] = ()
        session.file_changed.connect(self._reset)
        session.count_changed.connect(self._grow)
        session.index_changed.connect(self._grow)
        if inspector is not None:
            inspector.changed.connect(self._refresh_headings)
        self._reset()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the rows known so far."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the columns of the header."""
        return 0 if parent.isValid() else len(self._header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the text of a cell."""
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid() or self._pages is None:
            return None
        rows = self._pages.row(index.row())
        if not len(rows) or index.column() >= len(rows.cells[0]):
            return ""
        return rows.cells[0][index.column()][:_SHOWN]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the name of a column and what is known of it, or the line of a row."""
        if self._pages is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._heading(section, role) if section < len(self._header) else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.line(section)

    def line(self, row: int) -> int | None:
        """Return the line of the file in which a row begins."""
        rows = self._pages.row(row) if self._pages is not None else ()
        return rows.lines[0] if isinstance(rows, Rows) and len(rows) else None

    def number_of(self, line: int) -> int | None:
        """Return the row that begins in this line of the file."""
        return self._pages.number_of(line) if self._pages is not None else None

    def profile(self, column: int) -> ColumnProfile | None:
        """Return what is known of a column: by all rows looked at, else by the first ones."""
        found = self._inspector.found if self._inspector is not None else None
        profiles = found.profiles if found is not None else self._session.profiles
        return profiles[column] if column < len(profiles) else None

    def faults(self, column: int) -> list[Fault]:
        """Return the damage found in a column."""
        found = self._inspector.found if self._inspector is not None else None
        return [each for each in found.faults if column in each.positions] if found else []

    def _heading(self, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        profile = self.profile(column)
        fill = profile.filled / profile.total if profile is not None and profile.total else 0.0
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._header[column]
            case HeadingRole.BELOW:
                return self._below(column, profile)
            case HeadingRole.FILL:
                return fill
            case HeadingRole.FAULTS:
                return len(self.faults(column))
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                faults = [fault_words(each).what for each in self.faults(column)]
                parts = self._header[column], self._below(column, profile), f"{fill:.0%} filled"
                return ", ".join(filter(None, (*parts, *faults)))
        return None

    def _below(self, column: int, profile: ColumnProfile | None) -> str:
        meanings = self._session.meanings
        meaning = meanings[column] if column < len(meanings) else ""
        if profile is None or not profile.filled:
            return meaning or "empty"
        more = "+" if profile.distinct >= DISTINCT_LIMIT else ""
        return f"{meaning or profile.form or 'text'} · {profile.distinct:,}{more} different"

    @Slot()
    def _refresh_headings(self) -> None:
        if self._header:
            last = len(self._header) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    @Slot()
    def _reset(self) -> None:
        self.beginResetModel()
        file = self._session.file
        self._header = self._session.header
        self._pages = Pages(file, self._session.counted) if file is not None else None
        self._count = self._session.row_count
        self.endResetModel()

    @Slot()
    def _grow(self) -> None:
        file, count = self._session.file, self._session.row_count
        if file is None or count < self._count:
            self._reset()
            return
        if count == self._count:
            self._pages = Pages(file, self._session.counted)
            return
        self.beginInsertRows(QModelIndex(), self._count, count - 1)
        self._pages = Pages(file, self._session.counted)
        self._count = count
        self.endInsertRows()
