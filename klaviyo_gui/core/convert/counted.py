"""Moments as machines write them: a count of seconds, milliseconds or days since some day."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.convert.dates import Clock

_PLAIN_SECONDS = re.compile(
    r"(?!(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))[1-9]\d{8,9}(?:\.\d+)?", re.ASCII
)
"""Unix seconds between 1973 and 2286; fewer digits, or these, could be a date without dashes."""

_SECONDS = re.compile(r"(-?)(\d{1,10})(?:\.(\d+))?", re.ASCII)
_MILLISECONDS = re.compile(r"(\d{9,10})(\d{3})", re.ASCII)
_DAYS = re.compile(r"(\d{1,6})(?:[.,](\d{1,20}))?", re.ASCII)

_SINCE_1970 = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_0 = {
    DateStyle.EXCEL: datetime(1899, 12, 30),  # noqa: DTZ001 - workbooks tell no zone
    DateStyle.EXCEL_1904: datetime(1904, 1, 1),  # noqa: DTZ001 - the same
}
_FIRST_DAY = {DateStyle.EXCEL: 61, DateStyle.EXCEL_1904: 0}
"""Excel takes 1900 for a leap year, so that days before March 1900 are not read."""

_DAY_SECONDS = 86_400


def plain_seconds(text: str) -> Clock | None:
    """Read Unix seconds that can be nothing else."""
    return unix_seconds(text) if _PLAIN_SECONDS.fullmatch(text) else None


def unix_seconds(text: str) -> Clock | None:
    """Read any Unix seconds; what is finer than a microsecond is cut off."""
    found = _SECONDS.fullmatch(text)
    if found is None:
        return None
    minus, seconds, fraction = found.groups()
    span = timedelta(seconds=int(seconds), microseconds=int(f"{fraction or '':0<6}"[:6]))
    return Clock(_SINCE_1970 - span if minus else _SINCE_1970 + span)


def unix_milliseconds(text: str) -> Clock | None:
    """Read Unix milliseconds of 12 or 13 digits."""
    found = _MILLISECONDS.fullmatch(text)
    if found is None:
        return None
    seconds, thousandths = map(int, found.groups())
    return Clock(_SINCE_1970 + timedelta(seconds=seconds, milliseconds=thousandths))


def workbook_days(text: str, style: DateStyle) -> Clock | None:
    """Read days of a workbook, to the second; a fraction of nothing is no time of day."""
    found = _DAYS.fullmatch(text)
    if found is None or int(found[1]) < _FIRST_DAY[style]:
        return None
    fraction = found[2] or "0"
    seconds = round(int(fraction) * _DAY_SECONDS / 10 ** len(fraction))
    moment = _DAY_0[style] + timedelta(days=int(found[1]), seconds=seconds)
    return Clock(moment, has_hour=int(fraction) > 0)
