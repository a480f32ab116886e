"""What somebody must say of a pair, since its column does not, or says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.convert.clock import read_clock
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Column, ValueType
from klaviyo_gui.core.styles import UNSEEN
from klaviyo_gui.core.unreadable import unreadable
from klaviyo_gui.core.zoneless import zoneless

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.mapping import Kind, Options, Pair
    from klaviyo_gui.core.styles import Seen, Written

_EITHER = frozenset({DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST})
_TODAY = date(2026, 1, 1)
"""Any day: the century of a short year makes no difference here."""

_WORKBOOKS = frozenset({DateStyle.EXCEL, DateStyle.EXCEL_1904})


class Asks(StrEnum):
    """What is asked."""

    DATE = "date"
    """How dates are written: nothing was chosen, and cells wait for it."""
    ZONE = "zone"
    """Whose clock wrote times that name no time zone: nobody has said it."""
    NUMBER = "number"
    """What separates the decimals: the same."""
    PERCENT = "percent"
    """Whether 12 % is 12 or 0.12."""
    DATE_OTHERWISE = "date otherwise"
    """Whether the chosen style is right, since cells are written in another one."""
    NUMBER_OTHERWISE = "number otherwise"
    UNREADABLE = "unreadable"
    """Which column it is meant to be, or how it is written: no cell of it is a date."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the cell that makes it one; ``style`` is how that cell is written."""

    asks: Asks
    cell: str
    style: DateStyle | NumberStyle | None = None


def question(
    kind: Kind,
    pair: Pair,
    columns: Table[str, Written],
    cells: Table[str, Iterable[str]],
    options: Options,
) -> Question | None:
    """Return what must be answered before all cells of a pair can be sent as meant, if any must.

    ``columns`` tell how dates and numbers are written, ``cells`` hold some cells of each column.
    """
    found = _of_column(kind, pair, columns, cells)
    if type_of(kind, pair) is not ValueType.TIME or (found is not None and found.asks is Asks.DATE):
        return found
    unread = unreadable(pair, columns, cells)
    if unread:
        return Question(Asks.UNREADABLE, unread)
    if not (pair.conversion.zone or options.time_zone):
        cell = zoneless(pair, columns, cells)
        return Question(Asks.ZONE, cell) if cell else found
    return found


def telling_percent(cells: Iterable[str]) -> str:
    """Return the percentage with the most figures, which tells most; empty where there is none."""
    return max((each for each in cells if "%" in each), key=len, default="")


def _of_column(
    kind: Kind, pair: Pair, columns: Table[str, Written], cells: Table[str, Iterable[str]]
) -> Question | None:
    """Return what must be answered of the one column that fills a pair."""
    if not isinstance(pair.source, Column):
        return None
    written = columns.get(pair.source.name, UNSEEN)
    match type_of(kind, pair):
        case ValueType.TIME:
            found = _of_dates(written.dates, pair.conversion.date)
            if found is not None and found == Question(Asks.DATE, written.dates.example):
                # The two readings of 1/1/2024 are one day, which says nothing to a person.
                telling = filter(_is_telling, cells.get(pair.source.name, ()))
                return Question(Asks.DATE, next(telling, found.cell))
            return found
        case ValueType.NUMBER:
            number = _of_numbers(written.numbers, pair.conversion.number)
            if number is not None or pair.conversion.percent is not None:
                return number
            percent = telling_percent(cells.get(pair.source.name, ()))
            return Question(Asks.PERCENT, percent) if percent else None
        case _:
            return None


def _is_telling(cell: str) -> bool:
    """Tell whether both styles read a cell, each as another day."""
    read = {read_clock(cell, style, _TODAY) for style in _EITHER}
    return None not in read and len(read) > 1


def _of_dates(seen: Seen[DateStyle], chosen: DateStyle | None) -> Question | None:
    if chosen is None:
        if not seen.is_likely or not (seen.either or seen.only):
            return None
        first = next(((style, cell) for style, _, cell in seen.only), (None, seen.example))
        return Question(Asks.DATE, first[1], first[0])
    for style, _, cell in seen.only:
        if style is not chosen and not {style, chosen} <= _WORKBOOKS:
            return Question(Asks.DATE_OTHERWISE, cell, style)
    if seen.either and chosen not in _EITHER:
        return Question(Asks.DATE_OTHERWISE, seen.example)
    return None


def _of_numbers(seen: Seen[NumberStyle], chosen: NumberStyle | None) -> Question | None:
    if chosen is None:
        # What is written in one style alone is read without a choice.
        return Question(Asks.NUMBER, seen.example) if seen.either else None
    for style, _, cell in seen.only:
        if style is not chosen:
            return Question(Asks.NUMBER_OTHERWISE, cell, style)
    return None
