"""By which columns two files are joined: pairs of them, each chosen from two lists."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.map.convert.section import narrow_box, tab_before
from klaviyo_gui.ui.pieces import clear, column, row, text, tool

if TYPE_CHECKING:
    from collections.abc import Sequence

Pairs = tuple[tuple[str, str], ...]
"""A column of the first file, and the one of the second that holds the same texts, of each pair."""

_NOT_CHOSEN = mark("choose a column")


class KeyPairs(QWidget):
    """A line for each pair; ``changed(pairs)`` asks for others. A pair counts once both are chosen.

    All texts of a row must be the same where there are several.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._names = ("", "")
        self.boxes: list[tuple[QComboBox, QComboBox]] = []
        self._lines = column(gap=4)
        self.add = tool(
            tr("Another pair…"), tr("Add a pair of columns that must be the same as well")
        )
        self.add.clicked.connect(self._add)
        layout = column(self, gap=4)
        layout.addLayout(self._lines)
        layout.addWidget(self.add, alignment=Qt.AlignmentFlag.AlignLeft)

    @property
    def pairs(self) -> Pairs:
        """Return the pairs of which both columns are chosen."""
        chosen = ((first.currentText(), second.currentText()) for first, second in self.boxes)
        return tuple(each for each in chosen if all(each))

    def show_pairs(
        self, pairs: Pairs, columns: tuple[Sequence[str], Sequence[str]], names: tuple[str, str]
    ) -> None:
        """Show these pairs of columns of two files, which have these names.

        A line that somebody has begun stays, and so does the focus.
        """
        lists = tuple(columns[0]), tuple(columns[1])
        is_same = (lists, names) == (self._columns, self._names)
        if is_same and pairs == self.pairs and self.boxes:
            return
        is_of_same_length = is_same and len(pairs) == len(self.boxes)
        self._columns, self._names = lists, names
        if not is_of_same_length:
            self._build(max(len(pairs), 1))
        for boxes, pair in zip(self.boxes, pairs, strict=False):
            for box, name in zip(boxes, pair, strict=True):
                box.setCurrentIndex(box.findText(name, Qt.MatchFlag.MatchExactly))

    def _build(self, count: int) -> None:
        clear(self._lines)
        self.boxes = []
        tools: list[QWidget] = []
        for at in range(count):
            tools += self._add_line(at, can_go=count > 1)
        tab_before(self.add, tools)

    def _add_line(self, at: int, *, can_go: bool) -> list[QWidget]:
        line = QWidget()
        layout = row(line, gap=8)
        first, second = (self._box(at, side) for side in (0, 1))
        self.boxes.append((first, second))
        layout.addWidget(first, 1)
        layout.addWidget(text("="))
        layout.addWidget(second, 1)
        remove = tool("✕", tr("Join without pair {number} of columns", number=at + 1))
        remove.clicked.connect(partial(self._remove, at))
        remove.setVisible(can_go)
        layout.addWidget(remove)
        self._lines.addWidget(line)
        return [first, second, remove]

    def _box(self, at: int, side: int) -> QComboBox:
        box = narrow_box()
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setPlaceholderText(tr(_NOT_CHOSEN))
        box.addItems(list(self._columns[side]))
        box.setCurrentIndex(-1)
        file = self._names[side]
        name = tr("Column of {file}", file=file)
        if at:
            name = tr("Column of {file}, pair {number}", file=file, number=at + 1)
        box.setAccessibleName(name)
        box.activated.connect(self._tell)
        return box

    @Slot()
    def _tell(self) -> None:
        self.changed.emit(self.pairs)

    @Slot()
    def _add(self) -> None:
        """Begin one more line; nothing is changed until both of its columns are chosen."""
        pairs = self.pairs
        self._build(len(self.boxes) + 1)
        for boxes, pair in zip(self.boxes, pairs, strict=False):
            for box, name in zip(boxes, pair, strict=True):
                box.setCurrentIndex(box.findText(name, Qt.MatchFlag.MatchExactly))
        self.boxes[-1][0].setFocus()

    def _remove(self, at: int, _is_checked: bool = False) -> None:
        left = [
            (first.currentText(), second.currentText())
            for place, (first, second) in enumerate(self.boxes)
            if place != at
        ]
        self._build(len(left))
        for boxes, pair in zip(self.boxes, left, strict=True):
            for box, name in zip(boxes, pair, strict=True):
                box.setCurrentIndex(box.findText(name, Qt.MatchFlag.MatchExactly) if name else -1)
        self._tell()
