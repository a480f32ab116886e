"""Times become ISO 8601 with an offset, as Klaviyo takes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import DateStyle, MissingHour
from klaviyo_gui.core.convert.clock import read_clock, zone
from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.convert.clock import Clock

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Klaviyo takes events after 1990 (specification 2026-07-15, event attribute ``time``)."""

LATEST_AHEAD = timedelta(days=365)
"""… and at most one year ahead."""

_HOURS_KEPT = 50_000
"""Hours of which the offset is remembered: more than five years, in less than 10 MB."""

_SIXTIES = frozenset(f"{number:02d}" for number in range(60))
_USUAL = len("2024-05-31 14:30:00")

_EITHER = (DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST)


def time(target: str, conversion: Conversion, zone_name: str, now: datetime) -> Converter:
    """Return the converter of times; ``now`` bounds those of events, and centuries.

    ``zone_name`` is the IANA name for times without an offset. Raises OptionError for others.
    """
    local = zone(conversion.zone or zone_name)
    style, hour, today = conversion.date, conversion.hour, now.date()
    latest = now + LATEST_AHEAD if target == "time" else None
    hours = Hours(local, latest)

    def convert(text: str, problems: list[Problem]) -> Value:
        usual = hours.read(text)
        if usual:
            return usual
        found = read_clock(text, style, today)
        if found is None:
            problems.append(held(_unread(text, style, today), target, text))
            return None
        moment = _moment(found, hour, local)
        code = _refusal(found, moment, hour, latest)
        if code is not None:
            problems.append(held(code, target, text))
            return None
        is_date = not found.has_hour and hour is MissingHour.DATE and latest is None
        notes = _notes(found, moment, hour, is_date=is_date)
        problems.extend(Problem(note, Severity.NOTE, target, text) for note in notes)
        return found.moment.date().isoformat() if is_date else moment.isoformat()

    return convert


class Hours:
    """Reads ``2024-05-31 14:30:00`` at once where the hour is known to have one offset alone.

    ``latest`` is the last moment that is taken, None where any is.
    """

    def __init__(self, local: ZoneInfo, latest: datetime | None) -> None:
        self._local = local
        self._latest = latest
        self._offsets: dict[str, str] = {}

    def read(self, text: str) -> str:
        """Return the moment in ISO 8601; empty where the text must be looked at closely."""
        if len(text) != _USUAL or text[13] != ":" or text[16] != ":":
            return ""
        if text[14:16] not in _SIXTIES or text[17:] not in _SIXTIES:
            return ""
        hour = text[:13]
        offset = self._offsets.get(hour)
        if offset is None:
            if len(self._offsets) >= _HOURS_KEPT:
                self._offsets.clear()
            offset = self._offsets[hour] = self._offset(hour)
        return f"{text[:10]}T{text[11:]}{offset}" if offset else ""

    def _offset(self, hour: str) -> str:
        """Return the offset of an hour; empty for no hour, and where clocks change in it."""
        found = read_clock(f"{hour}:00:00", None, EARLIEST.date())
        if found is None or hour[4] != "-" or found.moment.tzinfo is not None:
            return ""
        first = found.moment.replace(tzinfo=self._local)
        last = first.replace(minute=59, second=59)
        around = {each.replace(fold=fold).utcoffset() for each in (first, last) for fold in (0, 1)}
        if len(around) > 1:
            return ""
        if self._latest is not None and not EARLIEST < first <= last <= self._latest:
            return ""
        return first.isoformat()[_USUAL:]


def _unread(text: str, style: DateStyle | None, today: date) -> Code:
    """Tell a date that waits for a choice from what is no date at all."""
    is_either = style is None and any(read_clock(text, each, today) for each in _EITHER)
    return Code.DATE_AMBIGUOUS if is_either else Code.TIME_INVALID


def _moment(found: Clock, hour: MissingHour, local: ZoneInfo) -> datetime:
    moment = found.moment
    if not found.has_hour and hour is MissingHour.NOON:
        moment = moment.replace(hour=12)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=local)


def _refusal(
    found: Clock, moment: datetime, hour: MissingHour, latest: datetime | None
) -> Code | None:
    if not found.has_hour and hour is MissingHour.HOLD:
        return Code.HOUR_MISSING
    if latest is not None and not EARLIEST < moment <= latest:
        return Code.TIME_OUT_OF_RANGE
    return None


def _notes(found: Clock, moment: datetime, hour: MissingHour, *, is_date: bool) -> Iterator[Code]:
    """Tell what was filled in, and of local times that clocks skip or repeat (PEP 495)."""
    if found.is_year_short:
        yield Code.YEAR_SHORT
    if is_date:
        return
    if not found.has_hour and hour is not MissingHour.NOON:
        yield Code.TIME_WITHOUT_HOUR
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        clock = moment.replace(tzinfo=None)
        back = moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None)
        yield Code.TIME_TWICE if back == clock else Code.TIME_IN_GAP
