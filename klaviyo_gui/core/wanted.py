"""A row filter is compiled once into a closure: row → wanted, not wanted, or not to be told.

Texts are compared without the blanks around them, and capitals make no difference. Numbers and
times are compared as such, a cell only where it means the same in the style that is said and in the
one that the file proves. A value that means two things is compared only where somebody said its
style, for next month's file may prove the other one. A blank cell meets a condition only if that is
about blanks, or says what a cell is not. A filled one that cannot be read in one way decides
nothing: neither is its row dropped for it nor sent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.cell_reading import PLAIN, CellReading
from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.errors import ConditionDoubtful, ConditionUnusable
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.row_filter import ABOUT_BLANKS, ABOUT_NUMBERS, ABOUT_TIMES, Ask, RowFilter
from klaviyo_gui.core.scale import EITHER, Measures, Moment, Scale, measures, numbers, times

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as Table
    from datetime import date

    from klaviyo_gui.core.row_filter import Condition

Verdict = bool | None
"""Whether a condition is met; None where the cell cannot tell it."""

Wanted = Callable[[Sequence[str]], Verdict]
_Look = Callable[[str], Verdict]

_TEXTS_KEPT = 10_000
_UPWARD = frozenset({Ask.IS_ABOVE, Ask.IS_AFTER})
_OPPOSITE = {Ask.IS_NOT: Ask.IS, Ask.CONTAINS_NOT: Ask.CONTAINS}


def wanted(
    row_filter: RowFilter, header: Sequence[str], readings: Table[str, CellReading], today: date
) -> Wanted:
    """Return what tells of a row whether it is wanted; rows are as wide as the header.

    ``today`` decides the century of years of two digits. Raises ConditionUnusable where a value is
    none to compare with. The columns must be there.
    """
    steps = [
        (header.index(each.column), _look(each, readings.get(each.column, PLAIN), today))
        for each in row_filter.conditions
    ]
    if not steps:
        return lambda _cells: True
    if len(steps) == 1:
        ((only, look),) = steps
        return lambda cells: look(cells[only])
    return _any(steps) if row_filter.is_any else _all(steps)


def _all(steps: Sequence[tuple[int, _Look]]) -> Wanted:
    def decide(cells: Sequence[str]) -> Verdict:
        verdict: Verdict = True
        for at, look in steps:
            found = look(cells[at])
            if not found:
                if found is not None:
                    return False
                verdict = None
        return verdict

    return decide


def _any(steps: Sequence[tuple[int, _Look]]) -> Wanted:
    def decide(cells: Sequence[str]) -> Verdict:
        verdict: Verdict = False
        for at, look in steps:
            found = look(cells[at])
            if found:
                return True
            if found is None:
                verdict = None
        return verdict

    return decide


def _look(condition: Condition, reading: CellReading, today: date) -> _Look:
    """Return what tells whether a cell meets a condition."""
    ask = condition.ask
    if not condition.has_right_values:
        raise ConditionUnusable(condition.column, ask, " ".join(condition.values))
    if ask in ABOUT_BLANKS:
        is_blank = ask is Ask.IS_BLANK
        return lambda cell: (not cell or cell.isspace()) is is_blank
    if ask in _OPPOSITE:
        return _not(_comparing(condition, _OPPOSITE[ask], reading, today))
    return _comparing(condition, ask, reading, today)


def _not(look: _Look) -> _Look:
    def opposite(cell: str) -> Verdict:
        found = look(cell)
        return None if found is None else not found

    return opposite


def _comparing(condition: Condition, ask: Ask, reading: CellReading, today: date) -> _Look:
    is_beyond = ask in ABOUT_NUMBERS or ask in ABOUT_TIMES
    found = _measures(condition, ask, reading, today)
    if found is None:
        return _of_texts(condition, ask)
    look = _beyond(condition, found) if is_beyond else _is_one(condition, found)
    return lru_cache(_TEXTS_KEPT)(look)


def _measures(
    condition: Condition, ask: Ask, reading: CellReading, today: date
) -> Measures[Any] | None:
    """Return by what a condition measures cells; None where it compares texts."""
    to = reading.to if ask in {Ask.IS, Ask.IS_ONE_OF} else ValueType.TEXT
    if ask in ABOUT_NUMBERS or to is ValueType.NUMBER:
        if condition.number is None and reading.is_number_guessed:
            _check_value(condition, map(numbers, NumberStyle))
        return measures(condition.number or reading.number, reading.seen_number, numbers)
    if ask in ABOUT_TIMES or to is ValueType.TIME:

        def scale(style: DateStyle | None) -> Scale[Moment]:
            return times(style, reading.zone, today)

        if condition.date is None and reading.is_date_guessed:
            _check_value(condition, map(scale, (reading.date, *EITHER)))
        return measures(condition.date or reading.date, reading.seen_date, scale)
    return None


def _check_value(condition: Condition, scales: Iterable[Scale[Any]]) -> None:
    """Raise ConditionDoubtful where a value means another thing in another style."""
    known = tuple(scales)
    for value in condition.values:
        if len({each.read(value) for each in known} - {None}) > 1:
            raise ConditionDoubtful(condition.column, condition.ask, value)


def _of_texts(condition: Condition, ask: Ask) -> _Look:
    texts = tuple(_folded(value) for value in condition.values)
    first, every = texts[0], frozenset(texts)
    match ask:
        case Ask.CONTAINS:
            return lambda cell: first in _folded(cell)
        case Ask.BEGINS:
            return lambda cell: _folded(cell).startswith(first)
        case Ask.ENDS:
            return lambda cell: _folded(cell).endswith(first)
        case _:
            return lambda cell: _folded(cell) in every


def _beyond(condition: Condition, by: Measures[Any]) -> _Look:
    """Return what tells whether a cell lies on the wanted side of the value."""
    scale = by.said
    value = scale.read(condition.values[0])
    if value is None:
        raise ConditionUnusable(condition.column, condition.ask, condition.values[0])
    is_so = scale.is_above if condition.ask in _UPWARD else scale.is_below

    def look(cell: str) -> Verdict:
        if not cell or cell.isspace():
            return False
        found = by.read(cell)
        return None if found is None else is_so(found, value)

    return look


def _is_one(condition: Condition, by: Measures[Any]) -> _Look:
    """Return what tells whether a cell is one of the values, however either is written.

    A text that is none of the kind is not one of them, unless it may mean one.
    """
    scale = by.said
    texts = frozenset(map(_folded, condition.values))
    values = [each for each in map(scale.read, condition.values) if each is not None]

    def look(cell: str) -> Verdict:
        if _folded(cell) in texts:
            return True
        found = by.read(cell)
        if found is None:
            return None if by.is_doubtful(cell) else False
        return any(
            not scale.is_above(found, each) and not scale.is_below(found, each) for each in values
        )

    return look


def _folded(text: str) -> str:
    """Return a text as it is compared: the same letters are the same however they are stored."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.strip().casefold()
