"""Find out from a whole column how it writes dates and numbers: proven, or not to be told.

Cells are counted by which styles read them, in parts that can be merged in any order. A style is
proven by cells that only it reads, where no cell speaks against it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.convert.clock import ANY_DAY, read_clock
from klaviyo_gui.core.convert.number import styles_of, written_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Style = TypeVar("Style", bound=StrEnum)

_EITHER = (DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST)
_FIGURES = re.compile(r"(\d{1,2})(?:[-/. ]|\. )(\d{1,2})(?:[-/. ]|\. )\d{2}.*", re.ASCII)
_MILLISECONDS = re.compile(r"1\d{12}", re.ASCII)
"""Milliseconds from 2001 to 2033."""

_DAYS = re.compile(r"[2-6]\d{4}(?:[.,]\d{1,15})?", re.ASCII)
"""Days of a spreadsheet from 1954 to 2091."""

_YEAR_FIRST = re.compile(
    r"(?:1[6-9]|2[01])\d{2}(?:[-/. ]\d|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)).*", re.ASCII
)
"""What begins with its year, of the calendar that is in use, and then its month in figures."""

_NAMED = re.compile(r"\d{1,2}\W{1,2}[^\W\d].*|\d{1,2}(?:st|nd|rd|th|er|º)\W.*")
"""A day with what may be the name of its month."""

_FORMS = (
    (_MILLISECONDS, (DateStyle.MILLISECONDS,)),
    (_DAYS, (DateStyle.EXCEL,)),
    (_YEAR_FIRST, (DateStyle.YEAR_FIRST,)),
    (_NAMED, (DateStyle.DAY_FIRST,)),
)
"""What needs its style to be read; whether it is a date at all, the reader of the style says."""

_LONGEST = 80
_ENOUGH = 0.95
"""Share of the filled cells that a style must read, to be worth proposing."""


@dataclass(frozen=True, slots=True)
class Seen(Generic[Style]):
    """What the cells of a column say about their style.

    ``plain`` cells need none. ``only`` are read by one style alone, with one such cell, and
    ``either`` by more than one. The others of ``filled`` cells are read by none. Cells that are
    shown are the first by their text, so that parts say the same in whatever order they come.
    """

    filled: int = 0
    plain: int = 0
    either: int = 0
    only: tuple[tuple[Style, int, str], ...] = ()
    example: str = ""
    """A cell that more than one style reads."""
    hours: int = 0
    """How many cells hold a time of day."""
    days: int = 0
    """How many cells are a date without one."""
    zoneless: str = ""
    """A cell with a time of day, that does not name its time zone."""
    day: str = ""
    """A cell that is a date without a time of day."""

    def merged(self, other: Seen[Style]) -> Seen[Style]:
        """Return what both parts of a column say."""
        return Seen(
            self.filled + other.filled,
            self.plain + other.plain,
            self.either + other.either,
            _counted((*self.only, *other.only)),
            _first(self.example, other.example),
            self.hours + other.hours,
            self.days + other.days,
            _first(self.zoneless, other.zoneless),
            _first(self.day, other.day),
        )

    @property
    def unread(self) -> int:
        """Return how many cells no style reads."""
        return self.filled - self.plain - self.either - sum(count for _, count, _ in self.only)

    @property
    def is_of_days(self) -> bool:
        """Tell whether there are dates, and none of them has a time of day."""
        return self.hours == 0 and self.days > 0

    @property
    def is_likely(self) -> bool:
        """Tell whether nearly all cells are read by some style."""
        return self.filled > 0 and self.unread <= (1 - _ENOUGH) * self.filled


_NO_DATES: Seen[DateStyle] = Seen()
_NO_NUMBERS: Seen[NumberStyle] = Seen()


@dataclass(frozen=True, slots=True)
class Written:
    """How the cells of a column write dates and numbers, as far as they were looked at."""

    dates: Seen[DateStyle] = _NO_DATES
    numbers: Seen[NumberStyle] = _NO_NUMBERS


UNSEEN = Written()
"""Nothing was looked at."""


@dataclass(frozen=True, slots=True)
class Verdict(Generic[Style]):
    """How a column is written.

    ``style`` is the proven one, None where none is needed or none is proven. ``doubt`` are the
    styles among which somebody must choose. ``proof`` is the cell that decides, or the one that
    does not.
    """

    style: Style | None = None
    doubt: tuple[Style, ...] = ()
    proof: str = ""

    @property
    def is_settled(self) -> bool:
        """Tell whether nobody has to choose."""
        return not self.doubt


def see_dates(cells: Iterable[tuple[str, int]]) -> Seen[DateStyle]:
    """Look at cells of a column, each with how often it is there."""
    return _see(cells, _dates)


def see_numbers(cells: Iterable[tuple[str, int]]) -> Seen[NumberStyle]:
    """Look at cells of a column, each with how often it is there."""
    return _see(cells, lambda cell: (number_styles(cell), None, False))


def number_styles(cell: str) -> tuple[NumberStyle, ...] | None:
    """Return the styles that a number needs, one or another; none for no need, None for none."""
    if cell.isdecimal() and cell.isascii():
        return ()
    styles = styles_of(cell) if len(cell) <= _LONGEST else ()
    written = written_number(cell) if styles else None
    if written is None:
        return None
    return styles if written.is_either or len(styles) == 1 else ()


def date_styles(cell: str) -> tuple[DateStyle, ...] | None:
    """Return the styles that a date needs, one or another; none for no need, None for no date."""
    return _dates(cell)[0]


def _dates(cell: str) -> tuple[tuple[DateStyle, ...] | None, bool | None, bool]:
    """Return the styles that a date needs, whether it has a time of day, and names its zone.

    The first two are None for no date.
    """
    text = cell.strip()
    if len(text) > _LONGEST:
        return None, None, False
    styles: tuple[DateStyle, ...] = _EITHER
    if _FIGURES.match(text) is None:
        plain = read_clock(text, None, ANY_DAY)
        if plain is not None:
            return (), plain.has_hour, plain.moment.tzinfo is not None
        styles = next((style for form, style in _FORMS if form.fullmatch(text)), ())
    clocks = ((style, read_clock(text, style, ANY_DAY)) for style in styles)
    read = {style: clock for style, clock in clocks if clock is not None}
    if not read:
        return None, None, False
    has_hour = any(clock.has_hour for clock in read.values())
    has_zone = all(clock.moment.tzinfo is not None for clock in read.values())
    return tuple(read), has_hour, has_zone


def _see(
    cells: Iterable[tuple[str, int]],
    look: Callable[[str], tuple[tuple[Style, ...] | None, bool | None, bool]],
) -> Seen[Style]:
    filled = plain = either = hours = days = 0
    example = zoneless = day = ""
    only: list[tuple[Style, int, str]] = []
    for cell, count in cells:
        filled += count
        styles, has_hour, has_zone = look(cell)
        if styles is None:
            continue
        hours += count * (has_hour is True)
        days += count * (has_hour is False)
        if has_hour and not has_zone:
            zoneless = _first(zoneless, cell)
        elif has_hour is False:
            day = _first(day, cell)
        if not styles:
            plain += count
        elif len(styles) == 1:
            only.append((styles[0], count, cell))
        else:
            either += count
            example = _first(example, cell)
    return Seen(filled, plain, either, _counted(only), example, hours, days, zoneless, day)


def _counted(found: Iterable[tuple[Style, int, str]]) -> tuple[tuple[Style, int, str], ...]:
    """Add up the cells of each style; the first of each by its text stays, figures before names."""
    counts: dict[Style, tuple[int, str]] = {}
    for style, count, cell in found:
        before, first = counts.get(style, (0, cell))
        counts[style] = (before + count, min(first, cell, key=_names_last))
    return tuple((style, *counts[style]) for style in sorted(counts))


def _names_last(cell: str) -> tuple[bool, str]:
    return _NAMED.fullmatch(cell.strip()) is not None, cell


def _first(one: str, other: str) -> str:
    return min(one, other) if one and other else one or other


def _judged(seen: Seen[Style], rivals: Sequence[Style]) -> Verdict[Style]:
    """Return how a column is written; ``rivals`` are the styles that ``either`` cells can have."""
    if len(seen.only) == 1:
        style, _, cell = seen.only[0]
        return Verdict(style, proof=cell)
    if seen.only:
        return Verdict(doubt=tuple(style for style, *_ in seen.only), proof=seen.only[0][2])
    if seen.either:
        return Verdict(doubt=tuple(rivals), proof=seen.example)
    return Verdict()


def judge_dates(seen: Seen[DateStyle]) -> Verdict[DateStyle]:
    """Return how a column writes its dates.

    Days of a spreadsheet look like any number of five digits: they are never proven. The name of
    a month proves nothing about dates that have none.
    """
    verdict = _judged(seen, _EITHER)
    if verdict.style is DateStyle.EXCEL:
        return replace(verdict, style=None, doubt=(DateStyle.EXCEL, DateStyle.EXCEL_1904))
    is_of_others = verdict.style in {DateStyle.YEAR_FIRST, DateStyle.MILLISECONDS}
    if seen.either and (is_of_others or _names_last(verdict.proof)[0]):
        return replace(verdict, style=None, doubt=_EITHER)
    return verdict


def judge_numbers(seen: Seen[NumberStyle]) -> Verdict[NumberStyle]:
    """Return how a column writes its numbers."""
    return _judged(seen, tuple(NumberStyle))
