"""Find a text in a column and replace it, with what it changes shown before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from klaviyo_gui.core.amendments import Replacement
from klaviyo_gui.language import counted, decimal, grouped, tr
from klaviyo_gui.ui.amend.counting import Counting
from klaviyo_gui.ui.elided import boxed
from klaviyo_gui.ui.masking import VeiledField, masking
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.pieces import button, column, row, text
from klaviyo_gui.ui.roomy import RoomyDialog
from klaviyo_gui.ui.tables import stretch_words, table
from klaviyo_gui.ui.when_empty import WhenEmpty
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from klaviyo_gui.sending.replacing import Counted
    from klaviyo_gui.ui.session import Session

_WISHED, _LEAST = QSize(620, 520), QSize(420, 380)


class ReplaceDialog(RoomyDialog):
    """Stands beside the window, which goes on; a replacement is one step that can be undone."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.counting = Counting(session)
        self.setWindowTitle(tr("Find and replace in a column"))
        self.give_room("replace", _LEAST, _WISHED)
        self.columns = QComboBox()
        self.columns.setAccessibleName(tr("Column"))
        self.find_text = VeiledField()
        self.find_text.setAccessibleName(tr("Find"))
        self.other_text = VeiledField()
        self.other_text.setAccessibleName(tr("Replace with"))
        self.other_text.setPlaceholderText(tr("nothing"))
        self.whole = QCheckBox(tr("The whole cell only"))
        self.case = QCheckBox(tr("Capital and small letters as typed"))
        self._said = text(role="muted", wraps=True)
        self._examples = TextTable((tr("File line"), tr("Now"), tr("Then")), self)
        self.examples = table(self._examples, tr("Examples of what changes"))
        stretch_words(self.examples, 1)
        WhenEmpty(self.examples, tr("What would change is shown here, before and after."))
        self.apply = button(tr("Replace"), "primary")
        self._build()
        self._connect()

    @property
    def said(self) -> str:
        """Return what is said of what would change."""
        return self._said.text()

    @property
    def rule(self) -> Replacement:
        """Return what is asked for."""
        return Replacement(
            self.columns.currentText(),
            self.find_text.text(),
            self.other_text.text(),
            self.whole.isChecked(),
            self.case.isChecked(),
        )

    def ask(self, name: str = "") -> None:
        """Show the dialog, for this column."""
        self._list_columns()
        if name:
            self.columns.setCurrentIndex(self.columns.findText(name, Qt.MatchFlag.MatchExactly))
        self.show()
        self.raise_()
        self.activateWindow()
        self.find_text.setFocus()
        self.find_text.selectAll()
        self._count()

    def close_work(self) -> None:
        """End the work under way; called once, when the window is gone."""
        self.close()
        self.counting.close()

    # Private

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for name, widget in (
            (tr("&Column"), self.columns),
            (tr("&Find"), self.find_text),
            (tr("Replace &with"), self.other_text),
            ("", self.whole),
            ("", self.case),
        ):
            form.addRow(name, widget)
        close = button(tr("Close"))
        close.clicked.connect(self.close)
        foot = row()
        foot.addWidget(self._said, 1)
        foot.addWidget(close)
        foot.addWidget(self.apply)
        layout = column(self, edge=18)
        layout.addLayout(form)
        layout.addWidget(self.examples, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.columns.currentIndexChanged.connect(self._count)
        for field in (self.find_text, self.other_text):
            field.textChanged.connect(self._count)
        for box in (self.whole, self.case):
            box.toggled.connect(self._count)
        self.apply.clicked.connect(self._replace)
        self.counting.changed.connect(self._tell)
        masking.changed.connect(self._tell)
        session = self._session
        session.amendments_changed.connect(self._count_again)
        session.index_changed.connect(self._count_again)
        session.file_changed.connect(self._list_columns)

    @Slot()
    def _list_columns(self) -> None:
        names = list(self._session.header)
        if names != [self.columns.itemText(at) for at in range(self.columns.count())]:
            self.columns.clear()
            self.columns.addItems(names)

    @Slot()
    def _count_again(self) -> None:
        if self.isVisible():
            self._count()

    @Slot()
    def _count(self) -> None:
        self.counting.count(self.rule if self.isVisible() else None)

    @Slot()
    def _replace(self) -> None:
        self._session.replace_text(self.rule)

    @Slot()
    def _tell(self) -> None:
        found = self.counting.found
        self._said.setText(self._words())
        can = self._session.aside is None and found is not None and found.is_complete
        cells = found.cells if can and found is not None else 0
        self.apply.setEnabled(bool(cells))
        words = counted(cells, "Replace in {count} cell", "Replace in {count} cells")
        self.apply.setText(words if cells else tr("Replace"))
        shown = found.examples if found is not None else ()
        self._examples.show(
            [
                (grouped(line), boxed(cell_words(before)), boxed(cell_words(after)))
                for line, before, after in shown
            ]
        )

    def _words(self) -> str:
        counting, rule = self.counting, self.rule
        if counting.error is not None:
            return error_words(counting.error).sentence
        if self._session.aside is not None:
            return tr("Decide first in Preview what becomes of your earlier changes.")
        if not rule.is_possible:
            same = rule.find == rule.replace and rule.find
            return tr("Both texts are the same.") if same else tr("Type what is to be found.")
        if counting.found is None:
            is_busy = counting.is_busy
            return tr("Counting…") if is_busy else tr("Waits until all rows are counted.")
        return _found_words(counting.found)


def _found_words(found: Counted) -> str:
    if not found.is_complete:
        return counted(
            found.cells,
            "{count} cell so far, {percent}% of the file…",
            "{count} cells so far, {percent}% of the file…",
            percent=decimal(found.share * 100, 0),
        )
    if not found.cells:
        return counted(
            found.rows, "No cell of {count} row holds it.", "No cell of {count} rows holds it."
        )
    return counted(
        found.cells,
        "{count} of {cells} changes. The file stays as it is.",
        "{count} of {cells} change. The file stays as it is.",
        cells=counted(found.rows, "{count} cell", "{count} cells"),
    )
