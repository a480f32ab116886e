"""How cells are measured to be compared: as numbers or as moments, where they can be read so."""

from __future__ import annotations

from dataclasses import dataclass
from operator import gt, lt
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from klaviyo_gui.core.conversion import Conversion, DateStyle, NumberStyle, Percent
from klaviyo_gui.core.convert.clock import ASSUMED_ZONE, read_clock, zone
from klaviyo_gui.core.convert.number import number, styles_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

Measure = TypeVar("Measure")
Style = TypeVar("Style", DateStyle, NumberStyle)

EITHER = (DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST)


@dataclass(frozen=True, slots=True)
class Scale(Generic[Measure]):
    """Reads a text, None where it cannot be read in one way, and compares it with a value.

    ``is_doubtful`` tells of a text that was not read whether it may be one of the kind.
    """

    read: Callable[[str], Measure | None]
    is_above: Callable[[Measure, Measure], bool]
    is_below: Callable[[Measure, Measure], bool]
    is_doubtful: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Measures(Generic[Measure]):
    """Reads the values of a condition in the style that is ``said``, and the cells in one way.

    ``seen`` is the scale of the style that the file proves, where that is another one.
    """

    said: Scale[Measure]
    seen: Scale[Measure] | None = None

    def read(self, cell: str) -> Measure | None:
        """Return what a cell means; None where it is not read, or means another thing as seen."""
        found = self.said.read(cell)
        return None if found is not None and self._is_otherwise(cell, found) else found

    def is_doubtful(self, cell: str) -> bool:
        """Tell of a cell that was not read whether it may be one of the kind."""
        found = self.said.read(cell)
        if found is not None:
            return self._is_otherwise(cell, found)
        is_seen = self.seen is not None and self.seen.read(cell) is not None
        return is_seen or self.said.is_doubtful(cell)

    def _is_otherwise(self, cell: str, found: Measure) -> bool:
        return self.seen is not None and self.seen.read(cell) not in {None, found}


class Moment(NamedTuple):
    """A moment with its offset; without a time of day it stands for its day."""

    moment: datetime
    has_hour: bool


def measures(
    said: Style | None, seen: Style | None, scale: Callable[[Style | None], Scale[Measure]]
) -> Measures[Measure]:
    """Return how a style measures where the file proves one, None for what is not known."""
    is_other = said is not None and seen is not None and said is not seen
    return Measures(scale(said), scale(seen) if is_other else None)


def numbers(style: NumberStyle | None) -> Scale[float]:
    """Return the scale of numbers; a sign for per cent is passed over."""
    convert = number("", Conversion(number=style, percent=Percent.WHOLE))

    def read(text: str) -> float | None:
        trimmed = text.strip()
        found = convert(trimmed, []) if trimmed else None
        return found if isinstance(found, int | float) else None

    return Scale(read, gt, lt, lambda text: bool(styles_of(text)))


def times(style: DateStyle | None, zone_name: str, today: date) -> Scale[Moment]:
    """Return the scale of moments; those without an offset are of this zone.

    A value without a time of day is its whole day: neither after nor before it is any hour of it.
    """
    local = zone(zone_name or ASSUMED_ZONE)

    def read(text: str) -> Moment | None:
        found = read_clock(text, style, today)
        if found is None:
            return None
        moment = found.moment
        try:
            moment = moment.astimezone(local) if moment.tzinfo else moment.replace(tzinfo=local)
        except OverflowError:
            # The first or the last day that there is, elsewhere.
            return None
        return Moment(moment, found.has_hour)

    def is_doubtful(text: str) -> bool:
        return style is None and any(read_clock(text, each, today) for each in EITHER)

    return Scale(read, _is_after, _is_before, is_doubtful)


def _is_after(found: Moment, value: Moment) -> bool:
    if value.has_hour:
        return found.moment > value.moment
    return found.moment.date() > value.moment.date()


def _is_before(found: Moment, value: Moment) -> bool:
    if value.has_hour:
        return found.moment < value.moment
    return found.moment.date() < value.moment.date()
