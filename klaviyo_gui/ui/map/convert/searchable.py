"""A box of many choices in which one is found by typing a part of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

if TYPE_CHECKING:
    from collections.abc import Mapping as Table


class SearchableBox(QComboBox):
    """Takes only what is in its list; anything else typed is put back.

    ``chosen(value)`` fires with the value of another choice.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Table[str, str]) -> None:
        super().__init__()
        for value, words in choices.items():
            self.addItem(words, value)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._typed = QLineEdit()
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

    def show_value(self, value: str) -> None:
        """Show a choice; one that is not in the list is shown as it is."""
        self._value = value
        at = self.findData(value)
        if at < 0:
            self.addItem(value, value)
            at = self.findData(value)
        self.setCurrentIndex(at)
        self.setEditText(self.itemText(at))
        self._typed.setCursorPosition(0)

    @Slot()
    def _take(self) -> None:
        typed = self.currentText().strip().casefold()
        at = next(
            (at for at in range(self.count()) if self.itemText(at).casefold() == typed),
            None,
        )
        if at is None:
            self.show_value(self._value)
        elif self.itemData(at) != self._value:
            self.show_value(self.itemData(at))
            self.chosen.emit(self._value)
