"""What a column that is sent as text holds, over the whole file: numbers among texts, dates.

Klaviyo takes the type of a value from how it arrives. A text stays a text, so that segments cannot
compare it as a number; but a text that looks like a date with the month first is read as one
(help.klaviyo.com, article 115005253428), even if it has its day first, or nobody can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import compress, islice
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import AS_IT_IS
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.findings import LINES_KEPT, Finding
from klaviyo_gui.core.mapping import Column, Kind, ValueType
from klaviyo_gui.core.problem import Code, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.core.mapping import Mapping

_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:[.,]\d+)?", re.ASCII)
"""What begins with further zeros is a code, and rightly a text."""

_DATE = re.compile(
    r"(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII
)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class TextColumn:
    """The cells of one property in a part of a file, or in all of it, that are not blank.

    ``is_day_first`` tells that a date among them has no twelfth month to begin with, and
    ``is_month_first`` that one has none behind it.
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


class TextColumns:
    """Gathers what the parts of a file tell."""

    def __init__(self) -> None:
        self._found: dict[tuple[Kind, str], TextColumn] = {}

    def add(self, found: Iterable[TextColumn]) -> None:
        """Take what a part of the file tells; parts come in the order of the file."""
        for each in found:
            key = (each.kind, each.target)
            self._found[key] = _together(self._found[key], each) if key in self._found else each

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be known of the columns."""
        for each in self._found.values():
            if each.others and each.numbers > each.others:
                yield _finding(Code.TYPES_MIXED, Severity.NOTE, each, each.others)
            if each.dates and (each.is_day_first or not each.is_month_first):
                yield _finding(Code.DATE_AS_TEXT, Severity.WARN, each, each.dates)


def text_columns(
    mapping: Mapping,
    header: Sequence[str],
    kind: Kind,
    lines: Sequence[int],
    rows: Sequence[Sequence[str]],
) -> tuple[TextColumn, ...]:
    """Return what these rows tell of each custom property that is sent as its column has it."""
    return tuple(
        _look(kind, pair.target, lines, [row[header.index(pair.source.name)] for row in rows])
        for pair in mapping.pairs(kind)
        if isinstance(pair.source, Column)
        and pair.conversion == AS_IT_IS
        and type_of(kind, pair) is ValueType.TEXT
        and catalog.is_custom(kind, pair.target)
    )


def _look(kind: Kind, target: str, lines: Sequence[int], cells: Sequence[str]) -> TextColumn:
    counts = Counter(cells)
    numbers = {text for text in counts if _NUMBER.fullmatch(text.strip())}
    filled = {text for text in counts if text and not text.isspace()}
    dates = {text: parts for text in filled if (parts := _first_two(text)) is not None}
    others = filled - numbers
    return TextColumn(
        kind,
        target,
        sum(counts[text] for text in numbers),
        sum(counts[text] for text in others),
        sum(counts[text] for text in dates),
        any(first > _MONTHS for first, _ in dates.values()),
        any(second > _MONTHS for _, second in dates.values()),
        _first_lines(lines, cells, others),
        _first_lines(lines, cells, dates.keys()),
    )


def _first_two(text: str) -> tuple[int, int] | None:
    """Return the day and the month of what may be a date, in the order in which they stand."""
    found = _DATE.fullmatch(text.strip())
    parts = (int(found[1]), int(found[2])) if found is not None else None
    return parts if parts is not None and min(parts) <= _MONTHS else None


def _first_lines(
    lines: Sequence[int], cells: Sequence[str], texts: Iterable[str]
) -> tuple[int, ...]:
    wanted = frozenset(texts)
    if not wanted:
        return ()
    return tuple(islice(compress(lines, (cell in wanted for cell in cells)), LINES_KEPT))


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
