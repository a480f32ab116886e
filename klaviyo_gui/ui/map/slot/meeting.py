"""The choice that opens within a property when columns meet what fills it already."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.elided import ElidedLabel, columns_words
from klaviyo_gui.ui.moving import Obstacle
from klaviyo_gui.ui.pieces import button, column, named, text
from klaviyo_gui.ui.placing import Way

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QKeyEvent

_KEYS = {Qt.Key.Key_R: Way.REPLACE, Qt.Key.Key_C: Way.COMBINE, Qt.Key.Key_F: Way.FALLBACK}
_WORDS = {
    Way.REPLACE: mark("Replace"),
    Way.COMBINE: mark("Combine"),
    Way.FALLBACK: mark("Use as fallback when blank"),
}
_SPOKEN = {
    Way.REPLACE: mark("replaces"),
    Way.COMBINE: mark("combines"),
    Way.FALLBACK: mark("uses it as fallback when blank"),
}
_ALONE = {
    Way.COMBINE: mark("Combine"),
    Way.FALLBACK: mark("The first, the next when blank"),
}
_AGAINST = {
    Obstacle.SHARED: mark("a column is in both already. Take it out of one of them first."),
    Obstacle.CHANGED: mark(
        "their texts are changed or read in different ways, and only one way would stay. Make "
        "both alike first."
    ),
    Obstacle.JOINERS: mark(
        "both are combined columns, with different texts in between. Make those alike first."
    ),
    Obstacle.TEXTS: mark(
        "both have a fixed text, and one of them would never be sent. Take one out first."
    ),
    Obstacle.NEVER_BLANK: mark("a fixed text is never blank."),
    Obstacle.JOINED: mark("only a single column can stand in, not several combined."),
}
_LETTERS = {way: chr(key) for key, way in _KEYS.items()}


class Meeting(QFrame):
    """Asks how columns join; R, C and F answer as well, Escape leaves all as it was.

    It says what stands against the ways that it does not offer.

    ``chosen(way)`` fires with the answer, ``cancelled`` without one.
    """

    chosen = Signal(object)
    cancelled = Signal()

    def __init__(
        self,
        names: Sequence[str],
        ways: Sequence[Way],
        label: str,
        filled: str,
        against: Mapping[Way, Obstacle],
    ) -> None:
        super().__init__()
        self._ways = tuple(ways)
        self.setProperty("role", "meeting")
        new = columns_words(names)
        question = (
            tr("{new} and {filled}", new=new, filled=filled)
            if filled
            else tr("{new} in {property}", new=new, property=label)
        )
        self.setAccessibleName(
            tr("{property}: how do they join? {question}", property=label, question=question)
        )
        letters = (f"{_LETTERS[way]} {tr(_SPOKEN[way])}" for way in self._ways)
        reasons = [
            tr("Not “{way}”: {reason}", way=tr(_WORDS[way]), reason=tr(_AGAINST[each]))
            for way, each in against.items()
        ]
        self.setAccessibleDescription(" ".join((f"{', '.join(letters)}.", *reasons)))
        layout = column(self, gap=4)
        layout.setContentsMargins(0, 4, 6, 4)
        layout.addWidget(ElidedLabel(question, "small"))
        self._buttons: list[QPushButton] = []
        for way in self._ways:
            words = tr((_WORDS if filled else _ALONE)[way])
            each = button(f"{words}  ({_LETTERS[way]})", "option")
            named(each, f"{words}, {_LETTERS[way]}: {question}")
            each.clicked.connect(partial(self._choose, way))
            layout.addWidget(each)
            self._buttons.append(each)
        for reason in reasons:
            layout.addWidget(text(reason, "small", wraps=True))

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
