"""When the events of a file happened: counts by month, and how many are old or still to come."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = 86_400.0
_MONTH, _YEAR = 30 * _DAY, 365 * _DAY
_MARK = b'"time":"'
"""Within a text of JSON every quote is escaped, so that this is found before values only."""
_LENGTH, _COLON = len("2024-05-31T10:00:00+00:00"), ord(":")
_LAST = b"T23:59:59.999999"
_RECENT, _OLD_DAY, _OLD_MONTH, _OLD_YEAR, _FUTURE = range(5)
_AGES = 8


Ages: TypeAlias = "tuple[int, int, int]"


@dataclass(frozen=True, slots=True)
class TimePicture:
    """Counts of events with a time of their own.

    ``months`` are pairs of ``2024-05`` and a count, in order. The others count the events that are
    older than a day, than 30 days and than 365 days, one within the other, and those to come.
    """

    months: tuple[tuple[str, int], ...] = ()
    older_than_day: int = 0
    older_than_month: int = 0
    older_than_year: int = 0
    future: int = 0

    @property
    def total(self) -> int:
        """Return the number of events."""
        return sum(count for _, count in self.months)

    @property
    def ages(self) -> Ages:
        """Return how much of it is older than a day, than 30 days and than 365: 0 for nothing.

        1 is for less than half, 2 for half and more.
        """
        older = (self.older_than_day, self.older_than_month, self.older_than_year)
        day, month, year = (bool(each) + (each > 0 and 2 * each >= self.total) for each in older)
        return day, month, year

    def merged(self, other: TimePicture) -> TimePicture:
        """Return the picture of both parts of a file."""
        months = Counter(dict(self.months)) + Counter(dict(other.months))
        return TimePicture(
            tuple(sorted(months.items())),
            self.older_than_day + other.older_than_day,
            self.older_than_month + other.older_than_month,
            self.older_than_year + other.older_than_year,
            self.future + other.future,
        )


NO_TIMES = TimePicture()
"""No event has a time of its own."""


def dated(bodies: Iterable[bytes], now: datetime) -> array[int]:
    """Return for each of these finished events, which hold their time, its month and its age.

    Both are one number, so that those of a whole file are soon handed over and counted.
    """
    then = now.timestamp()
    days: dict[bytes, int | None] = {}
    return array("I", (_dated(body, then, days) for body in bodies))


def time_picture(found: Iterable[int]) -> TimePicture:
    """Return the picture of events that are dated so."""
    months: Counter[str] = Counter()
    ages: Counter[int] = Counter()
    for each, count in Counter(found).items():
        month, age = divmod(each, _AGES)
        months[f"{month // 12:04}-{month % 12 + 1:02}"] += count
        ages[age] += count
    year = ages[_OLD_YEAR]
    month = ages[_OLD_MONTH] + year
    return TimePicture(
        tuple(sorted(months.items())), ages[_OLD_DAY] + month, month, year, ages[_FUTURE]
    )


def _dated(body: bytes, then: float, days: dict[bytes, int | None]) -> int:
    # The last one: properties of that name stand before it.
    start = body.rindex(_MARK) + len(_MARK)
    text = body[start : body.index(b'"', start)]
    if len(text) < _LENGTH or text[-3] != _COLON:
        return _of_text(text, then)
    # Hardly any day has an edge of an age in it: all others are looked at once.
    date, zone = text[:10], text[-6:]
    day = date + zone
    if day not in days:
        first, last = (_of_text(date + hour + zone, then) for hour in (b"T00:00:00", _LAST))
        days[day] = first if first == last else None
    found = days[day]
    return _of_text(text, then) if found is None else found


def _of_text(written: bytes, then: float) -> int:
    text = written.decode()
    age = then - _moment(text).timestamp()
    of_age = _OLD_YEAR if age > _YEAR else _OLD_MONTH if age > _MONTH else _OLD_DAY
    if age <= _DAY:
        of_age = _FUTURE if age < 0 else _RECENT
    return (int(text[:4]) * 12 + int(text[5:7]) - 1) * _AGES + of_age


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
