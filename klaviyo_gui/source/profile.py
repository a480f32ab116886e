"""Tell what columns hold, in parts that can be merged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, islice, repeat, zip_longest
from typing import TYPE_CHECKING

from klaviyo_gui.core import looks
from klaviyo_gui.core.styles import UNSEEN, Written
from klaviyo_gui.source.extent import Extent, read_dates, read_numbers
from klaviyo_gui.source.frequent import DISTINCT_LIMIT, Frequent, is_whole
from klaviyo_gui.source.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["DISTINCT_LIMIT", "ColumnProfile", "Looks", "Profiles", "by_column", "profile"]

_SAMPLES = 3
_SAMPLE_LENGTH = 60
_BATCH = 2_000
_TOP = 10

_BLOCK = 128
"""Rows that are turned into columns at a time, few enough to stay in the processor's cache:
a column of thousands of rows takes three times as long (measured)."""

_LOOKED_FIRST = 500
"""First rows that are all looked at, to say what cells look like; then one in so many:"""
_LOOKED_STEP = 128

_LOOKS = (
    looks.looks_like_email,
    looks.looks_like_phone,
    looks.looks_like_number,
    looks.looks_like_date,
    looks.looks_like_country,
)


@dataclass(frozen=True, slots=True)
class Looks:
    """Shares of the filled cells that look like something, of the rows that were looked at."""

    email: float = 0.0
    phone: float = 0.0
    number: float = 0.0
    date: float = 0.0
    country: float = 0.0


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What a column holds: how many of ``total`` cells are filled, and with what.

    ``position`` counts columns from 0. ``samples`` are its first values, cut, and ``distinct``
    is the number of different ones, at most ``DISTINCT_LIMIT``.

    ``common`` are the most frequent values, cut, and how often each was seen; unless
    ``is_exact``, it was at most ``missed`` times more often. ``shortest`` and ``longest`` count
    characters of filled cells. ``smallest`` and ``largest`` are cells, and empty unless all
    filled ones are numbers or all are dates, as ``form`` says. ``written`` tells how the
    forms of the cells write dates and numbers.
    """

    name: str
    position: int
    filled: int
    total: int
    samples: tuple[str, ...]
    distinct: int
    common: tuple[tuple[str, int], ...] = ()
    is_exact: bool = True
    missed: int = 0
    shortest: int = 0
    longest: int = 0
    form: str = ""
    smallest: str = ""
    largest: str = ""
    looks: Looks = Looks()
    written: Written = UNSEEN

    @property
    def whole_common(self) -> tuple[tuple[str, int], ...]:
        """Return the most frequent values that are not cut, each as a cell can be asked for it."""
        return tuple(each for each in self.common if is_whole(each[0]))

    @property
    def cells(self) -> tuple[str, ...]:
        """Return some of its cells: the first and the frequent ones."""
        return (*self.samples, *(value for value, _ in self.common))


class Profiles:
    """Gathers what the columns of a file hold.

    Parts of a file may be gathered apart, also in other processes, and merged in any order.
    """

    def __init__(self, header: Sequence[str]) -> None:
        self._header = tuple(header)
        self._columns = [_Column() for _ in header]
        self._total = 0

    def add(self, cells: Sequence[Sequence[str]], first_row: int) -> None:
        """Look at more rows, of which the first has this number, counted from 0."""
        self._total += len(cells)
        columns = by_column(cells, len(self._columns))
        for column, values in zip(self._columns, columns, strict=True):
            column.add(values, first_row)

    def merge(self, other: Profiles) -> None:
        """Add what was seen in another part of the same file."""
        self._total += other._total
        for column, more in zip(self._columns, other._columns, strict=True):
            column.merge(more)

    def all(self) -> tuple[ColumnProfile, ...]:
        """Describe every column."""
        return tuple(
            column.described(name, position, self._total)
            for position, (name, column) in enumerate(zip(self._header, self._columns, strict=True))
        )


def profile(header: Sequence[str], rows: Iterable[list[str]]) -> tuple[ColumnProfile, ...]:
    """Describe every column in one pass; a cell that a short row lacks counts as blank."""
    profiles = Profiles(header)
    source = iter(rows)
    row = 0
    while batch := list(islice(source, _BATCH)):
        profiles.add(batch, row)
        row += len(batch)
    return profiles.all()


class _Column:
    """The running figures of one column."""

    __slots__ = (
        "_alike",
        "_dates",
        "_filled",
        "_frequent",
        "_longest",
        "_looked",
        "_numbers",
        "_samples",
        "_shortest",
        "_writing",
    )

    def __init__(self) -> None:
        self._filled = 0
        self._samples: list[tuple[int, str]] = []
        self._frequent = Frequent()
        self._shortest: int | None = None
        self._longest = 0
        self._numbers = Extent(read_numbers)
        self._dates = Extent(read_dates)
        self._writing = Writing()
        self._looked = 0
        self._alike = [0] * len(_LOOKS)

    def add(self, cells: Sequence[str], first_row: int) -> None:
        """Count one batch of the column's cells."""
        counts = Counter(cells)
        blank = counts.pop("", 0)
        for value in list(filter(str.isspace, counts)):
            blank += counts.pop(value)
        if not counts:
            return
        self._filled += len(cells) - blank
        values = list(counts)
        lengths = list(map(len, values))
        self._take_lengths(min(lengths), max(lengths))
        self._frequent.add(counts, max(lengths))
        self._numbers.add(values)
        self._dates.add(values)
        self._writing.add(values)
        self._take_samples(cells, values, first_row)
        self._look(_looked_at(cells, first_row))

    def merge(self, other: _Column) -> None:
        """Add the figures of other rows."""
        self._filled += other._filled
        if other._shortest is not None:
            self._take_lengths(other._shortest, other._longest)
        self._frequent.merge(other._frequent)
        self._numbers.merge(other._numbers)
        self._dates.merge(other._dates)
        self._writing.merge(other._writing)
        self._samples = _first(self._samples + other._samples)
        self._looked += other._looked
        self._alike = [
            mine + theirs for mine, theirs in zip(self._alike, other._alike, strict=True)
        ]

    def described(self, name: str, position: int, total: int) -> ColumnProfile:
        """Tell the figures."""
        form, extent = "", None
        if self._filled:
            kinds = (("number", self._numbers), ("date", self._dates))
            form, extent = next(((kind, each) for kind, each in kinds if each.is_whole), ("", None))
        return ColumnProfile(
            name,
            position,
            self._filled,
            total,
            tuple(sample for _, sample in self._samples),
            self._frequent.distinct,
            self._frequent.top(_TOP),
            self._frequent.is_exact,
            self._frequent.missed,
            self._shortest or 0,
            self._longest,
            form,
            extent.low[1] if extent and extent.low else "",
            extent.high[1] if extent and extent.high else "",
            Looks(*(alike / self._looked for alike in self._alike)) if self._looked else Looks(),
            self._writing.written,
        )

    def _take_lengths(self, shortest: int, longest: int) -> None:
        self._shortest = min(shortest, self._shortest or shortest)
        self._longest = max(longest, self._longest)

    def _take_samples(self, cells: Sequence[str], values: Sequence[str], first_row: int) -> None:
        if len(self._samples) == _SAMPLES and first_row > self._samples[-1][0]:
            return
        firsts: dict[str, str] = {}
        for value in values:
            firsts.setdefault(value[:_SAMPLE_LENGTH], value)
            if len(firsts) == _SAMPLES:
                break
        found = [(first_row + cells.index(value), sample) for sample, value in firsts.items()]
        self._samples = _first(self._samples + found)

    def _look(self, cells: Sequence[str]) -> None:
        for value, count in Counter(cells).items():
            if value and not value.isspace():
                self._looked += count
                for at, look in enumerate(_LOOKS):
                    if look(value):
                        self._alike[at] += count


def by_column(rows: Sequence[Sequence[str]], width: int) -> list[list[str]]:
    """Turn rows into so many columns; what a short row lacks is blank."""
    columns: list[list[str]] = [[] for _ in range(width)]
    for at in range(0, len(rows), _BLOCK):
        block = rows[at : at + _BLOCK]
        is_even = len(set(map(len, block))) == 1
        parts = zip(*block, strict=True) if is_even else zip_longest(*block, fillvalue="")
        lacking = repeat(("",) * len(block))
        for column, part in zip(columns, chain(parts, lacking), strict=False):
            column.extend(part)
    return columns


def _first(samples: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the first different samples by row."""
    rows: dict[str, int] = {}
    for row, sample in sorted(samples):
        rows.setdefault(sample, row)
    return [(row, sample) for sample, row in islice(rows.items(), _SAMPLES)]


def _looked_at(cells: Sequence[str], first_row: int) -> list[str]:
    """Choose by the number of the row alone, so that parts of a file choose as the whole does."""
    first = max(_LOOKED_FIRST - first_row, 0)
    row = first_row + first
    return [*cells[:first], *cells[first + -row % _LOOKED_STEP :: _LOOKED_STEP]]
