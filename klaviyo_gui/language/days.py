"""Days with the name of their month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.language.translating import mark, tr

if TYPE_CHECKING:
    from datetime import date

_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)


def long_day(moment: date) -> str:
    """Return a day as a sentence tells it: 31 May 2024."""
    month = tr(_MONTHS[moment.month - 1])
    return tr("{day} {month} {year}", day=moment.day, month=month, year=moment.year)
