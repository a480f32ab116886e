"""Numbers, days and times in the form in which the system writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def _plain_clock(moment: time) -> str:
    return f"{moment:%H:%M}"


@dataclass(frozen=True, slots=True)
class Forms:
    """How numbers and days are written; unless somebody says so, as programs do in English."""

    thousands: str = ","
    decimal: str = "."
    day: Callable[[date], str] = date.isoformat
    clock: Callable[[time], str] = _plain_clock


class _InUse:
    """The forms of this process."""

    forms = Forms()


def use_forms(forms: Forms) -> None:
    """Write numbers and days in these forms from now on."""
    _InUse.forms = forms


def grouped(number: int) -> str:
    """Return a number with its thousands apart: 24,310."""
    return f"{number:,}".replace(",", _InUse.forms.thousands)


def decimal(number: float, places: int) -> str:
    """Return a number with so many decimals and its thousands apart: 1,234.5."""
    whole, _, rest = f"{number:,.{places}f}".partition(".")
    whole = whole.replace(",", _InUse.forms.thousands)
    return f"{whole}{_InUse.forms.decimal}{rest}" if rest else whole


def day(moment: date) -> str:
    """Return a day in figures: 2026-07-15."""
    return _InUse.forms.day(moment.date() if isinstance(moment, datetime) else moment)


def clock(moment: datetime | time, *, seconds: bool = False) -> str:
    """Return a time of day, 14:30; with its seconds, where wished, always in 24 hours."""
    if seconds:
        return f"{moment:%H:%M:%S}"
    return _InUse.forms.clock(moment.time() if isinstance(moment, datetime) else moment)
