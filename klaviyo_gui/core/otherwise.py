"""Cells that are written in another style than the one by which their pair reads them.

Such a cell proves the chosen style wrong for its column, and every cell that both styles read, each
in its own way, may be meant otherwise. It is held until somebody confirms the style for this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import DateStyle, NumberStyle
from klaviyo_gui.core.convert.clock import read_clock
from klaviyo_gui.core.convert.number import written_number
from klaviyo_gui.core.mapping import Column, Joined, ValueType
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.styles import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from collections.abc import Mapping as Table
    from datetime import date

    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.mapping import Part, Source
    from klaviyo_gui.core.styles import Written

Style = DateStyle | NumberStyle

CODES = {ValueType.TIME: Code.DATE_OTHERWISE, ValueType.NUMBER: Code.NUMBER_OTHERWISE}
"""What holds such a cell, by what it becomes."""

EITHER = frozenset({DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST})

_WORKBOOKS = frozenset({DateStyle.EXCEL, DateStyle.EXCEL_1904})
"""Both read the same cells; none of them proves one of the two."""

_TEXTS_KEPT = 10_000

_NONE: dict[Joined, Written] = {}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A style that was chosen for a column although cells of the file are written in another one.

    ``size`` are the bytes of the file of which it was said: of another one it says nothing.
    """

    column: str
    style: Style
    despite: Style
    size: int


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A cell of this column that only another style reads than the chosen one."""

    column: str
    style: Style
    cell: str


def chosen_style(to: ValueType, conversion: Conversion) -> Style | None:
    """Return the style by which a pair reads its texts, None where it needs none or none is."""
    match to:
        case ValueType.TIME:
            return conversion.date
        case ValueType.NUMBER:
            return conversion.number
        case _:
            return None


def otherwise(  # noqa: PLR0913, PLR0917 - what a source is read by, and all that is known of it
    source: Source | Part,
    to: ValueType,
    chosen: Style | None,
    columns: Table[str, Written],
    confirmed: Collection[Confirmed] = (),
    size: int = 0,
    joined: Table[Joined, Written] = _NONE,
) -> Iterator[Otherwise]:
    """Yield what of the columns of a source is written otherwise, and was not confirmed so.

    ``columns`` tell how each is written, ``joined`` what several make together, of which the first
    stands for all; ``size`` tells which file it is.
    """
    if chosen is None:
        return
    names = columns_of(source)
    looked_at = [(name, columns.get(name, UNSEEN)) for name in names]
    if isinstance(source, Joined):
        looked_at += ((name, joined.get(source, UNSEEN)) for name in names[:1])
    for name, written in looked_at:
        seen = written.dates if to is ValueType.TIME else written.numbers
        for style, _, cell in seen.only:
            if style is chosen or {style, chosen} <= _WORKBOOKS:
                continue
            # What is a day number or a year by itself may be anything within a longer text.
            if isinstance(source, Joined) and to is ValueType.TIME and style not in EITHER:
                continue
            if Confirmed(name, chosen, style, size) not in confirmed:
                yield Otherwise(name, style, cell)


def columns_of(source: Source | Part) -> tuple[str, ...]:
    """Return the columns of one source, in their order."""
    parts = source.parts if isinstance(source, Joined) else (source,)
    return tuple(each.name for each in parts if isinstance(each, Column))


def read_differently(
    chosen: Style, others: Collection[Style], today: date
) -> Callable[[str], bool]:
    """Return what tells whether a text means another thing in one of the other styles."""

    @lru_cache(_TEXTS_KEPT)
    def is_read_differently(text: str) -> bool:
        meant = _reading(text, chosen, today)
        if meant is None:
            return False
        return any(_reading(text, each, today) not in {None, meant} for each in others)

    return is_read_differently


def _reading(text: str, style: Style, today: date) -> object:
    if isinstance(style, DateStyle):
        return read_clock(text, style, today)
    return written_number(text, style)
