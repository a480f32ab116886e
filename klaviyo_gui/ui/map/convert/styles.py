"""How a column writes its dates or numbers, with what each style makes of the cell that decides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot

from klaviyo_gui.core.conversion import DateStyle, NumberStyle, Percent
from klaviyo_gui.core.convert import converter
from klaviyo_gui.core.question import Asks
from klaviyo_gui.core.styles import judge_dates, judge_numbers
from klaviyo_gui.ui.map.convert.section import Section
from klaviyo_gui.ui.map.convert.ways import Way, Ways
from klaviyo_gui.wording import moment_words, value_words
from klaviyo_gui.wording.pill import DATE_WORDS, NUMBER_WORDS, PERCENT_WORDS

if TYPE_CHECKING:
    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.problem import Problem
    from klaviyo_gui.ui.map.convert.section import Subject

_CELL_SHOWN = 30
_PERCENT_TITLES = {Percent.WHOLE: "a whole number", Percent.FRACTION: "a fraction of one"}


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
        if self._subject is None or self._subject.asked is None:
            return False
        if self._subject.asked.asks not in self._asks:
            return False
        shown = [each for each in self.ways.buttons if not each.isHidden()]
        for radio in shown[:1]:
            radio.setFocus(Qt.FocusReason.TabFocusReason)
        return bool(shown)

    def show_cell(self, cell: str) -> None:
        """Show of which cell the ways tell."""
        shown = cell.strip()[:_CELL_SHOWN]
        self.title.setText(f"{self._heading}: “{shown}” is" if shown else self._heading)

    @Slot(object)
    def choose(self, value: object) -> None:
        """Ask for the chosen way."""


class DatesSection(StyleSection):
    """Day or month first, and all other styles."""

    def __init__(self) -> None:
        super().__init__("How dates are written", Asks.DATE, Asks.DATE_OTHERWISE)

    def refresh(self, subject: Subject) -> None:
        """Show every style with what it makes of the deciding cell."""
        verdict = judge_dates(subject.written.dates)
        asked = subject.asked
        cell = asked.cell if asked is not None else verdict.proof
        plain = "as each date says, such as 2024-05-31"
        titles = {None: plain} | DATE_WORDS
        self.show_cell(cell)
        ways = [
            Way(
                style,
                title,
                _read(subject, replace(subject.pair.conversion, date=style), cell),
            )
            for style, title in titles.items()
        ]
        is_open = asked is not None and asked.asks is Asks.DATE
        self.ways.show_ways(ways, subject.pair.conversion.date, is_open=is_open)

    @Slot(object)
    def choose(self, value: object) -> None:
        """Ask for this style of dates."""
        style = DateStyle(str(value)) if value is not None else None
        self.ask(DATE_WORDS[style] if style is not None else "dates as they say", date=style)


class NumbersSection(StyleSection):
    """Point or comma before the decimals."""

    def __init__(self) -> None:
        super().__init__("How numbers are written", Asks.NUMBER, Asks.NUMBER_OTHERWISE)

    def refresh(self, subject: Subject) -> None:
        """Show both styles with what they make of the deciding cell."""
        verdict = judge_numbers(subject.written.numbers)
        asked = subject.asked
        cell = verdict.proof
        if asked is not None and asked.asks is not Asks.PERCENT:
            cell = asked.cell
        titles = {None: "as each number says"} | NUMBER_WORDS
        self.show_cell(cell)
        ways = [
            Way(
                style,
                title,
                _read(subject, replace(subject.pair.conversion, number=style), cell),
            )
            for style, title in titles.items()
        ]
        is_open = asked is not None and asked.asks is Asks.NUMBER
        self.ways.show_ways(ways, subject.pair.conversion.number, is_open=is_open)

    @Slot(object)
    def choose(self, value: object) -> None:
        """Ask for this style of numbers."""
        style = NumberStyle(str(value)) if value is not None else None
        self.ask(NUMBER_WORDS[style] if style is not None else "numbers as they say", number=style)


class PercentSection(StyleSection):
    """What becomes of a percentage; shown where there is one."""

    def __init__(self) -> None:
        super().__init__("Percentages", Asks.PERCENT)

    def refresh(self, subject: Subject) -> None:
        """Show both with what they make of a cell."""
        chosen = subject.pair.conversion.percent
        self.setVisible(bool(subject.percent) or chosen is not None)
        self.show_cell(subject.percent)
        ways = [
            Way(
                percent,
                _PERCENT_TITLES[percent],
                _read(subject, replace(subject.pair.conversion, percent=percent), subject.percent),
            )
            for percent in Percent
        ]
        self.ways.show_ways(ways, chosen, is_open=chosen is None)

    @Slot(object)
    def choose(self, value: object) -> None:
        """Ask for this reading of percentages."""
        percent = Percent(str(value))
        self.ask(PERCENT_WORDS[percent], percent=percent)


def _read(subject: Subject, conversion: Conversion, cell: str) -> str:
    """Return what these choices make of a cell, read as the records are; empty for nothing."""
    problems: list[Problem] = []
    pair = subject.pair
    read = converter(pair.target, subject.type, subject.options, subject.now, conversion)
    value = read(cell, problems) if cell.strip() else None
    return moment_words(value_words(value)).partition(" (")[0]
