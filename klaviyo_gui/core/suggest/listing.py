"""Where the texts of a column are to be split into lists, as its cells prove it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core.looks import looks_like_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SEPARATORS = (";", "|")
"""What hardly stands within a text; a comma does, as in ``Smith, John`` or ``1,5``."""

_ENTITY = re.compile(r"&#?\w+;", re.ASCII)
"""A sign written as HTML has it ends in a semicolon and separates nothing."""

_LEAST = 2
"""Cells that must show it: one alone may be a text that has the sign by chance."""


def list_separator(cells: Iterable[str], least: int = _LEAST) -> str | None:
    """Return what separates the items of each cell, empty for JSON; None where nothing proves it.

    ``least`` different cells must have it. Cells of one item have no separator and agree with any.
    """
    filled = [cell for cell in cells if cell and not cell.isspace()]
    if filled and all(map(_is_json_list, filled)):
        return ""
    if any(map(_ENTITY.search, filled)) or any(map(_is_json_list, filled)):
        return None
    found = {sign: _showing(sign, filled) for sign in _SEPARATORS}
    shown = [sign for sign, cells_with in found.items() if cells_with]
    if len(shown) != 1 or len(found[shown[0]]) < least:
        return None
    return shown[0]


def separator_of_lists(cells: Iterable[str]) -> str:
    """Return what separates the items of cells that somebody calls lists; empty for JSON.

    Then one cell alone shows it, and a comma does, too, unless it is that of a number.
    """
    filled = [cell for cell in cells if cell and not cell.isspace()]
    sign = list_separator(filled, 1)
    if sign is None and _showing(",", [cell for cell in filled if not looks_like_number(cell)]):
        return ","
    return sign or ""


def _showing(sign: str, cells: Sequence[str]) -> set[str]:
    """Return the different cells with at least two items."""
    return {cell for cell in cells if sum(map(bool, map(str.strip, cell.split(sign)))) > 1}


def _is_json_list(cell: str) -> bool:
    if not cell.lstrip().startswith("["):
        return False
    try:
        return isinstance(orjson.loads(cell), list)
    except orjson.JSONDecodeError:
        return False
