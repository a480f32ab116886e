"""Choices side by side of which one holds, such as the tabs of Preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from klaviyo_gui.language import grouped, tr
from klaviyo_gui.ui.pieces import button, row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from enum import StrEnum


class Segments(QWidget):
    """One button for each choice, with its count where that is known; its words are marked texts.

    ``chosen(str)`` fires with the value of the choice that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, words: Iterable[tuple[StrEnum, str]], gap: int) -> None:
        super().__init__()
        self._words = {str(value): tr(said) for value, said in words}
        self._group = QButtonGroup(self)
        layout = row(self, gap=gap)
        for value, said in self._words.items():
            segment = button(said, "segment")
            segment.setCheckable(True)
            segment.setProperty("value", value)
            self._group.addButton(segment)
            layout.addWidget(segment)
        self._group.buttonClicked.connect(self._choose)

    @property
    def said(self) -> list[str]:
        """Return what the buttons say."""
        return [each.text() for each in self._group.buttons()]

    def show_choice(self, chosen: StrEnum, counts: Iterable[tuple[StrEnum, int]] = ()) -> None:
        """Mark the choice that holds, and tell how many each of them shows."""
        numbers = {str(value): count for value, count in counts}
        for segment in self._group.buttons():
            value = segment.property("value")
            number = f" {grouped(numbers[value])}" if value in numbers else ""
            segment.setText(f"{self._words[value]}{number}")
            segment.setChecked(value == str(chosen))

    def allow(self, values: Collection[StrEnum]) -> None:
        """Let only these be chosen."""
        allowed = {str(value) for value in values}
        for segment in self._group.buttons():
            segment.setEnabled(segment.property("value") in allowed)

    @Slot(QAbstractButton)
    def _choose(self, segment: QAbstractButton) -> None:
        self.chosen.emit(segment.property("value"))
