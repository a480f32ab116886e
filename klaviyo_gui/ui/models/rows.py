"""The whole file as a table, read where it is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Slot

from klaviyo_gui.ui.models.pages import Pages

if TYPE_CHECKING:
    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.session import Session

_SHOWN = 300
"""Characters of a cell that a table shows; a whole cell may hold megabytes."""


class RowsModel(QAbstractTableModel):
    """Shows the session's file as it is: names above, lines of the file at the side."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pages: Pages | None = None
        self._count = 0
        self._header: tuple[str, ...] = ()
        session.file_changed.connect(self._reset)
        session.index_changed.connect(self._grow)
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
        """Return the name of a column or the line of a row."""
        if role != Qt.ItemDataRole.DisplayRole or self._pages is None:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self._header[section] if section < len(self._header) else None
        rows = self._pages.row(section)
        return rows.lines[0] if len(rows) else None

    @Slot()
    def _reset(self) -> None:
        self.beginResetModel()
        file = self._session.file
        self._header = self._session.header
        self._pages = Pages(file, self._session.index) if file is not None else None
        self._count = self._session.row_count
        self.endResetModel()

    @Slot()
    def _grow(self) -> None:
        file, count = self._session.file, self._session.row_count
        if file is None or count <= self._count:
            self._reset()
            return
        self.beginInsertRows(QModelIndex(), self._count, count - 1)
        self._pages = Pages(file, self._session.index)
        self._count = count
        self.endInsertRows()
