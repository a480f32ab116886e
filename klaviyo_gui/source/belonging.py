"""The orders of which a row may be a line that does not say so, or cannot be believed.

An order without one of its lines would lack an item, and nobody would see it. So each order that
may be meant is doubted: the one that the row names, with cells shifted or not, those of rows that
a cell has swallowed, and where none of that looks like an order, those of the rows around it.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING

from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.source.gathering import Columns, Key, Part

_NO_LINE = frozenset({Code.ROW_BLANK, Code.HEADER_INSIDE, Code.TOTALS_ROW})
"""What is no line of any order."""

_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")


def doubted(
    part: Part, columns: Columns, keys: Sequence[Key], delimiter: str
) -> Iterator[tuple[int, Key]]:
    """Yield the index of each row that may be a line of an order, with the key of that order.

    ``keys`` are those of all rows, () for each that stands alone. Of the orders around a row none
    are told where only another part knows one of them.
    """
    places = [at for at, key in enumerate(keys) if key]
    for at in (at for at, key in enumerate(keys) if not key):
        found = claimed(part, at, columns, delimiter)
        if found is None:
            continue
        following = bisect(places, at)
        if 0 < following < len(places):
            around = {keys[places[following - 1]], keys[places[following]]}
            found |= beside(forms(found), around)
        for key in sorted(found):
            yield at, key


def claimed(part: Part, at: int, columns: Columns, delimiter: str) -> set[Key] | None:
    """Return the orders that a row may name which stands alone; None where it is no line of any."""
    code = part.damage.get(at)
    if code in _NO_LINE:
        return None
    if code is not None and (found := _named(part.rows.cells[at], columns, delimiter)):
        return found
    # Where it was left out, somebody has looked at a row that names no order.
    return None if part.by_hand.get(at) is Code.LEFT_OUT else set()


def beside(named: frozenset[Key], around: set[Key]) -> set[Key]:
    """Return those of the orders around a row that it may be a line of, by the forms it names.

    Where what stands in its place looks like no number of an order, that may be missing.
    """
    return set() if named & forms(around) else around


def forms(keys: Iterable[Key]) -> frozenset[Key]:
    """Return what keys look like."""
    return frozenset(map(_form, keys))


def _form(key: Key) -> Key:
    return tuple(_LETTER.sub("a", _DIGIT.sub("0", text)) for text in key)


def _named(cells: Sequence[str], columns: Columns, delimiter: str) -> set[Key]:
    """Return the keys that a damaged row may name.

    Where cells are missing or too many, those of the key may be shifted; and a cell that holds
    several lines may hold rows of other orders.
    """
    found = set(_shifted(cells, columns))
    text = delimiter.join(cells)
    for line in text.splitlines() if "\n" in text else ():
        found.update(_shifted([each.strip("\"' ") for each in line.split(delimiter)], columns))
    return found


def _shifted(cells: Sequence[str], columns: Columns) -> Iterator[Key]:
    surplus = len(cells) - columns.own
    for shift in range(min(surplus, 0), max(surplus, 0) + 1):
        places = [at + shift for at in columns.key]
        if min(places) >= 0 and max(places) < len(cells):
            key = tuple(cells[at].strip() for at in places)
            if all(key):
                yield key
