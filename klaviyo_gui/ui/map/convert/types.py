"""What a custom property is sent as, and what is said of types that leave no choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.map.convert.section import Section, narrow_box
from klaviyo_gui.ui.map.type_words import type_words

if TYPE_CHECKING:
    from klaviyo_gui.ui.map.convert.section import Subject

_CHOICES = {
    ValueType.TEXT: mark("text"),
    ValueType.NUMBER: mark("number"),
    ValueType.YES_NO: mark("yes or no"),
    ValueType.TIME: mark("date and time"),
    ValueType.LIST: mark("list"),
}


class TypeSection(Section):
    """The type of a custom property; ``type_chosen(type)`` asks for another."""

    type_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            tr("Send it as"),
            tr(
                "Text is always safe: it keeps the zeros in front of ids and zip codes. Choose "
                "another where segments are to count or compare, such as “more than 10” or "
                "“before May”."
            ),
        )
        self.box = narrow_box()
        self.box.setAccessibleName(tr("Send it as"))
        for to, words in _CHOICES.items():
            self.box.addItem(tr(words), to.value)
        self.box.activated.connect(self._choose)
        self.body.addWidget(self.box)

    def refresh(self, subject: Subject) -> None:
        """Show the type."""
        if self.box.findData(subject.type.value) < 0:
            self.box.addItem(type_words(subject.type), subject.type.value)
        self.box.setCurrentIndex(self.box.findData(subject.type.value))

    @Slot()
    def _choose(self) -> None:
        self.type_chosen.emit(ValueType(self.box.currentData()))


class EmailSection(Section):
    """What is done with addresses, which leaves nothing to choose."""

    def __init__(self) -> None:
        super().__init__(
            tr("E-mail"),
            tr(
                "Blanks around the address are taken away and its domain is written in lower case. "
                "What is no address holds its row; what looks like a slip, such as gmial.com, is "
                "told."
            ),
        )
