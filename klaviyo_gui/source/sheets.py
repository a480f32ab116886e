"""Choose the sheet of a workbook that looks most like a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from klaviyo_gui.source.readings import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LOOKED_AT = 1_000
"""First rows by which a sheet is judged."""

_CANDIDATES = 4
"""Sheets that are shown beside one another."""

_SHOWN_ROWS = 3
_SHOWN_CELLS = 8
_TABLE_ROWS = 2


@dataclass(frozen=True, slots=True, order=True)
class Look:
    """What the first rows of a sheet show; the greater is likelier the table.

    A sheet without a row below another one is none. ``cells`` estimates those of the whole sheet
    that hold something, and ``rows`` are the first rows that hold anything.
    """

    is_table: bool
    cells: int
    name: str = field(compare=False)
    rows: tuple[tuple[str, ...], ...] = field(compare=False)


def look_at(name: str, rows: Iterable[Sequence[str]], height: int) -> Look:
    """Judge a sheet of so many rows by the first ones."""
    taken = [(*row,) for row in islice(rows, LOOKED_AT)]
    filled = [row for row in taken if any(row)]
    cells = sum(len(row) - row.count("") for row in filled)
    shown = tuple(row[:_SHOWN_CELLS] for row in filled[:_SHOWN_ROWS])
    whole = cells * height // max(len(taken), 1)
    return Look(len(filled) >= _TABLE_ROWS, whole, name, shown)


def compared(looks: Sequence[Look], chosen: str) -> tuple[tuple[str, ...], tuple[Reading, ...]]:
    """Name the sheets that may be meant, the chosen one first, with rows of each side by side.

    Nothing where no other sheet is a table.
    """
    tables = [look for look in looks if look.is_table and look.name != chosen]
    first = next((look for look in looks if look.name == chosen), None)
    if first is None or not tables:
        return (), ()
    best = sorted(tables, key=lambda look: -look.cells)[: _CANDIDATES - 1]
    rows = zip_longest(*(look.rows for look in (first, *best)), fillvalue=())
    names = tuple(look.name for look in (first, *best))
    return names, tuple(Reading(None, each) for each in rows)
