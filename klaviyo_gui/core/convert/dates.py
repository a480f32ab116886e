"""Dates and times as people write them, with figures or with the name of the month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from klaviyo_gui.core.convert.months import MONTHS, WEEKDAYS, ZONES

_GAP = r"[\s\u00A0\u202F]"
"""A blank; those that do not break stand before AM and PM, and in what browsers write."""

_HOUR = (
    r"(?P<hour>[0-9]{1,2})"
    r"(?:[:.h](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,](?P<part>[0-9]{1,9}))?)?)?"
    rf"(?:{_GAP}?(?P<half>[AaPp])\.?[Mm]\.?)?"
    rf"{_GAP}?(?P<zone>{'|'.join(ZONES)}|(?:UTC|GMT)?[+-][0-9]{{2}}(?::?[0-9]{{2}})?|(?:UTC|GMT)[+-][0-9])?"
    rf"(?:{_GAP}?Uhr)?"
)
_AT = "at|um|à|om|às|alle|a las|o"
_TAIL = rf"(?:(?:T|,?{_GAP}{{1,2}}|,|{_GAP}(?:{_AT}){_GAP}){_GAP}?{_HOUR})?"

_FIGURES = re.compile(
    rf"(?P<first>[0-9]{{1,2}})(?P<sep>[-/. ]|\. )(?P<second_part>[0-9]{{1,2}})"
    rf"(?P=sep)(?P<year>[0-9]{{4}}|[0-9]{{2}}){_TAIL}"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?:(?P<sep>[-/. ])(?P<month>[0-9]{1,2})(?P=sep)(?P<date>[0-9]{1,2})"
    rf"|(?P<close_month>[0-9]{{2}})(?P<close_date>[0-9]{{2}})){_TAIL}"
)
_DAY_AND_NAME = (
    r"(?P<date>[0-9]{1,2})(?:\.|st|nd|rd|th|er|º)?"
    rf"(?:{_GAP}{{1,2}}|-|/)(?:[dD][eE]{_GAP})?(?P<name>[^\W\d_]{{3,12}})\.?"
    rf"(?:,?{_GAP}{{1,2}}|-|/|{_GAP}[dD][eE]{_GAP})"
)
_NAMED = re.compile(
    rf"(?:(?P<weekday>[^\W\d_]{{2,12}})(?:-feira)?\.?,?{_GAP})?"
    rf"(?:{_DAY_AND_NAME}(?P<year>[0-9]{{4}})"
    rf"|(?P<name_first>[^\W\d_]{{3,12}})\.?{_GAP}{{1,2}}"
    rf"(?P<date_behind>[0-9]{{1,2}})(?:st|nd|rd|th)?,?{_GAP}(?P<year_behind>[0-9]{{4}}))"
    rf"{_TAIL}"
)
_NAMED_SHORT = re.compile(rf"{_DAY_AND_NAME}(?P<year>[0-9]{{2}}){_TAIL}")
_YEAR_LAST = re.compile(
    rf"([^\W\d_]{{3}}{_GAP}[^\W\d_]{{3}}{_GAP}{{1,2}}[0-9]{{1,2}}){_GAP}"
    rf"([0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}})((?:{_GAP}[A-Z+][A-Z0-9]{{1,4}}|{_GAP}-[0-9]{{4}})?)"
    rf"{_GAP}([0-9]{{4}})"
)
"""``Fri May 31 14:30:00 UTC 2024``, as C, the shells and Ruby write it."""

_CLOSE = re.compile(r"([0-9]{8})T([0-9]{2})([0-9]{2})([0-9]{2})?(Z|[+-][0-9]{4})?")
"""The basic form of ISO 8601, ``20240531T143000Z``."""

_STAMP = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})")
"""Five pairs of digits: a day with its time, as tills and machines write them close together."""

_BEHIND_OFFSET = re.compile(
    r"(?:(?<=[+-][0-9]{4}) \([^()\d]{2,40}\)|(?<=[+-]0000) UTC"
    r"|(?:(?<=[0-9]Z)|(?<=[+-][0-9]{2}:[0-9]{2}))\[[A-Za-z_]{2,20}(?:/[A-Za-z_]{2,20}){0,2}\])$"
)
"""The name of a zone behind its offset, as JavaScript, mail, Go and Java write it."""

_NOON = 12
_CENTURY = 100
_SHORT = 2
"""Digits of a year without its century."""

_SIGN_AND_HOUR = len("+2")


@dataclass(frozen=True, slots=True)
class Clock:
    """What a text says: ``moment`` is naive where it tells no offset.

    ``has_hour`` tells that there is a time of day, ``is_year_short`` that the year has two digits.
    """

    moment: datetime
    has_hour: bool = True
    is_year_short: bool = False


def usual_order(text: str) -> str:
    """Return a date and time without the name of its zone behind its offset, and its year first."""
    text = _BEHIND_OFFSET.sub("", text)
    found = _YEAR_LAST.fullmatch(text)
    return text if found is None else f"{found[1]} {found[4]} {found[2]}{found[3]}"


def named(text: str) -> Clock | None:
    """Read a date with the name of its month; None where its weekday is that of another day."""
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    month = MONTHS.get((found["name"] or found["name_first"]).casefold())
    if month is None:
        return None
    year = int(found["year"] or found["year_behind"])
    day = int(found["date"] or found["date_behind"])
    weekday = found["weekday"]
    if weekday and WEEKDAYS.get(weekday.casefold()) != date(year, month, day).isoweekday():
        return None
    return _clock(found, year, month, day)


def day_first(text: str, today: date) -> Clock | None:
    """Read ``31.5.2024``, ``31-May-24`` or ``3105241430``; None for anything else."""
    return (
        _figures(text, today, is_day_first=True)
        or _named_short(text, today)
        or _stamp(text, today, "dmy")
    )


def month_first(text: str, today: date) -> Clock | None:
    """Read ``5/31/2024`` or ``0531241430``; None for anything else."""
    return _figures(text, today, is_day_first=False) or _stamp(text, today, "mdy")


def is_stamp(text: str, today: date) -> bool:
    """Tell whether ten digits may be a day with its time, with the year or the day first."""
    return any(_stamp(text.strip(), today, order) is not None for order in ("ymd", "dmy"))


def year_first(text: str, today: date) -> Clock | None:
    """Read ``2024/5/31``, ``20240531``, ``20240531T143000Z`` or ``2405311430``; else None."""
    stamp = _stamp(text, today, "ymd")
    if stamp is not None:
        return stamp
    close = _CLOSE.fullmatch(text)
    if close is not None:
        day, hour, minute, second, offset = close.groups()
        text = f"{day} {hour}:{minute}:{second or '00'}{offset or ''}"
    found = _YEAR_FIRST.fullmatch(text)
    if found is None:
        return None
    month, day = found["month"] or found["close_month"], found["date"] or found["close_date"]
    return _clock(found, int(found["year"]), int(month), int(day))


def _figures(text: str, today: date, *, is_day_first: bool) -> Clock | None:
    found = _FIGURES.fullmatch(text)
    if found is None:
        return None
    first, second = int(found["first"]), int(found["second_part"])
    day, month = (first, second) if is_day_first else (second, first)
    year, is_short = int(found["year"]), len(found["year"]) == _SHORT
    return _clock(
        found, _full(year, today) if is_short else year, month, day, is_year_short=is_short
    )


def _named_short(text: str, today: date) -> Clock | None:
    found = _NAMED_SHORT.fullmatch(text)
    month = MONTHS.get(found["name"].casefold()) if found is not None else None
    if found is None or month is None:
        return None
    year = _full(int(found["year"]), today)
    return _clock(found, year, month, int(found["date"]), is_year_short=True)


def _stamp(text: str, today: date, order: str) -> Clock | None:
    found = _STAMP.fullmatch(text)
    if found is None:
        return None
    part = dict(zip(order, map(int, found.groups()), strict=False))
    year, hour, minute = _full(part["y"], today), int(found[4]), int(found[5])
    try:
        moment = datetime(year, part["m"], part["d"], hour, minute)  # noqa: DTZ001 - it tells none
    except ValueError:
        return None
    return Clock(moment, is_year_short=True)


def _full(year: int, today: date) -> int:
    """Return the last year of these two digits that is not more than one ahead."""
    last = today.year + 1
    return last - (last - year) % _CENTURY


def _clock(
    found: re.Match[str], year: int, month: int, day: int, *, is_year_short: bool = False
) -> Clock | None:
    """Put date and time of day together; None for what no clock shows."""
    if found["hour"] is None:
        return Clock(datetime(year, month, day), False, is_year_short)  # noqa: DTZ001 - it tells none
    hour, half = int(found["hour"]), found["half"]
    if half is not None:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if half in "Pp" else 0)
    elif found["minute"] is None:
        return None
    micro = int(f"{found['part'] or '':0<6}"[:6])
    minute, second = int(found["minute"] or 0), int(found["second"] or 0)
    naive = datetime(year, month, day, hour, minute, second, micro)  # noqa: DTZ001 - its zone follows
    name = found["zone"]
    if name is None:
        return Clock(naive, is_year_short=is_year_short)
    offset = ZONES.get(name, name.removeprefix("UTC").removeprefix("GMT"))
    if len(offset) == _SIGN_AND_HOUR:
        offset = f"{offset[0]}0{offset[1]}"
    return Clock(datetime.fromisoformat(naive.isoformat() + offset), True, is_year_short)
