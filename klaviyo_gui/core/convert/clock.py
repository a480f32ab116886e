"""Dates and times as people and machines write them; each style reads only what is written so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.convert.months import MONTHS, ZONES
from klaviyo_gui.core.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable

_HOUR = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?)?"
    r"(?:\s?(?P<half>[AaPp])\.?[Mm]\.?)?"
    r"\s?(?P<zone>Z|[A-Z]{2,4}|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?)?(?:\s?Uhr)?"
)
_TAIL = rf"(?:(?:T|,?\s{{1,2}}|,|\sat\s|\sum\s)\s?{_HOUR})?"

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<hour>(?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)"
    r" ?(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)
_UNIX = re.compile(r"\d{9,10}(?:\.\d+)?", re.ASCII)
"""Unix seconds between 1973 and 2286; fewer digits could be a date written without dashes."""

_FIGURES = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<sep>[-/. ]|\.\s)(?P<second_part>\d{{1,2}})"
    rf"(?P=sep)(?P<year>\d{{4}}|\d{{2}}){_TAIL}",
    re.ASCII,
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})(?P<sep>[-/. ]?)(?P<month>\d{{1,2}})(?P=sep)(?P<date>\d{{1,2}}){_TAIL}",
    re.ASCII,
)
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s)?"
_NAMED = re.compile(
    rf"{_WEEKDAY}(?:(?P<date>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?[\s-](?:de\s)?(?P<name>[^\W\d_]{{3,10}})\.?"
    rf"(?:,?[\s-]|\sde\s)(?P<year>\d{{4}})"
    rf"|(?P<name_first>[^\W\d_]{{3,10}})\.?\s(?P<date_behind>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year_behind>\d{{4}}))"
    rf"{_TAIL}"
)
_DAYS = re.compile(r"\d{1,6}(?:[.,]\d+)?", re.ASCII)
_MILLISECONDS = re.compile(r"\d{12,13}", re.ASCII)
_SECONDS = re.compile(r"-?\d{1,10}(?:\.\d+)?", re.ASCII)

_NOON = 12
_CENTURY = 100
_EXCEL_FROM = {
    DateStyle.EXCEL: datetime(1899, 12, 30, tzinfo=UTC),
    DateStyle.EXCEL_1904: datetime(1904, 1, 1, tzinfo=UTC),
}
"""The day 0; Excel takes 1900 for a leap year, so that days before March 1900 are not read."""

_EXCEL_FIRST = 61


@dataclass(frozen=True, slots=True)
class Clock:
    """What a text says: ``moment`` is naive where it tells no offset.

    ``has_hour`` tells that there is a time of day, ``is_year_short`` that the year has two digits.
    """

    moment: datetime
    has_hour: bool = True
    is_year_short: bool = False


def zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name; raises OptionError for any other."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise OptionError("--time-zone", name) from error


def read_clock(text: str, style: DateStyle | None, today: date) -> Clock | None:
    """Read a date or time in this style; None for a text that is not written so.

    Without a style only texts are read that mean one thing: ISO 8601, Unix seconds of 9 or 10
    digits, and dates with the name of their month and a year of four digits. ``today`` decides
    the century of a year of two digits: the last such year that is not more than one ahead.
    """
    trimmed = text.strip()
    try:
        return _readers[style](trimmed, today)
    except (ValueError, OverflowError):
        return None


def read_time(text: str, local: ZoneInfo) -> datetime | None:
    """Return the moment that a text names without a style; a time without offset is local."""
    found = read_clock(text, None, datetime.now(UTC).date())
    if found is None:
        return None
    moment = found.moment
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=local)


def _unstyled(text: str, _today: date) -> Clock | None:
    found = _ISO.fullmatch(text)
    if found is not None:
        day, hour, offset = found.groups()
        if hour is None:
            return Clock(datetime.fromisoformat(day), has_hour=False)
        return Clock(datetime.fromisoformat(f"{day}T{hour.replace(',', '.')}{offset or ''}"))
    return _since_1970(text) if _UNIX.fullmatch(text) else _named(text)


def _named(text: str) -> Clock | None:
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    month = MONTHS.get((found["name"] or found["name_first"]).casefold())
    if month is None:
        return None
    year, day = found["year"] or found["year_behind"], found["date"] or found["date_behind"]
    return _clock(found, int(year), month, int(day))


def _day_first(text: str, today: date) -> Clock | None:
    return _figures(text, today, is_day_first=True) or _unstyled(text, today)


def _month_first(text: str, today: date) -> Clock | None:
    return _figures(text, today, is_day_first=False) or _unstyled(text, today)


def _figures(text: str, today: date, *, is_day_first: bool) -> Clock | None:
    found = _FIGURES.fullmatch(text)
    if found is None:
        return None
    first, second = int(found["first"]), int(found["second_part"])
    day, month = (first, second) if is_day_first else (second, first)
    year, is_short = int(found["year"]), len(found["year"]) == 2  # noqa: PLR2004 - of two digits
    if is_short:
        year += today.year // _CENTURY * _CENTURY
        if year > today.year + 1:
            year -= _CENTURY
    return _clock(found, year, month, day, is_year_short=is_short)


def _year_first(text: str, today: date) -> Clock | None:
    found = _YEAR_FIRST.fullmatch(text)
    if found is None:
        return _unstyled(text, today)
    if not found["sep"] and len(found["month"] + found["date"]) != len("1231"):
        return None
    return _clock(found, int(found["year"]), int(found["month"]), int(found["date"]))


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
    if found["zone"] is None:
        return Clock(naive, is_year_short=is_year_short)
    offset = ZONES.get(found["zone"], found["zone"].removeprefix("UTC").removeprefix("GMT"))
    return Clock(datetime.fromisoformat(naive.isoformat() + offset), True, is_year_short)


def _unix(text: str, today: date) -> Clock | None:
    if not _SECONDS.fullmatch(text):
        return _unstyled(text, today)
    return _since_1970(text)


def _since_1970(text: str) -> Clock:
    seconds, _, fraction = text.partition(".")
    moment = datetime.fromtimestamp(int(seconds), tz=UTC)
    return Clock(moment.replace(microsecond=int(f"{fraction:0<6}"[:6])))


def _unix_milliseconds(text: str, today: date) -> Clock | None:
    if not _MILLISECONDS.fullmatch(text):
        return _unstyled(text, today)
    moment = datetime.fromtimestamp(int(text[:-3]), tz=UTC)
    return Clock(moment.replace(microsecond=int(text[-3:]) * 1000))


def _excel(style: DateStyle) -> Callable[[str, date], Clock | None]:
    start = _EXCEL_FROM[style]

    def read(text: str, today: date) -> Clock | None:
        if not _DAYS.fullmatch(text):
            return _unstyled(text, today)
        whole, _, fraction = text.replace(",", ".").partition(".")
        if int(whole) < _EXCEL_FIRST:
            return None
        seconds = round(int(fraction or 0) * 86_400 / 10 ** len(fraction))
        moment = start + timedelta(days=int(whole), seconds=seconds)
        return Clock(moment.replace(tzinfo=None), has_hour=bool(fraction))

    return read


_readers: dict[DateStyle | None, Callable[[str, date], Clock | None]] = {
    None: _unstyled,
    DateStyle.DAY_FIRST: _day_first,
    DateStyle.MONTH_FIRST: _month_first,
    DateStyle.YEAR_FIRST: _year_first,
    DateStyle.SECONDS: _unix,
    DateStyle.MILLISECONDS: _unix_milliseconds,
    DateStyle.EXCEL: _excel(DateStyle.EXCEL),
    DateStyle.EXCEL_1904: _excel(DateStyle.EXCEL_1904),
}
