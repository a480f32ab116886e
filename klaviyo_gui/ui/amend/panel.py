"""The row that is looked at, cell by cell, with all that can be changed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.amend.cells import CellsModel, FileRow, Part
from klaviyo_gui.ui.cell_editor import CellEditing, too_long_words
from klaviyo_gui.ui.copying import Copying
from klaviyo_gui.ui.pieces import button, column, row
from klaviyo_gui.ui.when_empty import WhenEmpty

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDIT_TIP = mark("Type another text for this cell (F2 or Enter)")
_TAKE_OUT = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_LINE = 26
_NAME = 76
"""Pixels that a column's name has at least; whoever needs more of it draws it wider."""

_NAMES_MOST = 0.36
"""Part of the table that the names may take."""

_AIR = 12
_MEASURED = 60
"""Names that are measured; a file may have thousands."""


class CellsView(QTableView):
    """A table in which the keys of editing reach what is used, wherever the row is chosen.

    ``put_back_requested`` fires for the current cell.
    """

    put_back_requested = Signal()
    closed = Signal()

    def __init__(self, model: CellsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(CellEditing(self))
        self.setAccessibleName(tr("The cells of this row: in the file, and as used"))
        WhenEmpty(self, tr("Choose a row to see its cells."))
        Copying(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        side = self.verticalHeader()
        side.hide()
        side.setDefaultSectionSize(max(_LINE, self.fontMetrics().height() + 10))
        top = self.horizontalHeader()
        top.setHighlightSections(False)
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fitted = _NAME
        top.setResizeContentsPrecision(_MEASURED)
        top.resizeSection(Part.COLUMN, _NAME)
        model.modelReset.connect(self._fit_names)
        for part in (Part.FILE, Part.USED):
            top.setSectionResizeMode(part, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._fit_names()

    @Slot()
    def _fit_names(self) -> None:
        """Give the names of columns the room that they need, up to their part of it.

        A width that somebody drew stays.
        """
        top = self.horizontalHeader()
        if top.sectionSize(Part.COLUMN) == self._fitted:
            most = int(self.viewport().width() * _NAMES_MOST)
            wanted = self.sizeHintForColumn(Part.COLUMN) + _AIR
            self._fitted = max(_NAME, min(wanted, most))
            top.resizeSection(Part.COLUMN, self._fitted)

    def edit_current(self) -> None:
        """Begin to type what is used of the current column."""
        at = self.currentIndex().row()
        self.edit_at(max(at, 0))

    def edit_at(self, at: int) -> None:
        """Begin to type what is used of a column."""
        index = self.model().index(at, Part.USED)
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(index)
            self.edit(index)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Tell that nobody types any more, once what was typed is taken or given up."""
        super().closeEditor(editor, hint)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit by F2 or Enter, put back by Delete."""
        if self.state() == QAbstractItemView.State.EditingState:
            # Enter in the editor comes by here, too; what was typed is about to be taken.
            event.accept()
        elif event.key() in (*_ENTER, Qt.Key.Key_F2):
            self.edit_current()
        elif event.key() in _TAKE_OUT:
            self.put_back_requested.emit()
        else:
            super().keyPressEvent(event)


class RowPanel(QWidget):
    """Shows a row's cells and edits them; asks for a text to be replaced.

    ``leave`` leaves the row out, and stands where its parent tells of the row as a whole.
    ``replace_requested(column)`` fires with the column that is chosen.
    """

    replace_requested = Signal(str)

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._shown: FileRow | None = None
        self._column = ""
        self.model = CellsModel(theme, self)
        self.view = CellsView(self.model)
        self.edit = button(tr("Edit"), "small", tr(_EDIT_TIP))
        as_in_file = tr("Use the cell as the file has it (Del)")
        self.back = button(tr("Put back"), "small", as_in_file)
        self.leave = button(tr("Leave this row out"), "small")
        no_more = tr("The row has no more cells than these")
        self.fill = button(tr("Fill up with blanks"), "small", no_more)
        everywhere = tr("In every cell of this column")
        self.other = button(tr("Find and replace…"), "small", everywhere)
        layout = column(self, gap=6)
        layout.addWidget(self.view, 1)
        deeds = row(gap=6)
        for each in (self.edit, self.back, self.fill):
            deeds.addWidget(each)
        deeds.addStretch(1)
        deeds.addWidget(self.other)
        layout.addLayout(deeds)
        self.edit.clicked.connect(self._edit)
        self.back.clicked.connect(self._put_back)
        self.fill.clicked.connect(self._fill_up)
        self.leave.clicked.connect(self._leave_out)
        self.other.clicked.connect(self._ask_to_replace)
        self.view.put_back_requested.connect(self._put_back)
        self.view.selectionModel().currentChanged.connect(self._refresh_deeds)
        self.model.edited.connect(self._take)
        session.amendments_changed.connect(self._refresh)
        self._refresh()

    @property
    def is_typing(self) -> bool:
        """Tell whether an editor is open."""
        return self.view.state() == QAbstractItemView.State.EditingState

    @property
    def line(self) -> int | None:
        """Return the file line of the row on show."""
        return self._shown.line if self._shown is not None else None

    def show_row(self, line: int, cells: tuple[str, ...]) -> None:
        """Show the row in this line of the file."""
        self._shown = FileRow(line, self._session.header, cells)
        self._refresh()

    def edit_column(self, name: str) -> None:
        """Begin to type what is used of a column in the row on show."""
        if self._shown is not None and name in self._shown.header:
            self.view.setFocus()
            self.view.edit_at(self._shown.header.index(name))

    def show_nothing(self) -> None:
        """Show no row."""
        self._shown = None
        self._refresh()

    # Private

    @Slot()
    def _refresh(self) -> None:
        session = self._session
        can_edit = session.aside is None
        self.model.show(self._shown, session.amendments, can_edit=can_edit)
        if self._shown is not None and not self.view.currentIndex().isValid():
            # The same column of the next row: whoever mends a column goes down the rows.
            header = self._shown.header
            at = header.index(self._column) if self._column in header else 0
            self.view.setCurrentIndex(self.model.index(at, Part.USED))
        self._refresh_deeds()

    @Slot()
    def _refresh_deeds(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self._column = self.model.column(index.row())
        used = self.model.index(index.row(), Part.USED) if index.isValid() else index
        can_edit = used.isValid() and bool(used.flags() & Qt.ItemFlag.ItemIsEditable)
        self.edit.setEnabled(can_edit)
        is_too_long = self.model.is_too_long(index.row())
        self.edit.setToolTip(too_long_words() if is_too_long else tr(_EDIT_TIP))
        self.back.setEnabled(self._session.aside is None and self.model.is_edited(used.row()))
        self.other.setEnabled(self._shown is not None and self._session.aside is None)
        self.leave.setEnabled(self.other.isEnabled())
        self.fill.setVisible(self.other.isEnabled() and self._lacks_cells())
        is_out = self._is_left_out()
        tip = tr("Send this row again") if is_out else tr("Send nothing of this row")
        self.leave.setText(tr("Take this row in") if is_out else tr("Leave this row out"))
        self.leave.setToolTip(tip)
        self.leave.setAccessibleDescription(tip)

    def _lacks_cells(self) -> bool:
        """Tell whether the row is too short, and nobody filled in all of the rest."""
        shown = self._shown
        if shown is None:
            return False
        return not all(map(self.model.is_edited, range(len(shown.cells), len(shown.header))))

    def _is_left_out(self) -> bool:
        if self._shown is None:
            return False
        change = self._session.amendments.row(self._shown.line)
        return change is not None and change.is_left_out

    @Slot()
    def _edit(self) -> None:
        self.view.setFocus()
        self.view.edit_current()

    @Slot(str, str)
    def _take(self, name: str, text: str) -> None:
        if self._shown is not None:
            self._session.edit_cell(self._shown.line, self._shown.cells, name, text)

    @Slot()
    def _put_back(self) -> None:
        index = self.view.currentIndex()
        if self._shown is not None and index.isValid():
            self._session.put_cell_back(self._shown.line, self.model.column(index.row()))

    @Slot()
    def _fill_up(self) -> None:
        if self._shown is not None:
            self._session.fill_row_up(self._shown.line, self._shown.cells)

    @Slot()
    def _leave_out(self) -> None:
        if self._shown is None:
            return
        if self._is_left_out():
            self._session.take_row_in(self._shown.line)
        else:
            self._session.leave_row_out(self._shown.line, self._shown.cells)

    @Slot()
    def _ask_to_replace(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self.replace_requested.emit(self.model.column(index.row()))
