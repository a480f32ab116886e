"""The choice that opens within a property when columns meet what fills it already."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton

from klaviyo_gui.ui.elided import ElidedLabel, columns_words
from klaviyo_gui.ui.pieces import button, column, named
from klaviyo_gui.ui.placing import Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

_KEYS = {Qt.Key.Key_R: Way.REPLACE, Qt.Key.Key_C: Way.COMBINE, Qt.Key.Key_F: Way.FALLBACK}
_WORDS = {
    Way.REPLACE: "Replace",
    Way.COMBINE: "Combine",
    Way.FALLBACK: "Use as fallback when blank",
}
_ALONE = {
    Way.COMBINE: "Combine",
    Way.FALLBACK: "The first, the next when blank",
}
_LETTERS = {way: chr(key) for key, way in _KEYS.items()}


class Meeting(QFrame):
    """Asks how columns join; R, C and F answer as well, Escape leaves all as it was.

    ``chosen(way)`` fires with the answer, ``cancelled`` without one.
    """

    chosen = Signal(object)
    cancelled = Signal()

    def __init__(
        self, columns: Sequence[str], ways: Sequence[Way], label: str, filled: str
    ) -> None:
        super().__init__()
        self._ways = tuple(ways)
        self.setProperty("role", "meeting")
        new = columns_words(columns)
        question = f"{new} and {filled}" if filled else f"{new} in {label}"
        self.setAccessibleName(f"{label}: how do they join? {question}")
        self.setAccessibleDescription("R replaces, C combines, F uses it as fallback when blank.")
        layout = column(self, gap=4)
        layout.setContentsMargins(0, 4, 6, 4)
        layout.addWidget(ElidedLabel(question, "small"))
        self._buttons: list[QPushButton] = []
        for way in self._ways:
            words = (_WORDS if filled else _ALONE)[way]
            each = button(f"{words}  ({_LETTERS[way]})", "option")
            named(each, f"{words}, {_LETTERS[way]}: {question}")
            each.clicked.connect(partial(self._choose, way))
            layout.addWidget(each)
            self._buttons.append(each)

    def begin(self) -> None:
        """Take the focus."""
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by letter, go up and down, or leave."""
        way = _KEYS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif way in self._ways and not event.modifiers():
            self._choose(way)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self._ways[self._at])
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self._buttons[(self._at + step) % len(self._buttons)].setFocus()
        else:
            # Keys of the property below mean something else there.
            event.accept()

    @property
    def _at(self) -> int:
        return next((at for at, each in enumerate(self._buttons) if each.hasFocus()), 0)

    def _choose(self, way: Way, _is_checked: bool = False) -> None:
        self.chosen.emit(way)
