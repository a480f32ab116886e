"""Columns and texts in an order that can be changed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from klaviyo_gui.core.mapping import Column, Fixed
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.elided import ElidedLabel
from klaviyo_gui.ui.map.convert.section import narrow_box, tab_before
from klaviyo_gui.ui.pieces import clear, column, row, tool
from klaviyo_gui.wording.sources import part_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Part

_TEXT = mark("a fixed text")


class PartsEditor(QWidget):
    """A list of parts, each with buttons to move and remove it, and a box to add another.

    ``changed(parts)`` asks for other parts.
    """

    changed = Signal(object)

    def __init__(self, name: str, *, add: str = "") -> None:
        super().__init__()
        self._name = name
        self._parts: tuple[Part, ...] = ()
        self._rows = column(gap=2)
        self.adding = narrow_box()
        self.adding.setAccessibleName(tr("{heading}: add a column or a text", heading=name))
        self._add_words = add or tr("Add…")
        self.adding.activated.connect(self._add)
        self.typed = QLineEdit()
        self.typed.setAccessibleName(tr("{heading}: the fixed text", heading=name))
        self.typed.setPlaceholderText(tr("fixed text, then Enter"))
        self.typed.returnPressed.connect(self._add_text)
        self.typed.hide()
        layout = column(self, gap=4)
        layout.addLayout(self._rows)
        layout.addWidget(self.adding)
        layout.addWidget(self.typed)

    def show_parts(self, parts: Sequence[Part], header: Sequence[str], *, least: int) -> None:
        """Show these parts; ``least`` of them must stay."""
        self._parts = tuple(parts)
        clear(self._rows)
        tools: list[QWidget] = []
        for at, part in enumerate(self._parts):
            line = self._line(at, part, least)
            self._rows.addWidget(line)
            tools += line.findChildren(QToolButton)
        tab_before(self.adding, tools)
        self.adding.clear()
        self.adding.addItem(self._add_words)
        self.adding.addItem(tr(_TEXT))
        self.adding.addItems([name for name in header if Column(name) not in self._parts])
        self.typed.hide()

    def _line(self, at: int, part: Part, least: int) -> QWidget:
        words = part_words(part)
        line = QWidget()
        layout = row(line, gap=4)
        layout.addWidget(ElidedLabel(words, most=180), 1)
        up, down = (
            tool("↑", tr("Move {part} up", part=words)),
            tool("↓", tr("Move {part} down", part=words)),
        )
        remove = tool("✕", tr("Remove {part}", part=words))
        up.clicked.connect(partial(self._swap, at - 1))
        down.clicked.connect(partial(self._swap, at))
        remove.clicked.connect(partial(self._remove, at))
        up.setEnabled(at > 0)
        down.setEnabled(at + 1 < len(self._parts))
        remove.setEnabled(len(self._parts) > least)
        for each in (up, down, remove):
            layout.addWidget(each)
        return line

    def _swap(self, at: int, _is_checked: bool = False) -> None:
        parts = list(self._parts)
        parts[at], parts[at + 1] = parts[at + 1], parts[at]
        self.changed.emit(tuple(parts))

    def _remove(self, at: int, _is_checked: bool = False) -> None:
        self.changed.emit((*self._parts[:at], *self._parts[at + 1 :]))

    @Slot(int)
    def _add(self, at: int) -> None:
        if at == 1:
            self.typed.clear()
            self.typed.show()
            self.typed.setFocus()
        elif at > 1:
            self.changed.emit((*self._parts, Column(self.adding.itemText(at))))

    @Slot()
    def _add_text(self) -> None:
        if self.typed.text():
            self.changed.emit((*self._parts, Fixed(self.typed.text())))
