"""A table of values: what each value of a column becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from klaviyo_gui.core.conversion import Others
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.ui.cell_editor import CellEditing
from klaviyo_gui.ui.copying import Copying
from klaviyo_gui.ui.map.convert.section import Section, narrow_box
from klaviyo_gui.ui.pieces import button, row, text
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from klaviyo_gui.ui.map.convert.section import Subject

_OTHERS = {
    Others.KEEP: mark("stay as they are"),
    Others.LEAVE_OUT: mark("are left out"),
    Others.HOLD: mark("hold their row"),
}
_MOST = 500
"""Values listed; where a column holds more, a table is not what makes it right."""

_BECOMES = 2
"""The column that is edited."""

_VALUE = Qt.ItemDataRole.UserRole
"""The text of a cell as it is, whatever is shown of it."""

_HEIGHT = 190


class TableSection(Section):
    """Every value with its rows and what it becomes; where nothing is written, it stays."""

    def __init__(self) -> None:
        super().__init__("")
        self.open = button(
            tr("Change single values…"), tip=tr("A table of values: VIP becomes gold")
        )
        self.open.clicked.connect(self._open)
        self.heading = text(tr("Values"), "group")
        self.view = QTableWidget(0, 3)
        self.view.setAccessibleName(tr("Values, their rows and what they become"))
        Copying(self.view)
        self.view.setHorizontalHeaderLabels([tr("Value"), tr("Rows"), tr("Becomes")])
        self.view.verticalHeader().hide()
        self.view.setTabKeyNavigation(False)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        follow_type(self.view, minimumHeight=_HEIGHT, maximumHeight=_HEIGHT)
        heading = self.view.horizontalHeader()
        for at in (0, _BECOMES):
            heading.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        heading.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.view.setItemDelegate(CellEditing(self.view))
        self.view.cellChanged.connect(self._take)
        self.others = narrow_box()
        self.others.setAccessibleName(tr("Values without an entry"))
        for others, words in _OTHERS.items():
            self.others.addItem(tr(words), others.value)
        self.others.activated.connect(self._set_others)
        self.rest = text(tr("Others"), "muted")
        last = row(gap=6)
        last.addWidget(self.rest)
        last.addWidget(self.others, 1)
        first = row()
        first.addWidget(self.open)
        first.addStretch(1)
        self.body.addLayout(first)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.view)
        self.body.addLayout(last)
        self._is_open = False
        self._is_filling = False

    def refresh(self, subject: Subject) -> None:
        """Show all values that were seen, and those of the table, the frequent ones first."""
        table = dict(subject.pair.conversion.table)
        is_open = self._is_open or bool(table)
        self.open.setVisible(not is_open)
        for widget in (self.heading, self.view, self.others, self.rest):
            widget.setVisible(is_open)
        if not is_open:
            return
        texts = subject.texts()
        counts = dict.fromkeys(table, 0) | dict(texts.most_common(_MOST))
        seen = counted(
            len(texts),
            "{count} value in {cells}",
            "{count} values in {cells}",
            cells=counted(texts.total(), "the first {count} cell", "the first {count} cells"),
        )
        if len(texts) > _MOST:
            seen = tr("{values}, {most} of them here", values=seen, most=_MOST)
        self.heading.setText(seen)
        self._is_filling = True
        self.view.setRowCount(len(counts))
        for at, (value, count) in enumerate(counts.items()):
            becomes = table.get(value, "")
            self._show(at, 0, cell_words(value), value)
            self._show(at, 1, grouped(count))
            self._show(at, _BECOMES, cell_words(becomes))
        self._is_filling = False
        self.others.setCurrentIndex(self.others.findData(subject.pair.conversion.others.value))

    def _show(self, at: int, column: int, words: str, value: str = "") -> None:
        """Write into a cell; it stays the same one, which may be the one being edited."""
        item = self.view.item(at, column)
        if item is None:
            item = QTableWidgetItem()
            if column != _BECOMES:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.view.setItem(at, column, item)
        item.setData(_VALUE, value)
        if item.text() != words:
            item.setText(words)

    @Slot()
    def _open(self) -> None:
        self._is_open = True
        if self._subject is not None:
            self.refresh(self._subject)
        self.view.setCurrentCell(0, _BECOMES)
        self.view.setFocus()

    @Slot(int, int)
    def _take(self, at: int, _column: int) -> None:
        subject = self._subject
        value, becomes = self.view.item(at, 0), self.view.item(at, _BECOMES)
        if self._is_filling or subject is None or value is None or becomes is None:
            return
        table = dict(subject.pair.conversion.table)
        typed, replaced = becomes.text().strip(), value.data(_VALUE)
        if typed:
            table[replaced] = typed
        else:
            table.pop(replaced, None)
        self.ask(tr("value “{value}”", value=replaced), table=tuple(table.items()))

    @Slot()
    def _set_others(self) -> None:
        others = Others(self.others.currentData())
        self.ask(tr("other values {become}", become=tr(_OTHERS[others])), others=others)
