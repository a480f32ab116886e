"""One part of the conversion's controls: it shows a pair, and asks for another in its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from klaviyo_gui.ui.pieces import column, text

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from klaviyo_gui.core.mapping import Kind, Options, Pair, ValueType
    from klaviyo_gui.core.question import Question
    from klaviyo_gui.core.styles import Written


@dataclass(frozen=True, slots=True)
class Subject:
    """The pair in question, with all that its controls show beside it.

    ``written`` tells how its column writes dates and numbers, ``percent`` is a cell with a
    percentage if there is one, ``zoneless`` one that becomes a moment and names no time zone,
    ``zone_before`` the zone that was said for another file, and ``texts()`` counts what a table of
    values is asked for, which takes a while.
    """

    kind: Kind
    pair: Pair
    type: ValueType
    options: Options
    header: tuple[str, ...]
    now: datetime
    written: Written
    asked: Question | None
    percent: str
    zoneless: str
    zone_before: str
    texts: Callable[[], Counter[str]]


class Section(QWidget):
    """Controls of one choice; ``changed(pair, what)`` asks for another pair, named for Undo."""

    changed = Signal(object, str)

    def __init__(self, title: str, note: str = "") -> None:
        super().__init__()
        self._subject: Subject | None = None
        self.body = column(self, gap=4)
        self.title = text(title, "group")
        self.body.addWidget(self.title)
        if not title:
            self.title.hide()
        if note:
            self.body.addWidget(text(note, "small", wraps=True))

    def show_subject(self, subject: Subject) -> None:
        """Show this pair."""
        self._subject = subject
        self.refresh(subject)

    def refresh(self, subject: Subject) -> None:
        """Show what was chosen; nothing is asked for while it is shown."""

    def focus_choice(self) -> bool:
        """Give the focus to what is asked, if this part asks anything; tell whether it does."""
        return False

    def ask(self, what: str, **choices: Any) -> None:  # noqa: ANN401 - each choice has its own type
        """Ask for the pair with these choices in its conversion."""
        if self._subject is not None:
            pair = self._subject.pair
            self.changed.emit(replace(pair, conversion=replace(pair.conversion, **choices)), what)


def narrow_box() -> QComboBox:
    """Return a box of choices that asks for little room, however long its choices are."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    return box


def tab_before(later: QWidget, widgets: Sequence[QWidget]) -> None:
    """Let Tab reach widgets that were made later before this one, as the eye does."""
    for before, after in pairwise((later, *widgets, later)):
        if before is not after:
            QWidget.setTabOrder(before, after)
