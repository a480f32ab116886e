"""Values of a record as a reader expects them."""

from __future__ import annotations

import re
from datetime import date, datetime

from klaviyo_gui.core.convert import zone
from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.language import clock, long_day, tr
from klaviyo_gui.wording.pill import zone_words

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:\d\d", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def value_words(value: object) -> str:
    """Return a value on one line: lists with commas, objects by their names, yes and no."""
    match value:
        case None:
            return ""
        case bool():
            return tr("yes") if value else tr("no")
        case list():
            return ", ".join(map(_inner, value))
        case dict():
            return ", ".join(f"{name}: {_inner(each)}" for name, each in value.items())
        case _:
            return str(value)


def moment_words(iso: str) -> str:
    """Return a date, or a moment with its distance from Greenwich: 31 May 2024, 14:30 (+02:00)."""
    if _DATE.fullmatch(iso):
        return long_day(date.fromisoformat(iso))
    if not _MOMENT.fullmatch(iso):
        return iso
    moment = datetime.fromisoformat(iso)
    time = clock(moment, seconds=bool(moment.second))
    return f"{long_day(moment)}, {time} ({iso[-6:]})"


def account_moment_words(iso: str, time_zone: str) -> str:
    """Return a moment by the clock of an account: 31 May 2024, 14:30 (Europe/Berlin).

    Where the zone is not known it is told by the clock of this computer, with its distance from
    Greenwich, and what is no moment is told as it is.
    """
    if not _MOMENT.fullmatch(iso):
        return iso
    moment = datetime.fromisoformat(iso)
    try:
        there = moment.astimezone(zone(time_zone))
    except OptionError:
        return moment_words(moment.astimezone().isoformat(timespec="seconds"))
    return f"{long_day(there)}, {clock(there)} ({zone_words(time_zone)})"


def _inner(value: object) -> str:
    words = value_words(value)
    return f"({words})" if isinstance(value, list | dict) else words
