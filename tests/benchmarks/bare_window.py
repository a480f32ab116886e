"""A bare window with a table of 50,000,000 lazy rows, which says when it can be used and closes."""

from __future__ import annotations

import sys

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from klaviyo_gui.cli.output import say_usable
from klaviyo_gui.ui.sight import Sight

ROWS, COLUMNS = 50_000_000, 16
SIZE = QSize(1280, 720)

Index = QModelIndex | QPersistentModelIndex
NOTHING = QModelIndex()


class Rows(QAbstractTableModel):
    """Rows that are made when they are seen."""

    def rowCount(self, _parent: Index = NOTHING) -> int:  # noqa: N802 - Qt's own name
        """Return how many there are."""
        return ROWS

    def columnCount(self, _parent: Index = NOTHING) -> int:  # noqa: N802 - Qt's own name
        """Return how many cells a row has."""
        return COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return the text of a cell."""
        return f"{index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


def main() -> int:
    """Show it."""
    application = QApplication([])
    window, table = QMainWindow(), QTableView()
    table.setModel(Rows(table))
    window.setCentralWidget(table)
    window.resize(SIZE)
    sight = Sight(window)
    sight.usable.connect(say_usable)
    sight.usable.connect(application.quit)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
