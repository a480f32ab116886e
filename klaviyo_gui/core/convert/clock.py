"""A text becomes a moment; each style reads only what is written so."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.convert.counted import (
    plain_seconds,
    unix_milliseconds,
    unix_seconds,
    workbook_days,
)
from klaviyo_gui.core.convert.dates import (
    Clock,
    day_first,
    month_first,
    named,
    usual_order,
    year_first,
)
from klaviyo_gui.core.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable

ANY_DAY = date(2026, 1, 1)
"""A day for who asks only whether a text is a date: there the century of a short year makes no
difference."""

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<hour>(?:[01]\d|2[0-3]):\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)"
    r" ?(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?",
    re.ASCII,
)


ASSUMED_ZONE = "UTC"
"""By this zone times are read that name none, as long as nobody has said whose clock wrote them."""


def zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name; raises OptionError for any other."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise OptionError("--time-zone", name) from error


def on_clock(moment: datetime, time_zone: str) -> datetime:
    """Return a moment with a zone: where it names none, that of a file whose clock this is.

    Raises OptionError for a time zone that does not exist.
    """
    if moment.tzinfo is not None:
        return moment
    return moment.replace(tzinfo=zone(time_zone or ASSUMED_ZONE))


def read_clock(text: str, style: DateStyle | None, today: date) -> Clock | None:
    """Read a date or time in this style; None for a text that is not written so.

    Without a style only texts are read that mean one thing: ISO 8601, Unix seconds of 9 or 10
    digits, and dates with the name of their month and a year of four digits; every style reads
    those too, in the same way, but for ten digits that may be a day with its time in that style.
    ``today`` decides the century of a year of two digits: the last
    such year that is not more than one ahead.
    """
    trimmed = usual_order(text.strip())
    read = _READERS.get(style) if style is not None else None
    try:
        return (read(trimmed, today) if read is not None else None) or _unstyled(trimmed)
    except (ValueError, OverflowError):
        return None


def read_time(text: str, local: ZoneInfo) -> datetime | None:
    """Return the moment that a text names without a style; a time without offset is local."""
    found = read_clock(text, None, datetime.now(UTC).date())
    if found is None:
        return None
    moment = found.moment
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=local)


def _unstyled(text: str) -> Clock | None:
    found = _ISO.fullmatch(text)
    if found is not None:
        day, hour, offset = found.groups()
        if hour is None:
            return Clock(datetime.fromisoformat(day), has_hour=False)
        return Clock(datetime.fromisoformat(f"{day}T{hour.replace(',', '.')}{offset or ''}"))
    return plain_seconds(text) or named(text)


_READERS: dict[DateStyle, Callable[[str, date], Clock | None]] = {
    DateStyle.DAY_FIRST: day_first,
    DateStyle.MONTH_FIRST: month_first,
    DateStyle.YEAR_FIRST: year_first,
    DateStyle.SECONDS: lambda text, _today: unix_seconds(text),
    DateStyle.MILLISECONDS: lambda text, _today: unix_milliseconds(text),
    DateStyle.EXCEL: lambda text, _today: workbook_days(text, DateStyle.EXCEL),
    DateStyle.EXCEL_1904: lambda text, _today: workbook_days(text, DateStyle.EXCEL_1904),
}
