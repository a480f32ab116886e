"""The cells of one row of the file, with what is used of each; edited in place."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.cell_editor import EDITED_MAX, too_long_words, typeable
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from klaviyo_gui.core.amendments import Amendments
    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.theme import Theme

_SHOWN = 300
"""Characters of a cell that a table shows; a whole cell may hold megabytes."""


class Part(IntEnum):
    """What stands beside one another for each cell."""

    COLUMN = 0
    FILE = 1
    USED = 2


_HEADINGS = {Part.COLUMN: mark("Column"), Part.FILE: mark("File"), Part.USED: mark("Used")}


class FileRow(NamedTuple):
    """A row as the file has it; one that is too short lacks the cells of the last columns."""

    line: int
    header: tuple[str, ...]
    cells: tuple[str, ...]


class CellsModel(QAbstractTableModel):
    """Shows each column of a row: its cell in the file, and what is used instead.

    ``edited(column, text)`` fires when somebody typed another text.
    """

    edited = Signal(str, str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: FileRow | None = None
        self._amendments: Amendments | None = None
        self._can_edit = False
        masking.changed.connect(self._say_anew)

    @property
    def row(self) -> FileRow | None:
        """Return the row on show."""
        return self._row

    def show(self, row: FileRow | None, amendments: Amendments, *, can_edit: bool) -> None:
        """Show a row; the place within it stays while it is the same one."""
        if (row, amendments, can_edit) == (self._row, self._amendments, self._can_edit):
            # Told of no change, an editor that is open keeps what is being typed.
            return
        is_same = row is not None and row == self._row
        if not is_same:
            self.beginResetModel()
        self._row, self._amendments, self._can_edit = row, amendments, can_edit
        if not is_same:
            self.endResetModel()
        elif self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, Part.USED))

    def column(self, at: int) -> str:
        """Return the name of a column."""
        return self._row.header[at] if self._row is not None else ""

    def used(self, at: int) -> str:
        """Return what is used of a cell."""
        edited = self._edited(at)
        if edited is not None:
            return edited
        if self._row is None or self._amendments is None or not 0 <= at < len(self._row.cells):
            return ""
        return self._amendments.replaced(self._row.header[at], self._row.cells[at])

    def is_edited(self, at: int) -> bool:
        """Tell whether a cell was edited by itself."""
        return self._edited(at) is not None

    def is_too_long(self, at: int) -> bool:
        """Tell whether a cell is too long to be typed anew."""
        return len(self.used(at)) > EDITED_MAX

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the columns of the file."""
        return 0 if parent.isValid() or self._row is None else len(self._row.header)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return what is told of each."""
        return 0 if parent.isValid() else len(Part)

    def data(  # noqa: PLR0911 - one return for each thing that is told
        self, index: Index, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a name or a text, and the mark of one that is edited."""
        if not index.isValid() or self._row is None:
            return None
        at, part = index.row(), Part(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(at, part)[:_SHOWN]
        if role == Qt.ItemDataRole.EditRole:
            return typeable(self._shown(at, part))
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(at, part, is_tip=role == Qt.ItemDataRole.ToolTipRole)
        if part is Part.COLUMN:
            is_muted = role == Qt.ItemDataRole.ForegroundRole
            return QColor(self._theme.tokens.muted) if is_muted else None
        if part is Part.USED and role == Qt.ItemDataRole.DecorationRole and self._is_other(at):
            colours = self._theme.tokens
            return QIcon(icons.pixmap("edited", colours.accent, 14, colours.surface))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return tr(_HEADINGS[Part(section)]) if section < len(Part) else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that what is used can be edited, also what a short row lacks."""
        flags = super().flags(index)
        is_used = index.column() == Part.USED and self._row is not None
        if is_used and self._can_edit and not self.is_too_long(index.row()):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(
        self,
        index: Index,
        value: Any,  # noqa: ANN401 - Qt's variant
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        """Ask for another text; it is shown once it is a step."""
        if role != Qt.ItemDataRole.EditRole or str(value) == typeable(self.used(index.row())):
            return False
        self.edited.emit(self.column(index.row()), str(value))
        return True

    @Slot()
    def _say_anew(self) -> None:
        """Show values as they may be seen now."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, Part.USED))

    def _edited(self, at: int) -> str | None:
        if self._row is None or self._amendments is None or at < 0:
            return None
        return self._amendments.text(self._row.line, self._row.header[at])

    def _is_other(self, at: int) -> bool:
        cells = self._row.cells if self._row is not None else ()
        return self.used(at) != cells[at] if at < len(cells) else self.is_edited(at)

    def _shown(self, at: int, part: Part) -> str:
        """Return a name, or a text for the eye."""
        words = self._text(at, part)
        return words if part is Part.COLUMN else cell_words(words)

    def _text(self, at: int, part: Part) -> str:
        if part is Part.USED:
            return self.used(at)
        if part is Part.COLUMN or self._row is None:
            return self.column(at)
        return self._row.cells[at] if at < len(self._row.cells) else ""

    def _words(self, at: int, part: Part, *, is_tip: bool) -> str:
        text = self._shown(at, part)[:_SHOWN]
        if part is not Part.USED or not self._is_other(at):
            is_too_long = is_tip and part is Part.USED and self.is_too_long(at)
            return f"{text}…\n{too_long_words()}" if is_too_long else text
        before = self._shown(at, Part.FILE)[:_SHOWN] or tr("nothing")
        if not is_tip:
            if not text:
                return tr("blank, edited; in the file: {before}", before=before)
            return tr("{used}, edited; in the file: {before}", used=text, before=before)
        if self.is_edited(at):
            return tr("In the file: {before}\nDel puts it back.", before=before)
        return tr("In the file: {before}\nA text is replaced in this column.", before=before)
