"""A sentence of conditions, each a line that can be changed; for rows and for events."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from klaviyo_gui.core.row_filter import UNSAID, Ask, Condition, RowFilter
from klaviyo_gui.language import tr
from klaviyo_gui.ui.chooser import Chooser
from klaviyo_gui.ui.map.choosing import words
from klaviyo_gui.ui.map.choosing.known import KnownColumns
from klaviyo_gui.ui.map.choosing.line import ConditionLine
from klaviyo_gui.ui.pieces import button, column, row, text

if TYPE_CHECKING:
    from klaviyo_gui.ui.theme import Theme

_TURNS = count(1)


class Conditions(QWidget):
    """Shows the conditions that it is told, and asks for others.

    ``changed(filter, merging)`` fires with the conditions as somebody wishes them, None for none;
    those of one field while it is being typed in have the same ``merging``, all others none. What
    is wished is on show once it is told so. The sentences ``nothing`` and ``one`` stand above no
    and above one condition; ``begins`` and ``ends`` around the choice between all and any.
    """

    changed = Signal(object, str)

    def __init__(
        self,
        theme: Theme,
        *,
        nothing: str = words.ALL_ROWS,
        one: str = words.ONE,
        begins: str = words.BEGINS,
        ends: str = words.ENDS,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._filter = RowFilter(())
        self._known = KnownColumns()
        self._nothing, self._one = tr(nothing), tr(one)
        self._begins = tr(begins)
        self._turn = ""
        self._chooser: Chooser | None = None
        self.lines: list[ConditionLine] = []
        self._lead = text(role="sentence", wraps=True)
        self.match = QComboBox()
        self.match.addItem(tr(words.ALL), False)
        self.match.addItem(tr(words.ANY), True)
        self.match.setAccessibleName(
            tr("{begins} all or any {ends}", begins=tr(begins), ends=tr(ends))
        )
        self._ends = text(tr(ends), "sentence")
        self.add = button(tr("Add a condition"), tip=tr("Choose a column to ask for"))
        self._body = column(gap=10)
        self._build()
        self.match.activated.connect(self._choose_match)
        self.add.clicked.connect(self._ask_to_add)

    @property
    def sentence(self) -> str:
        """Return what stands above the lines."""
        return self._lead.text()

    @property
    def chooser(self) -> Chooser | None:
        """Return the list of columns that was opened last."""
        return self._chooser

    def show_conditions(self, row_filter: RowFilter | None, known: KnownColumns) -> None:
        """Show these; lines that stay keep who has the focus."""
        self._filter, self._known = row_filter or RowFilter(()), known
        conditions = self._filter.conditions
        while len(self.lines) > len(conditions):
            gone = self.lines.pop()
            self._body.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.lines) < len(conditions):
            self._add_line()
        for line, condition in zip(self.lines, conditions, strict=True):
            line.show_condition(condition, known)
        is_several = len(conditions) > 1
        lead = self._begins if is_several else self._one if conditions else self._nothing
        self._lead.setText(lead)
        self._lead.setWordWrap(not is_several)
        self.match.setCurrentIndex(int(self._filter.is_any))
        self.match.setVisible(is_several)
        self._ends.setVisible(is_several)
        self.add.setEnabled(bool(known.names))

    def focus_first(self) -> None:
        """Give the focus to the first condition, or to what adds one where there is none."""
        if self.lines:
            self.lines[0].focus_value()
        else:
            self.add.setFocus()

    def settle(self) -> None:
        """Take what is being typed as it is now."""
        for line in tuple(self.lines):
            line.settle()

    # Private

    def _build(self) -> None:
        head = row(gap=8)
        head.addWidget(self._lead)
        head.addWidget(self.match)
        head.addWidget(self._ends, 1)
        foot = row()
        foot.addWidget(self.add)
        foot.addStretch(1)
        layout = column(self, gap=10)
        layout.addLayout(head)
        layout.addLayout(self._body)
        layout.addLayout(foot)

    def _add_line(self) -> None:
        line, at = ConditionLine(), len(self.lines)
        line.changed.connect(partial(self._change, at))
        line.typed.connect(partial(self._type, at))
        line.settled.connect(self._end_turn)
        line.columns_requested.connect(partial(self._list_columns, at))
        line.removed.connect(partial(self._remove, at))
        self.lines.append(line)
        self._body.addWidget(line)

    def _change(self, at: int, condition: Condition) -> None:
        self._end_turn()
        self._ask_for(at, condition)

    def _type(self, at: int, condition: Condition) -> None:
        self._turn = self._turn or f"typing {next(_TURNS)}"
        self._ask_for(at, condition, self._turn)

    @Slot()
    def _end_turn(self) -> None:
        """Let what is typed from now on be another step."""
        self._turn = ""

    def _ask_for(self, at: int, condition: Condition, merging: str = "") -> None:
        found = list(self._filter.conditions)
        found[at : at + 1] = [self._known.settled(condition)]
        self.changed.emit(replace(self._filter, conditions=tuple(found)), merging)

    def _remove(self, at: int) -> None:
        self._end_turn()
        left = tuple(each for place, each in enumerate(self._filter.conditions) if place != at)
        is_any = self._filter.is_any and len(left) > 1
        self.changed.emit(RowFilter(left, is_any) if left else None, "")
        if self.lines:
            self.lines[min(at, len(self.lines) - 1)].remove.setFocus()
        else:
            self.add.setFocus()

    @Slot()
    def _choose_match(self) -> None:
        self.changed.emit(replace(self._filter, is_any=bool(self.match.currentData())), "")

    @Slot()
    def _ask_to_add(self) -> None:
        place = self.add.mapToGlobal(QPoint(0, self.add.height()))
        self._list_columns(len(self._filter.conditions), place)

    def _list_columns(self, at: int, place: QPoint) -> None:
        self.settle()
        name = tr("Columns that a condition can ask for")
        self._chooser = Chooser(self._known.choices(), name, self._theme, self)
        self._chooser.chosen.connect(partial(self._take_column, at))
        self._chooser.open_at(place)

    def _take_column(self, at: int, name: object) -> None:
        before = self._filter.conditions[at : at + 1]
        condition = Condition(str(name), Ask.IS, UNSAID)
        if before:
            # What another column is compared with is not what this one holds.
            condition = words.asked_otherwise(condition, before[0].ask)
        self._change(at, condition)
        if at < len(self.lines):
            self.lines[at].focus_value()
