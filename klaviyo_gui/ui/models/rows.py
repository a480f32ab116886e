"""The whole file as a table, read where it is looked at."""

from __future__ import annotations

from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Slot

from klaviyo_gui import language
from klaviyo_gui.core.repair import mender
from klaviyo_gui.language import decimal, grouped, tr
from klaviyo_gui.source.profile import DISTINCT_LIMIT
from klaviyo_gui.source.reader import Rows
from klaviyo_gui.ui.cell_editor import EDITED_MAX, too_long_words, typeable
from klaviyo_gui.ui.file.answers import Answer, answer_to
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.models.marks import CellMarks
from klaviyo_gui.ui.models.pages import Pages
from klaviyo_gui.wording import fault_words
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from klaviyo_gui.source.faults import Fault
    from klaviyo_gui.source.profile import ColumnProfile
    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.file.inspector import Inspector
    from klaviyo_gui.ui.session import Session

_SHOWN = 300
"""Characters of a cell that a table shows; a whole cell may hold megabytes."""

_FORMS = {
    "": language.mark("text"),
    "number": language.mark("number"),
    "date": language.mark("date"),
}


_MARKED = (
    Qt.ItemDataRole.UserRole + 4,
    Qt.ItemDataRole.UserRole + 5,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


class HeadingRole(IntEnum):
    """What a column's heading tells besides its name."""

    BELOW = Qt.ItemDataRole.UserRole + 1
    """What the column probably means, or the form of its values, and how many differ."""
    FILL = Qt.ItemDataRole.UserRole + 2
    """The share of its cells that are filled, from 0 to 1."""
    FAULTS = Qt.ItemDataRole.UserRole + 3
    """The number of causes of damage found in it."""


class CellRole(IntEnum):
    """What a cell tells besides its text."""

    TONE = Qt.ItemDataRole.UserRole + 4
    """The colour token of what is wrong with it, empty for a sound one."""
    SURPLUS = Qt.ItemDataRole.UserRole + 5
    """How many cells of its row stand beyond the last column; told by the last cell only."""


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
        self._marks: CellMarks | None = None
        self._count = 0
        self._header: tuple[str, ...] = ()
        session.file_changed.connect(self._reset)
        session.count_changed.connect(self._grow)
        session.index_changed.connect(self._grow)
        session.mapping_changed.connect(self._mark_anew)
        session.plan_changed.connect(self._mark_anew)
        masking.changed.connect(self._mark_anew)
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
        """Return the text of a cell, and what is wrong with it."""
        if not index.isValid() or self._pages is None or self._marks is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(self._pages, index)
        if role == Qt.ItemDataRole.EditRole:
            return typeable(cell_words(self._text(self._pages, index)))
        mark = self._marks.mark(index.row(), index.column()) if role in _MARKED else None
        if mark is None:
            is_tip = role == Qt.ItemDataRole.ToolTipRole
            return too_long_words() if is_tip and self._is_too_long(index) else None
        return {
            CellRole.TONE: mark.tone,
            CellRole.SURPLUS: mark.surplus if index.column() == len(self._header) - 1 else 0,
            Qt.ItemDataRole.ToolTipRole: mark.words,
            Qt.ItemDataRole.AccessibleTextRole: (
                f"{self._shown(self._pages, index)}: {mark.words}"
            ),
        }[role]  # type: ignore[index] # roles are whole numbers of two enums

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

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that a cell can be edited, as far as its row has cells."""
        flags = super().flags(index)
        is_there = index.isValid() and index.column() < len(self.cells(index.row()))
        is_free = is_there and self._session.aside is None and not self._is_too_long(index)
        return flags | Qt.ItemFlag.ItemIsEditable if is_free else flags

    def setData(
        self,
        index: Index,
        value: Any,  # noqa: ANN401 - Qt's variant
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Let a cell read otherwise; the file stays as it is."""
        line = self.line(index.row())
        if role != Qt.ItemDataRole.EditRole or self._pages is None or line is None:
            return False
        if str(value) == typeable(self._text(self._pages, index)):
            return False
        cells = self.cells(index.row())
        self._session.edit_cell(line, cells, self._header[index.column()], str(value))
        return True

    def cells(self, row: int) -> list[str]:
        """Return the cells of a row as the file has them, none where it cannot be read."""
        rows = self._pages.row(row) if self._pages is not None else None
        return list(rows.cells[0]) if rows is not None and len(rows) else []

    def used_text(self, row: int, column: int) -> str:
        """Return the text of a cell as it is used: as somebody changed it, and mended."""
        cells = self.cells(row)
        for at in range(len(cells)):
            mark = self._marks.mark(row, at) if self._marks is not None else None
            if mark is not None and mark.used is not None:
                cells[at] = mark.used
        if len(cells) != len(self._header):
            return cells[column]
        return mender(self._session.mapping.repairs, self._header)(cells)[column]

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

    def _is_too_long(self, index: Index) -> bool:
        """Tell whether a cell is too long to be typed anew."""
        return self._pages is not None and len(self._text(self._pages, index)) > EDITED_MAX

    def _shown(self, pages: Pages, index: Index) -> str:
        """Return the text of a cell for the eye."""
        return cell_words(self._text(pages, index))[:_SHOWN]

    def _text(self, pages: Pages, index: Index) -> str:
        rows = pages.row(index.row())
        if not len(rows) or index.column() >= len(rows.cells[0]):
            return ""
        if self._marks is not None and self._session.amendments:
            mark = self._marks.mark(index.row(), index.column())
            if mark is not None and mark.used is not None:
                return mark.used
        return rows.cells[0][index.column()]

    def _heading(self, column: int, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        profile, faults = self.profile(column), self.faults(column)
        fill = profile.filled / profile.total if profile is not None and profile.total else 0.0
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._header[column]
            case HeadingRole.BELOW:
                return self._below(column, profile)
            case HeadingRole.FILL:
                return fill
            case HeadingRole.FAULTS:
                answers = map(partial(answer_to, mapping=self._session.mapping), faults)
                return sum(1 for each in answers if each is Answer.OPEN)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                words = [fault_words(each).what for each in faults]
                filled = tr("{percent}% filled", percent=decimal(fill * 100, 0))
                parts = self._header[column], self._below(column, profile), filled
                return ", ".join(filter(None, (*parts, *words)))
        return None

    def _below(self, column: int, profile: ColumnProfile | None) -> str:
        meanings = self._session.meanings
        meaning = tr(meanings[column]) if column < len(meanings) else ""
        if profile is None or not profile.filled:
            return meaning or tr("empty")
        more = "+" if profile.distinct >= DISTINCT_LIMIT else ""
        return tr(
            "{meaning} · {count} different",
            meaning=meaning or tr(_FORMS[profile.form]),
            count=f"{grouped(profile.distinct)}{more}",
        )

    def _take_pages(self, pages: Pages | None) -> None:
        self._pages = pages
        self._marks = CellMarks(pages, self._session.plan) if pages is not None else None

    @Slot()
    def _mark_anew(self) -> None:
        """Mark the cells by what is known, and mended, now."""
        if self._pages is None or not self._count or not self._header:
            return
        if self._session.header != self._header:
            # Another file is about to be shown.
            return
        self._marks = CellMarks(self._pages, self._session.plan)
        last = self.index(self._count - 1, len(self._header) - 1)
        self.dataChanged.emit(self.index(0, 0), last, [*_MARKED, Qt.ItemDataRole.DisplayRole])
        self._refresh_headings()

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
        self._take_pages(Pages(file, self._session.counted) if file is not None else None)
        self._count = self._session.row_count
        self.endResetModel()

    @Slot()
    def _grow(self) -> None:
        file, count = self._session.file, self._session.row_count
        if file is None or count < self._count:
            self._reset()
            return
        if count == self._count:
            self._take_pages(Pages(file, self._session.counted))
            return
        self.beginInsertRows(QModelIndex(), self._count, count - 1)
        self._take_pages(Pages(file, self._session.counted))
        self._count = count
        self.endInsertRows()
