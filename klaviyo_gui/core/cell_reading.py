"""How the cells of a column are read: as the pairs of it say, else as its first cells prove."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Column, Kind, ValueType
from klaviyo_gui.core.styles import judge_dates, judge_numbers, see_dates, see_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.core.conversion import Conversion, DateStyle, NumberStyle
    from klaviyo_gui.core.mapping import Mapping


@dataclass(frozen=True, slots=True)
class CellReading:
    """How a column writes its numbers and dates, each None where every cell says it by itself.

    ``to`` is what a property makes of them, TEXT where none does. ``zone`` is an IANA name for
    times without an offset, empty until somebody says it. ``seen_number`` and ``seen_date`` are the
    styles that its first cells prove, whatever a property says; a style is guessed where they alone
    say it.
    """

    to: ValueType = ValueType.TEXT
    number: NumberStyle | None = None
    date: DateStyle | None = None
    zone: str = ""
    seen_number: NumberStyle | None = None
    seen_date: DateStyle | None = None
    is_number_guessed: bool = False
    is_date_guessed: bool = False


PLAIN = CellReading()
"""Nothing is known of a column."""

Readings = tuple[tuple[str, CellReading], ...]
"""How columns are read, by their names."""


def condition_readings(
    mapping: Mapping, header: Sequence[str], rows: Sequence[Sequence[str]] = ()
) -> Readings:
    """Return how the columns are read for which the conditions of events ask.

    It is settled once, from the whole mapping and the first rows of the file, for all who ask.
    """
    asked = [mapping.condition, *(each.condition for each in mapping.further)]
    columns = dict.fromkeys(name for each in asked if each is not None for name in each.columns)
    return tuple(cell_readings(mapping, columns, header, rows).items())


def cell_readings(
    mapping: Mapping, columns: Iterable[str], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> dict[str, CellReading]:
    """Return how each of these columns is read; ``rows`` are the first of the file.

    What somebody chose for a property counts. Where no property reads the column so, its first
    cells may prove a style, and a cell of another style is not to be read.
    """
    places = {name: at for at, name in reversed(list(enumerate(header)))}
    found: dict[str, CellReading] = {}
    for name in columns:
        read = tuple(_read(mapping, name))
        at = places.get(name)
        cells = [] if at is None else [row[at] for row in rows if at < len(row) and row[at].strip()]
        counted = list(Counter(cells).items())
        number = _chosen(read, ValueType.NUMBER)
        date = _chosen(read, ValueType.TIME)
        seen_number = judge_numbers(see_numbers(counted)).style
        seen_date = judge_dates(see_dates(counted)).style
        found[name] = CellReading(
            number[0] if number else date[0] if date else ValueType.TEXT,
            number[1].number if number else seen_number,
            date[1].date if date else seen_date,
            (date[1].zone if date else "") or mapping.options.time_zone,
            seen_number,
            seen_date,
            is_number_guessed=number is None and seen_number is not None,
            is_date_guessed=date is None and seen_date is not None,
        )
    return found


def _read(mapping: Mapping, column: str) -> Iterator[tuple[ValueType, Conversion]]:
    """Yield as what the pairs read this column by itself, and how."""
    for kind in Kind:
        for pair in mapping.every_pair(kind):
            if Column(column) in {pair.source, *pair.fallback}:
                yield type_of(kind, pair), pair.conversion


def _chosen(
    read: Sequence[tuple[ValueType, Conversion]], to: ValueType
) -> tuple[ValueType, Conversion] | None:
    """Return the first pair that reads it as such, before others one with a style."""
    found = [each for each in read if each[0] is to]
    return next((each for each in found if each[1].number or each[1].date), None) or next(
        iter(found), None
    )
