"""When the events of a file happened: counts by month, and how many are old or still to come."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY = 86_400.0
_MONTH, _YEAR = 30 * _DAY, 365 * _DAY
_MARK = b'"time":"'
"""Within a text of JSON every quote is escaped, so that this is found before values only."""


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


def time_picture(bodies: Iterable[bytes], now: datetime) -> TimePicture:
    """Return the picture of finished events; each of them holds its time."""
    months: Counter[str] = Counter()
    then = now.timestamp()
    day = month = year = future = 0
    for body in bodies:
        # The last one: properties of that name stand before it.
        start = body.rindex(_MARK) + len(_MARK)
        text = body[start : body.index(b'"', start)].decode()
        age = then - _moment(text).timestamp()
        months[text[:7]] += 1
        day += age > _DAY
        month += age > _MONTH
        year += age > _YEAR
        future += age < 0
    return TimePicture(tuple(sorted(months.items())), day, month, year, future)


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
