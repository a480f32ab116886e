"""One condition as a line: a column, a test in words, what it compares with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStackedWidget, QWidget

from klaviyo_gui.core.row_filter import ABOUT_BLANKS, UNSAID, Ask, Condition
from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import ElidedButton, one_line
from klaviyo_gui.ui.map.choosing.reading import ReadingRow
from klaviyo_gui.ui.map.choosing.values import ValueChips, ValueField
from klaviyo_gui.ui.map.choosing.words import asked_otherwise, placeholder
from klaviyo_gui.ui.pieces import column, grown, row, text, tool
from klaviyo_gui.wording.row_filter import ASK_WORDS

if TYPE_CHECKING:
    from klaviyo_gui.ui.map.choosing.known import KnownColumns

_REST_MS = 250
"""How long somebody must have stopped typing before all is counted anew."""


class ConditionLine(QWidget):
    """Shows one condition, and asks for others.

    ``changed(condition)`` fires when something else is chosen, and ``typed(condition)`` while a
    value is being typed, or tests are gone through; ``settled`` when somebody has done with that.
    ``columns_requested(place)`` asks for the list of columns, ``removed`` to take it out.
    """

    changed = Signal(object)
    typed = Signal(object)
    settled = Signal()
    columns_requested = Signal(QPoint)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._condition = Condition("", Ask.IS, UNSAID)
        self._said: tuple[str, ...] = UNSAID
        self.column = ElidedButton(least=110, where=Qt.TextElideMode.ElideMiddle)
        self.column.setProperty("role", "fact")
        self.test = QComboBox()
        for ask, words in ASK_WORDS.items():
            self.test.addItem(tr(words), ask)
        self.value = ValueField(is_a_step=True)
        self.values = ValueChips()
        self._nothing = QWidget()
        self._stack = QStackedWidget()
        for each in (self.value, self.values, self._nothing):
            self._stack.addWidget(each)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.remove = tool("✕", tr("Take this condition out"), role="")
        self.reading = ReadingRow()
        self._fault = grown(text(role="small", wraps=True))
        self._fault.setProperty("tone", "warn")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._build()
        self._connect()

    @property
    def condition(self) -> Condition:
        """Return the condition on show."""
        return self._condition

    @property
    def fault(self) -> str:
        """Return what is said to keep it from being asked."""
        return self._fault.text() if not self._fault.isHidden() else ""

    def show_condition(self, condition: Condition, known: KnownColumns) -> None:
        """Show a condition; what is being typed stays as it is typed."""
        is_other = (
            condition.column != self._condition.column or condition.ask != self._condition.ask
        )
        if condition.column != self._condition.column:
            self._said = UNSAID
        if condition.values not in {(), UNSAID}:
            self._said = condition.values
        self._condition = condition
        name, ask = one_line(condition.column), condition.ask
        self.column.say(f"{name} ▾", tr("Column: {name}", name=name))
        self.column.setAccessibleDescription(tr("Opens the list of columns"))
        self.test.setCurrentIndex(self.test.findData(ask))
        self.test.setAccessibleName(tr("What is asked of {name}", name=name))
        self._show_values(condition, known, is_other=is_other)
        self.remove.setAccessibleName(tr("Take the condition on {name} out", name=name))
        self.reading.show_reading(condition, known)
        fault = known.fault(condition)
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))

    def focus_value(self) -> None:
        """Give the focus to what is to be filled in, else to the test."""
        if self._condition.ask in ABOUT_BLANKS:
            self.test.setFocus()
        else:
            (self.values.field if self._has_several else self.value).setFocus()

    @Slot()
    def settle(self) -> None:
        """Take what is typed as it is now."""
        if self._rest.isActive():
            self._rest.stop()
            self._type()
        if self._has_several:
            self.values.settle()
        self.settled.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Settle when the tests are left; their own list is no other place."""
        if event.type() is QEvent.Type.FocusOut and not self.test.view().isVisible():
            self.settle()
        return False

    # Private

    @property
    def _has_several(self) -> bool:
        return self._condition.ask is Ask.IS_ONE_OF

    def _build(self) -> None:
        line = row(gap=8)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.column, 2, top)
        line.addWidget(self.test, 0, top)
        line.addWidget(self._stack, 3, top)
        line.addWidget(self.remove, 0, top)
        layout = column(self, gap=4)
        layout.addLayout(line)
        layout.addWidget(self.reading)
        layout.addWidget(self._fault)

    def _connect(self) -> None:
        self.column.clicked.connect(self._ask_for_columns)
        self.test.activated.connect(self._choose_test)
        self.test.installEventFilter(self)
        self.value.textEdited.connect(self._rest.start)
        self.value.chosen.connect(self._take_chosen)
        self.value.editingFinished.connect(self.settle)
        self.value.left.connect(self.settle)
        self._rest.timeout.connect(self._type)
        self.values.changed.connect(self._take_values)
        self.reading.chosen.connect(self.changed)
        self.remove.clicked.connect(self.removed)

    def _show_values(self, condition: Condition, known: KnownColumns, *, is_other: bool) -> None:
        name, common = one_line(condition.column), known.common(condition.column)
        if condition.ask in ABOUT_BLANKS:
            self._stack.setCurrentWidget(self._nothing)
        elif self._has_several:
            self._stack.setCurrentWidget(self.values)
            self.values.field.offer(common)
            self.values.field.setAccessibleName(tr("Another value for {name}", name=name))
            self.values.show_values(condition.values)
        else:
            self._stack.setCurrentWidget(self.value)
            self.value.offer(common)
            self.value.setAccessibleName(tr("Value for {name}", name=name))
            self.value.setPlaceholderText(placeholder(condition.ask))
            (shown,) = condition.values[:1] or UNSAID
            is_typing = self._rest.isActive() and not is_other
            if not is_typing and shown != self.value.text():
                self.value.setText(shown)
        for each in (self.value, self.values, self._nothing):
            # A page out of sight is no reason for room.
            is_shown = each is self._stack.currentWidget()
            vertical = QSizePolicy.Policy.Preferred if is_shown else QSizePolicy.Policy.Ignored
            each.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)

    @Slot()
    def _ask_for_columns(self) -> None:
        self.columns_requested.emit(self.column.mapToGlobal(QPoint(0, self.column.height())))

    @Slot()
    def _choose_test(self) -> None:
        ask = Ask(self.test.currentData())
        if ask is not self._condition.ask:
            if self._rest.isActive():
                self._rest.stop()
                self._type()
            # Who goes through the tests by keys comes by those that compare with nothing.
            said = replace(self._condition, values=self._said)
            self.typed.emit(asked_otherwise(said, ask))

    @Slot()
    def _type(self) -> None:
        values = (self.value.text(),) if self.value.text().strip() else UNSAID
        if values != self._condition.values:
            self.typed.emit(replace(self._condition, values=values))

    @Slot(str)
    def _take_chosen(self, value: str) -> None:
        self.value.setText(value)
        self._type()

    @Slot(object)
    def _take_values(self, values: tuple[str, ...]) -> None:
        self.changed.emit(replace(self._condition, values=values or UNSAID))
