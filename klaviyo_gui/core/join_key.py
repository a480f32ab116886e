"""By what rows of two files are the same: the texts of their key columns, as they are compared.

Blanks around a text make no difference, nor how its letters are stored. Capitals do, for many ids
differ in nothing else, but for what holds an @: nobody means two people by the capitals of an
address.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BETWEEN = "\x1f"
"""Stands between the texts of several columns; it is the sign that separates units in ASCII."""


def key_text(cell: str) -> str:
    """Return a cell as keys are compared, empty for one that says nothing."""
    text = cell.strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return text.casefold() if "@" in text else text


def key_of(places: Sequence[int]) -> Callable[[Sequence[str]], str]:
    """Return what gives the key of a row by its cells in these places.

    It is empty where one of them is blank, or lacks: such a row is the same as no other.
    """
    if len(places) == 1:
        (only,) = places
        return lambda cells: key_text(cells[only]) if only < len(cells) else ""
    last = max(places)

    def key(cells: Sequence[str]) -> str:
        if last >= len(cells):
            return ""
        texts = [key_text(cells[at]) for at in places]
        return BETWEEN.join(texts) if all(texts) else ""

    return key


def shown_key(key: str) -> str:
    """Return a key as people read it."""
    return key.replace(BETWEEN, " + ")
