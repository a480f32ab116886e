"""Recognise a second line of titles right below the header, as many exports have one.

It holds the names once more for machines or in another language, or the units of the columns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.source.kinds import DATA, kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST_ROWS = 2
_MOST = 0.7
_NOTHING = frozenset(
    {"", "-", "--", "?", "n/a", "na", "#n/a", "nan", "null", "none", "nil", "unknown", "tbd", "\\n"}
)
"""What stands for a value that is missing, in rows of data."""
_MACHINE_NAME = re.compile(r"[A-Za-z]+(?:[_.][A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+)+|\{\{.+\}\}")


def is_second_header(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell whether these cells, right below the header, are titles of the rows below them."""
    words = [cell.strip() for cell in cells if cell.strip()]
    lines = [line for each in words for line in each.splitlines()]
    if len(below) < _FEWEST_ROWS or not words or any(kind_of(each) in DATA for each in lines):
        return False
    return _stands_above_values(cells, below) or _holds_machine_names(words, below)


def _stands_above_values(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Tell whether there is a word above every column of numbers, dates, addresses."""
    tells = []
    for place, cell in enumerate(cells):
        column = [row[place] for row in below if place < len(row) and row[place].strip()]
        values = sum(kind_of(each) in DATA for each in column)
        if column and values >= _MOST * len(column):
            tells.append(cell.strip().lower() not in _NOTHING)
    return bool(tells) and all(tells)


def _holds_machine_names(words: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    names = [each for each in words if _MACHINE_NAME.fullmatch(each)]
    others = {cell.strip() for row in below for cell in row}
    return (
        2 * len(names) >= len(words) == len(set(words))
        and others.isdisjoint(words)
        and not any(map(_MACHINE_NAME.fullmatch, others))
    )
