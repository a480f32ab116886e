"""Times become ISO 8601 with an offset, as Klaviyo takes them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import DateStyle, MissingHour
from klaviyo_gui.core.convert.clock import ASSUMED_ZONE, read_clock, zone
from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.convert.dates import Clock

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""Klaviyo takes events after 1990 (specification 2026-07-15, event attribute ``time``)."""

LATEST_AHEAD = timedelta(days=365)
"""… and at most one year ahead."""

_HOURS_KEPT = 30_000
"""Hours that are remembered: more than three years, in less than 10 MB."""

_DATES_KEPT = 10_000
_DATE_LONGEST = len("31. Dezember 2024")
"""Texts up to here are few where they tell no time of day, and are read once each."""

_SIXTIES = tuple(f"{number:02d}" for number in range(60))
_MINUTES = {minute: f"{minute}:00" for minute in _SIXTIES} | {
    text: text for text in (f"{minute}:{second}" for minute in _SIXTIES for second in _SIXTIES)
}
"""What may follow the first colon of a time of day, with its seconds."""

_USUAL_LONGEST = 48
"""Characters of a date with its time, in any usual form; longer texts are not remembered."""

_GOES_ON = frozenset("0123456789.,:")
"""What follows minutes and seconds where they are not the end of the time of day."""

_TO_HOUR = len("2024-05-31T14:")
_TO_SECOND = len("2024-05-31T14:30:00")

_MINUTE = timedelta(minutes=1)
Judged = tuple[str, Code | None, tuple[Code, ...]]
"""A moment as it is sent, or the reason to hold the record, and what is to be told."""

_EITHER = (DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST)
_SEVERITY = {Code.ZONE_UNSAID: Severity.WARN}
"""What is more than a note, since the moment may be wrong by hours."""


def time(target: str, conversion: Conversion, zone_name: str, now: datetime) -> Converter:
    """Return the converter of times; ``now`` bounds those of events, and centuries.

    ``zone_name`` is the IANA name for times without an offset; where nobody has said one, each
    of them is told of. Raises OptionError for other names.
    """
    said = conversion.zone or zone_name
    local = zone(said or ASSUMED_ZONE)
    style, hour, today = conversion.date, conversion.hour, now.date()
    latest = now + LATEST_AHEAD if target == "time" else None
    hours = Hours(local, latest, style, today)
    named = hours if said else Hours(None, latest, style, today)

    def judged(text: str) -> Judged:
        found = read_clock(text, style, today)
        if found is None:
            return "", _unread(text, style, today), ()
        moment = _moment(found, hour, local)
        code = _refusal(found, moment, hour, latest)
        if code is not None:
            return "", code, ()
        is_date = not found.has_hour and hour is MissingHour.DATE and latest is None
        notes = tuple(_notes(found, moment, hour, is_date=is_date))
        if not said and found.moment.tzinfo is None and not is_date:
            notes = (Code.ZONE_UNSAID, *notes)
        return found.moment.date().isoformat() if is_date else written(moment), None, notes

    remembered = lru_cache(_DATES_KEPT)(judged)

    def convert(text: str, problems: list[Problem]) -> Value:
        usual = hours.read(text)
        if usual:
            if not said and not named.read(text):
                problems.append(Problem(Code.ZONE_UNSAID, Severity.WARN, target, text))
            return usual
        value, code, notes = (remembered if len(text) <= _DATE_LONGEST else judged)(text)
        if code is not None:
            problems.append(held(code, target, text))
            return None
        problems.extend(
            Problem(note, _SEVERITY.get(note, Severity.NOTE), target, text) for note in notes
        )
        return value

    return convert


def written(moment: datetime) -> str:
    """Return a moment in ISO 8601.

    Its offset has no seconds, which the format does not know: clocks that went by the sun are
    written by the next full minute, which is the same moment and, but for one minute, day.
    """
    offset = moment.utcoffset() or timedelta()
    rest = offset % _MINUTE
    if rest:
        moment = (moment.replace(tzinfo=None) + (_MINUTE - rest)).replace(
            tzinfo=timezone(offset + _MINUTE - rest)
        )
    return moment.isoformat()


class Hours:
    """Reads times with minutes at once, where their hour is known to have one offset alone.

    Without ``local`` it reads those alone that name their own offset. ``latest`` is the last moment
    that is taken, None where any is.
    """

    def __init__(
        self, local: ZoneInfo | None, latest: datetime | None, style: DateStyle | None, today: date
    ) -> None:
        self._local = local
        self._latest = latest
        self._style = style
        self._today = today
        self._known: dict[str, tuple[str, str]] = {}

    def read(self, text: str) -> str:
        """Return the moment in ISO 8601; empty where the text must be looked at closely."""
        if len(text) > _USUAL_LONGEST:
            return ""
        hour, _, rest = text.partition(":")
        minutes, behind = _MINUTES.get(rest), ""
        if minutes is None:
            at = 5 if rest[:5] in _MINUTES else 2
            minutes, behind = _MINUTES.get(rest[:at]), rest[at:]
            if minutes is None or behind[0] in _GOES_ON:
                return ""
        key = f"{hour}:{behind}" if behind else hour
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _HOURS_KEPT:
                self._known.clear()
            known = self._known[key] = self._look(hour, behind)
        return f"{known[0]}{minutes}{known[1]}" if known[0] else ""

    def _look(self, hour: str, behind: str) -> tuple[str, str]:
        """Return what stands before and behind the minutes of an hour.

        Both are empty where there is something to tell, or where clocks change in it.
        """
        found = read_clock(f"{hour}:00:00{behind}", self._style, self._today)
        if found is None or found.is_year_short:
            return "", ""
        first = found.moment
        if first.tzinfo is None:
            if self._local is None:
                return "", ""
            first = first.replace(tzinfo=self._local)
        last = first.replace(minute=59, second=59)
        around = {each.replace(fold=fold).utcoffset() for each in (first, last) for fold in (0, 1)}
        if len(around) > 1:
            return "", ""
        if self._latest is not None and not (_is_late_enough(first) and last <= self._latest):
            return "", ""
        text = first.isoformat()
        behind = text[_TO_SECOND:]
        return ("", "") if len(behind) != len("+00:00") else (text[:_TO_HOUR], intern(behind))


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
    if latest is not None and not (_is_late_enough(moment) and moment <= latest):
        return Code.TIME_OUT_OF_RANGE
    return None


def _is_late_enough(moment: datetime) -> bool:
    """Tell whether it is after 1990 has begun, by its own clock and by that of UTC."""
    return moment > EARLIEST and moment.year >= EARLIEST.year


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
