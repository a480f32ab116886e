"""Words above the panes of Map that offers something, with the buttons that answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QPushButton

from klaviyo_gui.ui.pieces import button, row
from klaviyo_gui.ui.wrapped import WrappedLabel

if TYPE_CHECKING:
    from collections.abc import Collection


class Band(QFrame):
    """Hidden while there is nothing to say; whoever makes one gives it its buttons and signals."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: list[QPushButton] = []
        self._is_saying = False
        self.setProperty("role", "band")
        self._words = WrappedLabel()
        self._line = row(self, edge=10, gap=8)
        self._line.addWidget(self._words, 1)
        self.hide()

    @property
    def sentence(self) -> str:
        """Return what it says in words, empty while it says nothing."""
        return self._words.text() if self._is_saying else ""

    def answer(self, words: str, tip: str = "") -> QPushButton:
        """Return a new button behind those that are there."""
        made = button(words, tip=tip)
        self._answers.append(made)
        self._line.addWidget(made)
        return made

    def say(self, words: str, answers: Collection[QPushButton]) -> None:
        """Say this, with those of its buttons that answer it."""
        self._is_saying = True
        self._words.setText(words)
        self.setAccessibleName(words)
        for each in self._answers:
            each.setVisible(each in answers)
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self._is_saying = False
        self.hide()
