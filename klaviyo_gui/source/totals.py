"""Suspect that the last row of a file holds totals and no record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.looks import looks_like_number

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = frozenset(
    {
        "total",
        "totals",
        "grand total",
        "subtotal",
        "sum",
        "summe",
        "gesamt",
        "gesamtsumme",
        "insgesamt",
        "zwischensumme",
        "somme",
        "totaal",
        "totale",
        "suma",
        "razem",
        "totalt",
    }
)
_MOST = 0.9
_ROWS_MIN = 3


def is_totals_row(cells: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    """Judge the last row by its words and by what the first rows fill.

    It is one if it leaves blank what all others fill, and either names itself a total or fills
    nothing but columns of numbers.
    """
    if len(above) < _ROWS_MIN:
        return False
    columns = list(zip(*above, strict=True))
    row = [*cells, *[""] * (len(columns) - len(cells))][: len(columns)]
    filled = [at for at, cell in enumerate(row) if cell.strip()]
    always = [at for at, column in enumerate(columns) if _share_filled(column) >= _MOST]
    missing = [at for at in always if not row[at].strip()]
    if not filled or not missing:
        return False
    if any(_is_word(row[at]) for at in filled):
        return True
    if len(cells) != len(columns) or always[0] in filled:
        return False
    are_numbers = all(_is_number(row[at]) and _all_numbers(columns[at]) for at in filled)
    # A record without its amounts is a record: half of the usual cells must be blank.
    has_no_identifier = any(not _all_numbers(columns[at]) for at in missing)
    return are_numbers and has_no_identifier and 2 * len(missing) >= len(always)


def _is_word(cell: str) -> bool:
    word = cell.strip().rstrip(":").casefold()
    return word in _WORDS or word.startswith(("total ", "total:", "grand total", "summe "))


def _share_filled(column: Sequence[str]) -> float:
    return sum(1 for cell in column if cell.strip()) / len(column)


def _all_numbers(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell.strip()]
    return bool(filled) and all(map(_is_number, filled))


def _is_number(cell: str) -> bool:
    text = cell.strip().strip("$€£ ").replace(",", "")
    return looks_like_number(text)
