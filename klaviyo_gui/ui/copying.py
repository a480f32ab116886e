"""Every list can be copied and saved: the row in hand, or all of it as one would see it."""

from __future__ import annotations

import csv
import io
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QMessageBox, QTableView

from klaviyo_gui.core.csv_form import formula_safe
from klaviyo_gui.language import tr
from klaviyo_gui.store.atomic import write_bytes
from klaviyo_gui.ui.masking import masking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROWS_MOST = 10_000
"""Rows of a list that are copied at once; whole files and results have files of their own."""

_BOM = "\ufeff"
"""Without it Excel takes the file for one in the old encoding of its system."""


class Copying(QObject):
    """Adds to a list what copies and saves it, in its menu; its key is the list's own to hear.

    Cells go as they are shown, masked where they are masked. In a file those that a spreadsheet
    would take for formulas begin with an apostrophe. A list that has a menu of its own keeps it.
    """

    def __init__(self, view: QAbstractItemView, *, has_menu: bool = True) -> None:
        super().__init__(view)
        self._view = view
        self.copy = QAction(tr("Copy"), view)
        self.copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy.triggered.connect(self.copy_chosen)
        self.copy_all = QAction(tr("Copy all rows"), view)
        self.copy_all.triggered.connect(self.copy_every)
        self.save = QAction(tr("Save as CSV…"), view)
        self.save.triggered.connect(self._choose)
        actions = [self.copy, self.copy_all, self.save]
        if isinstance(view, QTableView):
            self.copy_cell = QAction(tr("Copy this cell"), view)
            self.copy_cell.triggered.connect(self.copy_current)
            actions.insert(1, self.copy_cell)
        view.addActions(actions)
        if has_menu:
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def takes(self, event: QKeyEvent) -> bool:
        """Copy whole rows by the key for which Qt copies one cell; tell whether it was that."""
        is_ours = event.matches(QKeySequence.StandardKey.Copy)
        if is_ours:
            self.copy_chosen()
        return is_ours

    @Slot()
    def copy_chosen(self) -> None:
        """Copy the rows that are chosen, else the current one."""
        rows = {each.row() for each in self._view.selectionModel().selectedIndexes()}
        current = self._view.currentIndex()
        if not rows and current.isValid():
            rows = {current.row()}
        if rows:
            self._put(self._texts(sorted(rows)))

    @Slot()
    def copy_current(self) -> None:
        """Copy the one cell in hand, such as an address to look for elsewhere."""
        current = self._view.currentIndex()
        if current.isValid():
            QGuiApplication.clipboard().setText(_words(current.data()))

    @Slot()
    def copy_every(self) -> None:
        """Copy the headings and all rows, the first ten thousand of many."""
        self._put(chain(self._headings(), self._texts(self._rows())))

    def save_as(self, path: Path) -> None:
        """Save the headings and all rows, the first ten thousand of many; raises OSError."""
        text = io.StringIO(newline="")
        text.write(_BOM)
        for cells in chain(self._headings(), self._texts(self._rows())):
            csv.writer(text).writerow([*map(formula_safe, cells)])
        write_bytes(path, text.getvalue().encode("utf-8", "surrogateescape"))

    @Slot()
    def _choose(self) -> None:
        view = self._view
        name, _ = QFileDialog.getSaveFileName(
            view,
            tr("Save as CSV, masked as it is shown") if masking.is_on else tr("Save as CSV"),
            f"{view.accessibleName()}.csv",
            tr("CSV (*.csv)"),
        )
        if not name:
            return
        try:
            self.save_as(Path(name))
        except OSError as error:
            what = tr(
                "{name} could not be saved: {cause}.",
                name=Path(name).name,
                cause=error.strerror or error,
            )
            box = QMessageBox(QMessageBox.Icon.Warning, tr("Save as CSV"), what, parent=view)
            box.setInformativeText(tr("Choose another folder."))
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.open()

    def _put(self, rows: Iterable[list[str]]) -> None:
        """Put rows into the clipboard as spreadsheets take them: a tab between cells."""
        lines = ("\t".join(map(_on_one_line, cells)) for cells in rows)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _rows(self) -> range:
        return range(min(self._view.model().rowCount(), ROWS_MOST))

    def _headings(self) -> Iterator[list[str]]:
        view = self._view
        if isinstance(view, QTableView):
            model = view.model()
            across = Qt.Orientation.Horizontal
            yield [_words(model.headerData(at, across)) for at in self._columns(view)]

    def _texts(self, rows: Iterable[int]) -> Iterator[list[str]]:
        view, model = self._view, self._view.model()
        for row in rows:
            if isinstance(view, QTableView):
                yield [_words(model.index(row, at).data()) for at in self._columns(view)]
            else:
                index = model.index(row, 0)
                spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
                yield [_words(spoken or index.data())]

    @staticmethod
    def _columns(view: QTableView) -> list[int]:
        """Return the columns that are on show, in their order on the screen."""
        top = view.horizontalHeader()
        places = (top.logicalIndex(at) for at in range(top.count()))
        return [at for at in places if not view.isColumnHidden(at)]


def _words(value: object) -> str:
    return "" if value is None else str(value)


def _on_one_line(words: str) -> str:
    return " ".join(words.replace("\t", " ").splitlines())
