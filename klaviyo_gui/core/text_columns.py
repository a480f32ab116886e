"""What a column that is sent as text holds, over the whole file: numbers among texts, dates.

Klaviyo takes the type of a value from how it arrives. A text stays a text, so that segments cannot
compare it as a number; but a text that looks like a date with the month first is read as one
(help.klaviyo.com, article 115005253428), even if it has its day first, or nobody can tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import compress, islice
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.arranged import is_arranged, is_list, line_by_line, line_rows, texts_in
from klaviyo_gui.core.conversion import AS_IT_IS
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.findings import LINES_KEPT, Finding
from klaviyo_gui.core.mapping import Column, Kind, ValueType
from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.core.repair import mender
from klaviyo_gui.core.row_kinds import RowKinds, packed, unpacked
from klaviyo_gui.core.sources import reader

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from klaviyo_gui.core.mapping import Mapping, Pair

_SPACES = " '\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{RIGHT SINGLE QUOTATION MARK}"
_NUMBER = re.compile(
    r"[+-]?(?:0|[1-9]\d*)(?:[.,]\d+)?"
    r"|(?!\d{3}(?:\.\d{3}){3}\Z)[+-]?[1-9]\d{0,2}"
    r"(?:(?:,\d{3})+(?:\.\d+)?|(?:\.\d{3})+(?:,\d+)?)"
    rf"|-?[1-9]\d{{0,2}}(?:[{_SPACES}]\d{{3}})+(?:[.,]\d+)?",
    re.ASCII,
)
"""What begins with further zeros is a code, and rightly a text.

So are addresses of computers, and phone numbers, which have blanks behind a plus.
"""

_DATE = re.compile(
    r"(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII
)
_MONTHS = 12

_BLANK, _IS_NUMBER, _IS_OTHER, _IS_DATE, _IS_DAY_FIRST, _IS_MONTH_FIRST = range(6)
"""What a cell is; the last two are dates that can be read in one order alone."""

_OTHERS, _DATES = (
    bytes(least <= mark <= _IS_MONTH_FIRST for mark in range(256))
    for least in (_IS_OTHER, _IS_DATE)
)
"""Tables that choose among the marks."""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """The cells of one property in a part of a file, or in all of it, that are not blank.

    ``is_day_first`` tells that a date among them has no twelfth month to begin with, and
    ``is_month_first`` that one has none behind it. ``marks`` say of a part, row by row and packed,
    what its cell is; a row that is not sent counts as a blank cell.
    """

    kind: Kind
    target: str
    numbers: int
    others: int
    dates: int
    is_day_first: bool
    is_month_first: bool
    other_lines: tuple[int, ...]
    date_lines: tuple[int, ...]
    marks: bytes = field(default=b"", repr=False)

    def without(self, rows: Collection[int], lines: Sequence[int]) -> TextColumn:
        """Return the column of this part, in which these of the rows in all lines are not sent."""
        marks = bytearray(unpacked(self.marks))
        for row in rows:
            marks[row] = _BLANK
        return _of_marks(self.kind, self.target, lines, bytes(marks))


class TextColumns:
    """Gathers what the parts of a file tell."""

    def __init__(self) -> None:
        self._found: dict[tuple[Kind, str], TextColumn] = {}
        self._rows: dict[tuple[Kind, str], RowKinds] = {}

    def add(self, found: Iterable[TextColumn], first_row: int | None = None) -> None:
        """Take what a part of the file tells; parts come in the order of the file.

        ``first_row`` is where the part begins; without it the rows cannot be told.
        """
        for each in found:
            key = (each.kind, each.target)
            known = self._found.get(key)
            self._found[key] = each if known is None else _together(known, each)
            if first_row is not None:
                self._rows.setdefault(key, RowKinds()).add(first_row, each.marks)

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be known of the columns."""
        for each in self._found.values():
            if each.others and each.numbers > each.others:
                yield _finding(Code.TYPES_MIXED, Severity.NOTE, each, each.others)
            if each.dates and (each.is_day_first or not each.is_month_first):
                yield _finding(Code.DATE_AS_TEXT, Severity.WARN, each, each.dates)

    def rows_of(self, finding: Finding) -> Iterator[tuple[int, bytes]]:
        """Yield the rows of a finding: where each part begins, and a bit for each of its rows."""
        wanted = _wanted(finding.code)
        kinds = self._rows.get((finding.kind, finding.target), RowKinds())
        return kinds.chosen(lambda marks: marks.translate(wanted))


def text_columns(
    mapping: Mapping,
    header: Sequence[str],
    kind: Kind,
    lines: Sequence[int],
    rows: Sequence[Sequence[str] | None],
) -> tuple[TextColumn, ...]:
    """Return what these rows tell of each custom property that is sent as its column has it.

    Of a row that is None nothing is sent. Where a cell is blank, what stands in for it is sent.
    """
    return tuple(
        _of_marks(kind, pair.target, lines, _marks(rows, pair, header))
        for pair in _looked_at(mapping, kind)
    )


def rows_with(
    code: Code,
    mapping: Mapping,
    header: Sequence[str],
    place: tuple[Kind, str],
    rows: Sequence[Sequence[str] | None],
) -> frozenset[int]:
    """Return the indices of the rows that are meant where this is told of a property."""
    kind, target = place
    pair = next((each for each in _looked_at(mapping, kind) if each.target == target), None)
    if pair is None:
        return frozenset()
    flags = _marks(rows, pair, header).translate(_wanted(code))
    return frozenset(compress(range(len(flags)), flags))


def cells_sent(
    mapping: Mapping,
    header: Sequence[str],
    cells: Sequence[Sequence[str]],
    bodies: Iterable[bytes],
) -> list[Sequence[str] | None]:
    """Return the rows as they are mended; None for those of which nothing is sent."""
    rows = [row if body else None for row, body in zip(cells, bodies, strict=True)]
    if not mapping.repairs:
        return rows
    mend = mender(mapping.repairs, header)
    if is_arranged(header):
        return [row if row is None else line_by_line(row, mend) for row in rows]
    return [row if row is None else mend(row) for row in rows]


def _wanted(code: Code) -> bytes:
    return _DATES if code is Code.DATE_AS_TEXT else _OTHERS


def _looked_at(mapping: Mapping, kind: Kind) -> Iterator[Pair]:
    """Yield the pairs of the properties that are sent as their column has it."""
    for pair in mapping.pairs(kind):
        if (
            isinstance(pair.source, Column)
            and pair.conversion == AS_IT_IS
            and type_of(kind, pair) is ValueType.TEXT
            and catalog.is_custom(kind, pair.target)
        ):
            yield pair


def _marks(rows: Sequence[Sequence[str] | None], pair: Pair, header: Sequence[str]) -> bytes:
    """Return what the cell of each row is; of an order what is most to be told of its lines."""
    read = reader(pair, header)
    if is_arranged(header) and pair.fallback:
        # What stands in for a blank cell does so line by line.
        every = [[] if row is None else [*map(read, line_rows(row))] for row in rows]
        return bytes(max(map(_kind_of, texts), default=_BLANK) for texts in every)
    cells = [read(row) if row is not None else "" for row in rows]
    kind_of = _kind_of_any if is_arranged(header) else _kind_of
    kinds = {text: kind_of(text) for text in set(cells)}
    return bytes(map(kinds.__getitem__, cells))


def _kind_of_any(cell: str) -> int:
    return max(map(_kind_of, texts_in(cell, 1))) if is_list(cell) else _kind_of(cell)


def _kind_of(text: str) -> int:
    text = text.strip()
    if not text:
        return _BLANK
    if _NUMBER.fullmatch(text):
        return _IS_NUMBER
    found = _DATE.fullmatch(text)
    if found is None:
        return _IS_OTHER
    first, second = int(found[1]), int(found[2])
    if min(first, second) > _MONTHS:
        return _IS_OTHER
    if first > _MONTHS:
        return _IS_DAY_FIRST
    return _IS_MONTH_FIRST if second > _MONTHS else _IS_DATE


def _of_marks(kind: Kind, target: str, lines: Sequence[int], marks: bytes) -> TextColumn:
    numbers = marks.count(_IS_NUMBER)
    days, months = marks.count(_IS_DAY_FIRST), marks.count(_IS_MONTH_FIRST)
    return TextColumn(
        kind,
        target,
        numbers,
        len(marks) - marks.count(_BLANK) - numbers,
        marks.count(_IS_DATE) + days + months,
        days > 0,
        months > 0,
        _first_lines(lines, marks, _OTHERS),
        _first_lines(lines, marks, _DATES),
        packed(marks),
    )


def _first_lines(lines: Sequence[int], marks: bytes, wanted: bytes) -> tuple[int, ...]:
    return tuple(islice(compress(lines, marks.translate(wanted)), LINES_KEPT))


def _together(first: TextColumn, later: TextColumn) -> TextColumn:
    return TextColumn(
        first.kind,
        first.target,
        first.numbers + later.numbers,
        first.others + later.others,
        first.dates + later.dates,
        first.is_day_first or later.is_day_first,
        first.is_month_first or later.is_month_first,
        (*first.other_lines, *later.other_lines)[:LINES_KEPT],
        (*first.date_lines, *later.date_lines)[:LINES_KEPT],
    )


def _finding(code: Code, severity: Severity, column: TextColumn, count: int) -> Finding:
    lines = column.date_lines if code is Code.DATE_AS_TEXT else column.other_lines
    return Finding(column.kind, code, severity, column.target, count, lines, ())
