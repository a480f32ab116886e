"""What a condition compares with: one text, or several as chips."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget

from klaviyo_gui.language import counted, tr
from klaviyo_gui.ui.elided import ElidedButton, one_line, shortened
from klaviyo_gui.ui.flow import FlowLayout
from klaviyo_gui.ui.masking import VeiledField, masking
from klaviyo_gui.ui.pieces import TARGET, column
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

_VALUE = Qt.ItemDataRole.UserRole
_BACK_AND_FORTH = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_MOST = 220
"""Pixels of a chip."""


class ValueField(VeiledField):
    """A field that completes what is typed from the most frequent texts of a column.

    Down lists all of them. Where ``is_a_step`` what is typed is a step of the session, and Undo
    takes that back; else it is the field's own until somebody has done. ``chosen(text)`` fires when
    one of the frequent texts is taken; ``left`` when somebody goes on to something else, or back.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, *, is_a_step: bool = False) -> None:
        super().__init__()
        self._is_a_step = is_a_step
        self._common: tuple[tuple[str, int], ...] = ()
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionRole(_VALUE)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated.connect(self._take)
        self.setCompleter(self._completer)
        masking.changed.connect(self._list)

    def offer(self, common: Sequence[tuple[str, int]]) -> None:
        """Complete from these texts, each with how often it was seen."""
        if tuple(common) != self._common:
            self._common = tuple(common)
            self._list()

    @Slot()
    def _list(self) -> None:
        self._model.clear()
        for value, count in self._common:
            rows = counted(count, "{count} row", "{count} rows")
            item = QStandardItem(f"{shortened(cell_words(value))}    {rows}")
            item.setData(value, _VALUE)
            item.setSizeHint(QSize(0, TARGET))
            self._model.appendRow(item)

    def list_all(self) -> None:
        """List all texts that it knows."""
        self._completer.setCompletionPrefix("")
        self._completer.complete()

    def event(self, event: QEvent) -> bool:
        """Leave Undo and Redo to the session where there is nothing of the field's own to undo."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            is_back = any(map(event.matches, _BACK_AND_FORTH))
            if is_back and (self._is_a_step or not self.text()):
                self.left.emit()
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """List what can be chosen by Down."""
        popup = self._completer.popup()
        is_open = popup is not None and popup.isVisible()
        if event.key() == Qt.Key.Key_Down and not is_open:
            self.list_all()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that somebody goes on; its own list is no other place."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    @Slot(str)
    def _take(self, text: str) -> None:
        self.chosen.emit(text)


class ValueChips(QWidget):
    """Several texts, each a chip that a press takes out, and a field that adds another.

    ``changed(values)`` fires when one is added or taken out.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._values: tuple[str, ...] = ()
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self.buttons: list[ElidedButton] = []
        self.field = ValueField()
        self.field.setPlaceholderText(tr("Add a value, then Enter"))
        self.field.returnPressed.connect(self.settle)
        self.field.chosen.connect(self._add_chosen)
        self.field.left.connect(self.settle)
        self.field.installEventFilter(self)
        layout = column(self, gap=6)
        layout.addWidget(self.field)
        layout.addWidget(self._chips)
        masking.changed.connect(self._make_chips)

    @property
    def values(self) -> tuple[str, ...]:
        """Return the texts on show."""
        return self._values

    def show_values(self, values: Sequence[str]) -> None:
        """Show these texts."""
        values = tuple(each for each in values if each.strip())
        if values == self._values:
            return
        self._values = values
        self._make_chips()

    @Slot()
    def _make_chips(self) -> None:
        for each in self.buttons:
            self._flow.removeWidget(each)
            each.hide()
            each.deleteLater()
        self.buttons = [self._chip(value) for value in self._values]
        self._chips.setVisible(bool(self._values))

    @Slot()
    def settle(self) -> None:
        """Take what is typed as one more."""
        self._add_chosen(self.field.text())

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        """Take the last one out by Backspace in the empty field."""
        is_back = (
            event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Backspace  # type: ignore[attr-defined] # it is a key's
        )
        if is_back and not self.field.text() and self._values:
            self.changed.emit(self._values[:-1])
            return True
        return False

    def _chip(self, value: str) -> ElidedButton:
        chip = ElidedButton(most=_MOST)
        chip.setProperty("role", "value")
        shown = one_line(cell_words(value))
        chip.say(f"{shown}  ✕", tr("Take {value} out", value=shown))
        chip.clicked.connect(partial(self._take_out, value))
        self._flow.addWidget(chip)
        return chip

    def _take_out(self, value: str, _is_checked: bool = False) -> None:
        self.field.setFocus()
        self.changed.emit(tuple(each for each in self._values if each != value))

    @Slot(str)
    def _add_chosen(self, text: str) -> None:
        self.field.clear()
        if text.strip() and text not in self._values:
            self.changed.emit((*self._values, text))
