"""The type that a custom property should have, by name and cells; text wins.

Only what every cell proves becomes anything but text: a number or a date that a single later cell
belies would hold its row back, and a code that became a number has lost its zeros for good.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import AS_IT_IS, Conversion
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.looks import looks_like_number, looks_like_time
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.styles import judge_dates, judge_numbers, see_dates, see_numbers
from klaviyo_gui.core.suggest.answers import are_answers
from klaviyo_gui.core.suggest.codes import speaks_of_code
from klaviyo_gui.core.suggest.fitting import FEWEST
from klaviyo_gui.core.suggest.listing import list_separator

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAIN = "it is text"
"""The reason that says nothing special."""

_DIGITS_OF_NUMBERS_MAX = 9
"""Whole numbers with more digits are rather ids, phone numbers or Unix seconds than amounts."""

_EXACT_DIGITS = 15
"""A binary double keeps every decimal number of so many digits (IEEE 754)."""

_LISTS = frozenset(
    {
        "categories",
        "etiquetas",
        "interessen",
        "interests",
        "intérêts",
        "kategorien",
        "labels",
        "schlagworte",
        "segments",
        "tags",
    }
)
"""Names of lists: one cell alone with a separator proves it."""

_ITEM_WORDS_MAX = 3
_ITEM_MAX = 30
"""Characters and words of an item: what is longer is rather a sentence with a semicolon."""
_POINT = re.compile(r"[+-]?\d+\.\d*[1-9]0*", re.ASCII)
_ZERO_IN_FRONT = re.compile(r"[+-]?0\d.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TypeProposal:
    """A type with the reason for it, and how its texts are read."""

    type: ValueType
    reason: str
    conversion: Conversion = AS_IT_IS


def propose_type(name: str, cells: Sequence[str]) -> TypeProposal:
    """Return the type for a custom property that is filled from a column of this name.

    ``cells`` are those of the column's first rows; blank ones say nothing.
    """
    given = [cell.strip() for cell in cells if cell.strip()]
    if len(given) < FEWEST:
        return TypeProposal(ValueType.TEXT, "it stays text: too few cells to be sure of more")
    return read_type(name, set(given))


def read_type(name: str, filled: set[str]) -> TypeProposal:
    """Return the type of these cells, however few they are; none of them is blank or padded."""
    words = folded(name).split()
    if are_answers(name, filled):
        return TypeProposal(ValueType.YES_NO, "every cell says yes or no")
    if all(map(looks_like_number, filled)):
        return _number(name, filled)
    if all(map(looks_like_time, filled)):
        return _date(filled)
    separator = list_separator(filled, 1 if _LISTS.intersection(words) else 2)
    if separator is not None and _are_items(separator, filled):
        split = f"at “{separator}”" if separator else "as it is written"
        chosen = Conversion(separator=separator)
        return TypeProposal(ValueType.LIST, f"every cell is a list, read {split}", chosen)
    return TypeProposal(ValueType.TEXT, PLAIN)


def _are_items(separator: str, filled: set[str]) -> bool:
    """Tell whether what stands between separators is short enough for an item of a list."""
    if not separator:
        return True
    items = [item.strip() for cell in filled for item in cell.split(separator)]
    return all(len(item) <= _ITEM_MAX and len(item.split()) <= _ITEM_WORDS_MAX for item in items)


def _number(name: str, filled: set[str]) -> TypeProposal:
    why_not = _why_no_number(name, filled)
    if why_not:
        return TypeProposal(ValueType.TEXT, f"it stays text: {why_not}")
    return TypeProposal(ValueType.NUMBER, "every cell is a number")


def _why_no_number(name: str, filled: set[str]) -> str:
    """Tell why figures are to stay text; empty where nothing speaks for it."""
    reasons = (
        (speaks_of_code(name), "the name speaks of a code"),
        (any(map(_ZERO_IN_FRONT.fullmatch, filled)), "a number would lose zeros in front"),
        (any(cell.startswith("+") for cell in filled), "a number would lose the plus in front"),
        (any(map(_has_many_digits, filled)), "so many digits are rather a code"),
        (_would_be_one(filled), "a number would make one of two different texts"),
        (any("%" in cell for cell in filled), "12 % may mean 12 or 0.12"),
        (
            not judge_numbers(see_numbers((cell, 1) for cell in filled)).is_settled,
            "its numbers can be read in two ways",
        ),
    )
    return next((reason for is_so, reason in reasons if is_so), "")


def _would_be_one(filled: set[str]) -> bool:
    """Tell whether two cells differ only in zeros behind a point: ``1.1`` and ``1.10``."""
    points = [cell for cell in filled if _POINT.fullmatch(cell)]
    return len({cell.rstrip("0") for cell in points}) < len(points)


def _has_many_digits(cell: str) -> bool:
    if len(cell) <= _DIGITS_OF_NUMBERS_MAX:
        return False
    digits = sum(map(str.isdecimal, cell))
    whole = sum(map(str.isdecimal, cell.partition(".")[0]))
    return digits > _EXACT_DIGITS or whole > _DIGITS_OF_NUMBERS_MAX


def _date(filled: set[str]) -> TypeProposal:
    if not judge_dates(see_dates((cell, 1) for cell in filled)).is_settled:
        # As text Klaviyo would read the month first, whatever was meant; as a date it is asked.
        return TypeProposal(ValueType.TIME, "every cell is a date, which can be read in two ways")
    return TypeProposal(ValueType.TIME, "every cell is a date")
