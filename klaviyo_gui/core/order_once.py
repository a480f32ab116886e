"""What all lines of an order say together of a column that tells of the whole order.

Many programs write what tells of the order into its first line alone: blanks beside one text are
no contradiction. Two texts are: nobody knows which of them is right, so the order is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import is_list, texts_in
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klaviyo_gui.core.sources import Cells

_SHOWN = 28
"""Characters shown of either text."""


class Once:
    """Columns that have one text for an order, by their place, each with a property it fills."""

    __slots__ = ("_places",)

    def __init__(self, places: Mapping[int, str]) -> None:
        self._places = tuple(places.items())

    def flat(self, cells: Cells, lines: Sequence[int], problems: list[Problem]) -> list[str]:
        """Return an arranged row with one text in each of these columns; tell where there are two.

        The other cells are as they were.
        """
        flat = list(cells)
        for at, target in self._places:
            cell = flat[at]
            if is_list(cell):
                flat[at] = _one(texts_in(cell, len(lines)), target, lines, problems)
        return flat


def _one(texts: Sequence[str], target: str, lines: Sequence[int], problems: list[Problem]) -> str:
    """Return the first text that is not blank."""
    found, bare = "", ""
    for text, line in zip(texts, lines, strict=True):
        now = text.strip()
        if not now or now == bare:
            continue
        if bare:
            told = f"{bare[:_SHOWN]} ≠ {now[:_SHOWN]}"
            problems.append(Problem(Code.LINES_DIFFER, Severity.HOLD, target, told, line))
            break
        found, bare = text, now
    return found
