"""Propose how the text of a column is converted for a property, with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import AS_IT_IS, Conversion, DateStyle, MissingHour, NumberStyle
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.styles import judge_dates, judge_numbers
from klaviyo_gui.language import mark, tr

if TYPE_CHECKING:
    from klaviyo_gui.core.styles import Written

STYLE_WORDS = {
    DateStyle.DAY_FIRST: mark("day first"),
    DateStyle.MONTH_FIRST: mark("month first"),
    DateStyle.YEAR_FIRST: mark("year first"),
    DateStyle.SECONDS: mark("Unix seconds"),
    DateStyle.MILLISECONDS: mark("Unix milliseconds"),
    DateStyle.EXCEL: mark("day numbers of Excel"),
    DateStyle.EXCEL_1904: mark("day numbers of an old Excel for Mac (from 1904)"),
    NumberStyle.POINT: mark("a point before the decimals"),
    NumberStyle.COMMA: mark("a comma before the decimals"),
}

_DAYS = mark("no cell has a time of day, so it stays a date")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A conversion with its reason; ``choices`` are those among which somebody must choose.

    With choices, ``conversion`` leaves the question open: such cells are held until it is chosen.
    """

    conversion: Conversion = AS_IT_IS
    reason: str = ""
    choices: tuple[Conversion, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Tell whether nobody has to choose."""
        return not self.choices


def propose(
    to: ValueType, written: Written, base: Conversion = AS_IT_IS, *, may_be_day: bool = False
) -> Proposal:
    """Return what a column proves about its dates or numbers, laid over what was chosen before.

    ``may_be_day`` tells that a date without a time of day can stay one: it is no moment, and
    midnight somewhere is another day elsewhere.
    """
    if to is ValueType.TIME:
        verdict = judge_dates(written.dates)
        is_day = may_be_day and written.dates.is_of_days and base.hour is MissingHour.MIDNIGHT
        if is_day:
            base = replace(base, hour=MissingHour.DATE)
        choices = tuple(replace(base, date=style) for style in verdict.doubt)
        chosen = replace(base, date=verdict.style)
        words = (_reason(verdict.style, verdict.doubt, verdict.proof), tr(_DAYS) if is_day else "")
        return Proposal(chosen, "; ".join(filter(None, words)), choices)
    if to is ValueType.NUMBER:
        found = judge_numbers(written.numbers)
        choices = tuple(replace(base, number=style) for style in found.doubt)
        chosen = replace(base, number=found.style)
        return Proposal(chosen, _reason(found.style, found.doubt, found.proof), choices)
    return Proposal(base)


def _reason(
    style: DateStyle | NumberStyle | None,
    doubt: tuple[DateStyle, ...] | tuple[NumberStyle, ...],
    proof: str,
) -> str:
    if style is not None:
        way = tr(STYLE_WORDS[style])
        return tr("{way}, as “{cell}” proves", way=way, cell=proof.strip())
    if doubt:
        ways = reduce(_either, (tr(STYLE_WORDS[each]) for each in doubt))
        return tr("{ways}: “{cell}” does not tell", ways=ways, cell=proof.strip())
    return ""


def _either(one: str, other: str) -> str:
    return tr("{one} or {other}", one=one, other=other)
