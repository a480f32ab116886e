"""Which words mean yes or no, and what stands between the items of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.map.convert.section import Section, narrow_box
from klaviyo_gui.ui.pieces import row, text
from klaviyo_gui.ui.roomy import follow_type

if TYPE_CHECKING:
    from klaviyo_gui.ui.map.convert.section import Subject

_SEPARATORS = {
    "": mark('brackets, such as ["red", "blue"]'),
    ";": mark("semicolon  ;"),
    ",": mark("comma  ,"),
    "|": mark("bar  |"),
    "/": mark("slash  /"),
    "\n": mark("line break"),
}


class YesNoSection(Section):
    """Words of this column, beside those that are known anyway."""

    def __init__(self) -> None:
        super().__init__(
            tr("Words for yes and no"),
            tr(
                "yes, true, 1, ja, oui, sí … and no, false, 0, nein, non … are known. "
                "Add others with commas between them."
            ),
        )
        self.yes, self.no = QLineEdit(), QLineEdit()
        for line, name, spoken, example in (
            (self.yes, tr("Yes"), tr("Words that mean yes"), tr("subscribed, opt-in")),
            (self.no, tr("No"), tr("Words that mean no"), tr("unsubscribed, opt-out")),
        ):
            label = text(name, "muted")
            label.setMinimumWidth(32)
            label.setBuddy(line)
            line.setAccessibleName(spoken)
            line.setPlaceholderText(example)
            line.editingFinished.connect(self._take)
            part = row(gap=6)
            part.addWidget(label)
            part.addWidget(line, 1)
            self.body.addLayout(part)

    def refresh(self, subject: Subject) -> None:
        """Show the words that were chosen."""
        self.yes.setText(", ".join(subject.pair.conversion.yes))
        self.no.setText(", ".join(subject.pair.conversion.no))

    @Slot()
    def _take(self) -> None:
        yes, no = (_listed(line.text()) for line in (self.yes, self.no))
        subject = self._subject
        if subject is not None:
            before = subject.pair.conversion
            if (before.yes, before.no) != (yes, no):
                self.ask(tr("words for yes and no"), yes=yes, no=no)


class ListSection(Section):
    """The sign between items, or brackets where a program wrote them."""

    def __init__(self) -> None:
        super().__init__(tr("Items are separated by"))
        self.separator = narrow_box()
        self.separator.setAccessibleName(tr("Items are separated by"))
        for sign, words in _SEPARATORS.items():
            self.separator.addItem(tr(words), sign)
        self.separator.activated.connect(self._take)
        self.own = QLineEdit()
        self.own.setAccessibleName(tr("Another separator"))
        self.own.setPlaceholderText(tr("another sign"))
        self.own.setMaxLength(8)
        self.own.editingFinished.connect(self._take_own)
        line = row(gap=6)
        line.addWidget(self.separator, 1)
        line.addWidget(self.own)
        follow_type(self.own, maximumWidth=120)
        self.body.addLayout(line)

    def refresh(self, subject: Subject) -> None:
        """Show what was chosen."""
        sign = subject.pair.conversion.separator
        at = self.separator.findData(sign)
        self.separator.setCurrentIndex(at)
        self.own.setText("" if at >= 0 else sign)

    @Slot()
    def _take(self) -> None:
        self._separate(self.separator.currentData())

    @Slot()
    def _take_own(self) -> None:
        if self.own.text():
            self._separate(self.own.text())

    def _separate(self, sign: str) -> None:
        subject = self._subject
        if subject is not None and subject.pair.conversion.separator != sign:
            words = tr("line break") if sign == "\n" else sign
            what = tr("list by {sign}", sign=words) if sign else tr("list in brackets")
            self.ask(what, separator=sign)


def _listed(typed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(str.strip, typed.split(",")))))
