"""How a column writes its dates or numbers, with what each style makes of the cell that decides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot

from klaviyo_gui.core.conversion import DateStyle, NumberStyle, Percent
from klaviyo_gui.core.convert import converter
from klaviyo_gui.core.question import Asks, is_contradiction
from klaviyo_gui.core.styles import judge_dates, judge_numbers
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.map.convert.section import Section
from klaviyo_gui.ui.map.convert.ways import Way, Ways
from klaviyo_gui.wording import moment_words, value_words
from klaviyo_gui.wording.cells import are_masked, cell_words, values_shown
from klaviyo_gui.wording.pill import DATE_WORDS, NUMBER_WORDS, PERCENT_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.problem import Problem
    from klaviyo_gui.core.question import Question
    from klaviyo_gui.ui.map.convert.section import Subject

_CELL_SHOWN = 30
_PERCENT_TITLES = {
    Percent.WHOLE: mark("a whole number"),
    Percent.FRACTION: mark("a fraction of one"),
}


class StyleSection(Section):
    """Ways to read the cell that decides, or that does not."""

    def __init__(self, title: str, *asks: Asks) -> None:
        super().__init__(title)
        self._asks = asks
        self._heading = title
        self.ways = Ways(title)
        self.ways.chosen.connect(self.choose)
        self.body.addWidget(self.ways)

    def focus_choice(self) -> bool:
        """Give the focus to the first way."""
        if self._subject is None or self.asked(self._subject) is None:
            return False
        shown = [each for each in self.ways.buttons if not each.isHidden()]
        for radio in shown[:1]:
            radio.setFocus(Qt.FocusReason.TabFocusReason)
        return bool(shown)

    def asked(self, subject: Subject) -> Question | None:
        """Return what is asked of the pair, if this part answers it."""
        asked = subject.asked
        return asked if asked is not None and asked.asks in self._asks else None

    def show_styles(
        self, subject: Subject, field: str, titles: Table[Any, str], cell: str, *, is_open: bool
    ) -> None:
        """Show every style of this field of a conversion, with what it makes of the cell."""
        shown = cell_words(cell).strip()[:_CELL_SHOWN]
        self.title.setText(
            tr("{heading}: “{cell}” is", heading=self._heading, cell=shown)
            if shown
            else self._heading
        )
        conversion = subject.pair.conversion
        ways = [
            Way(style, tr(title), _read(subject, replace(conversion, **{field: style}), cell))
            for style, title in titles.items()
        ]
        self.ways.show_ways(ways, getattr(conversion, field), is_open=is_open)

    @Slot(object)
    def choose(self, value: object) -> None:
        """Ask for the chosen way."""


class DatesSection(StyleSection):
    """Day or month first, and all other styles."""

    def __init__(self) -> None:
        super().__init__(
            tr("How dates are written"), Asks.DATE, Asks.DATE_OTHERWISE, Asks.UNREADABLE
        )

    def refresh(self, subject: Subject) -> None:
        """Show every style with what it makes of the deciding cell."""
        asked = self.asked(subject)
        cell = asked.cell if asked is not None else judge_dates(subject.written.dates).proof
        titles = {None: mark("as each date says, such as 2024-05-31")} | DATE_WORDS
        is_open = asked is not None and (asked.asks is Asks.DATE or is_contradiction(asked))
        self.show_styles(subject, "date", titles, cell, is_open=is_open)

    @Slot(object)
    def choose(self, value: object) -> None:
        """Ask for this style of dates."""
        style = DateStyle(str(value)) if value is not None else None
        self.ask(
            tr(DATE_WORDS[style]) if style is not None else tr("dates as they say"), date=style
        )


class NumbersSection(StyleSection):
    """Point or comma before the decimals."""

    def __init__(self) -> None:
        super().__init__(tr("How numbers are written"), Asks.NUMBER, Asks.NUMBER_OTHERWISE)

    def refresh(self, subject: Subject) -> None:
        """Show both styles with what they make of the deciding cell."""
        asked = self.asked(subject)
        cell = asked.cell if asked is not None else judge_numbers(subject.written.numbers).proof
        titles = {None: mark("as each number says")} | NUMBER_WORDS
        is_open = asked is not None
        self.show_styles(subject, "number", titles, cell, is_open=is_open)

    @Slot(object)
    def choose(self, value: object) -> None:
        """Ask for this style of numbers."""
        style = NumberStyle(str(value)) if value is not None else None
        self.ask(
            NUMBER_WORDS[style] if style is not None else tr("numbers as they say"),
            number=style,
        )


class PercentSection(StyleSection):
    """What becomes of a percentage; shown where there is one."""

    def __init__(self) -> None:
        super().__init__(tr("Percentages"), Asks.PERCENT)

    def refresh(self, subject: Subject) -> None:
        """Show both with what they make of a cell."""
        chosen = subject.pair.conversion.percent
        self.setVisible(bool(subject.percent) or chosen is not None)
        is_open = chosen is None
        self.show_styles(subject, "percent", _PERCENT_TITLES, subject.percent, is_open=is_open)

    @Slot(object)
    def choose(self, value: object) -> None:
        """Ask for this reading of percentages."""
        percent = Percent(str(value))
        self.ask(tr(PERCENT_WORDS[percent]), percent=percent)


def _read(subject: Subject, conversion: Conversion, cell: str) -> str:
    """Return what these choices make of a cell, read as the records are; empty for nothing."""
    problems: list[Problem] = []
    pair = subject.pair
    read = converter(pair.target, subject.type, subject.options, subject.now, conversion)
    value = read(cell, problems) if cell.strip() else None
    if are_masked():
        return value_words(values_shown(value))
    return moment_words(value_words(value)).partition(" (")[0]
