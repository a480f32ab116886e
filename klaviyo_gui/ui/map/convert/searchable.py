"""A box of many choices in which one is found by typing a part of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView

from klaviyo_gui.ui.models.choices import ChoicesModel
from klaviyo_gui.ui.undoing import StepKeys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.ui.models.choices import Choice


class SearchableBox(QComboBox):
    """Takes only what is in its list; anything else typed is put back.

    ``first`` is what the blank value is called, and ``shared`` are all others, in their order.
    ``chosen(value)`` fires with the value of another choice.
    """

    chosen = Signal(str)

    def __init__(self, name: str, first: str, shared: Sequence[Choice]) -> None:
        super().__init__()
        self._choices = ChoicesModel(shared, self)
        self._choices.call_first(first)
        self.setModel(self._choices)
        drawn = QListView()
        # Else Qt measures each choice, whenever the list is styled.
        drawn.setUniformItemSizes(True)
        self.setView(drawn)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._typed = QLineEdit()
        StepKeys(self._typed)
        self.setLineEdit(self._typed)
        self.setCompleter(completer)
        self.setAccessibleName(name)
        self._typed.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self._value = ""
        self._typed.editingFinished.connect(self._take)
        self.activated.connect(self._take)
        completer.activated.connect(self._take)

    @property
    def value(self) -> str:
        """Return what is chosen."""
        return self._value

    def call_first(self, words: str) -> None:
        """Say what the blank value is called."""
        self._choices.call_first(words)

    def show_value(self, value: str) -> None:
        """Show a choice; one that is not in the list is shown as it is."""
        self._value = value
        at = self._choices.row_of(value)
        self.setCurrentIndex(at)
        self.setEditText(self._choices.words(at))
        self._typed.setCursorPosition(0)

    @Slot()
    def _take(self) -> None:
        at = self._choices.row_called(self.currentText().strip())
        if at is None:
            self.show_value(self._value)
        elif self._choices.value(at) != self._value:
            self.show_value(self._choices.value(at))
            self.chosen.emit(self._value)
