"""Every change of the rows in one list, with the way to its row and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from klaviyo_gui.language import counted, grouped, tr
from klaviyo_gui.ui.amend.words import cause_words, quoted, replacement_words
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.pieces import button, column, row, text
from klaviyo_gui.ui.roomy import RoomyDialog
from klaviyo_gui.ui.tables import stretch_words, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.session import Session

_WISHED, _LEAST = QSize(660, 420), QSize(420, 280)

LISTED = 5_000
"""Changes that are listed; whoever made more of them by hand finds them by their rows."""


class ChangesDialog(RoomyDialog):
    """Stands beside the window, which goes on; whatever is put back here can be undone.

    ``line_requested(line)`` fires for the row of a change to be shown.
    """

    line_requested = Signal(int)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: list[int] = []
        self._deeds: list[Callable[[], None]] = []
        self.setWindowTitle(tr("Changes of rows"))
        self.give_room("changes", _LEAST, _WISHED)
        self.model = TextTable((tr("File line"), tr("Where"), tr("Change")), self)
        self.view = table(self.model, tr("Changes of rows"))
        stretch_words(self.view, 1)
        self._told = text(role="muted", wraps=True)
        self.go = button(tr("Show the row"), tip=tr("Look at it in Preview (Enter)"))
        self.back = button(tr("Put back"), tip=tr("Use it as the file has it (Del)"))
        self.all_back = button(tr("Put all back"), tip=tr("Use every row as the file has it"))
        close = button(tr("Close"))
        foot = row(gap=8)
        for each in (self.go, self.back, self.all_back):
            foot.addWidget(each)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = column(self, edge=18)
        layout.addWidget(self._told)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        self.go.clicked.connect(self._go)
        self.view.activated.connect(self._go)
        self.back.clicked.connect(self._put_back)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self).activated.connect(self._put_back)
        self.all_back.clicked.connect(session.put_all_back)
        close.clicked.connect(self.close)
        self.view.selectionModel().currentRowChanged.connect(self._refresh_deeds)
        session.amendments_changed.connect(self._refresh_if_seen)
        session.file_changed.connect(self._refresh_if_seen)
        masking.changed.connect(self._refresh_if_seen)

    def open_list(self) -> None:
        """Show the list as it is now."""
        self._refresh()
        self.show()
        self.raise_()
        self.activateWindow()
        self.view.setFocus()

    # Private

    @Slot()
    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        at = max(self.view.currentIndex().row(), 0)
        found = list(self._changes())
        self._lines = [line for line, *_ in found]
        self._deeds = [deed for *_, deed in found]
        self.model.show([(grouped(line) if line else "", *words) for line, *words, _ in found])
        self._told.setText(self._words(len(found)))
        if found:
            self.view.selectRow(min(at, len(found) - 1))
        self._refresh_deeds()

    def _changes(self) -> list[tuple[int, str, str, Callable[[], None]]]:
        """List line, place, change in words, and how it is put back."""
        session, made = self._session, self._session.amendments
        found: list[tuple[int, str, str, Callable[[], None]]] = []
        for at, rule in enumerate(made.replacements):
            take = partial(session.take_replacement_back, at)
            said = tr("Replaced {replacement}", replacement=replacement_words(rule))
            found.append((0, tr("Every row"), said, take))
        for cause in made.causes:
            take = partial(session.take_cause_in, cause)
            found.append((0, tr("Rows left out"), cause_words(cause), take))
        for each in made.rows[:LISTED]:
            if each.is_left_out:
                take = partial(session.take_row_in, each.line)
                found.append((each.line, tr("The row"), tr("Left out"), take))
            for name, typed in made.edited_cells(each):
                take = partial(session.put_cell_back, each.line, name)
                said = tr("Edited to {text}", text=quoted(typed))
                found.append((each.line, shortened(name), said, take))
        return found

    def _words(self, listed: int) -> str:
        rows = len(self._session.amendments.rows)
        if not listed:
            return tr("Every row is used as the file has it.")
        if rows > LISTED:
            return counted(
                rows,
                "The first {most} of {count} changed row are listed.",
                "The first {most} of {count} changed rows are listed.",
                most=grouped(LISTED),
            )
        return tr("The file stays as it is; this is used instead when it is sent.")

    @Slot()
    def _refresh_deeds(self) -> None:
        at = self.view.currentIndex().row()
        self.go.setEnabled(0 <= at < len(self._lines) and self._lines[at] > 0)
        self.back.setEnabled(0 <= at < len(self._deeds))
        self.all_back.setEnabled(bool(self._deeds))

    @Slot()
    def _go(self) -> None:
        if self.go.isEnabled():
            self.line_requested.emit(self._lines[self.view.currentIndex().row()])

    @Slot()
    def _put_back(self) -> None:
        if self.back.isEnabled():
            self._deeds[self.view.currentIndex().row()]()
