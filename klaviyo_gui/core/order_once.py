"""What all lines of an order say together of a column that tells of the whole order.

Many programs write what tells of the order into its first line alone: blanks beside one text are
no contradiction. Two texts are: nobody knows which of them is right, so the order is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.arranged import trace_in
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

    def flat(
        self, cells: Cells, lists: Mapping[int, Sequence[str]], problems: list[Problem]
    ) -> list[str]:
        """Return an arranged row with one text in each of these columns; tell where there are two.

        ``lists`` are the texts of the cells that differ; those of other columns are as they were.
        """
        flat = list(cells)
        for at, target in self._places:
            if at in lists:
                flat[at] = _one(lists[at], target, cells[-1], problems)
        return flat


def _one(texts: Sequence[str], target: str, trace: str, problems: list[Problem]) -> str:
    """Return the first text that is not blank."""
    found, bare = "", ""
    for at, text in enumerate(texts):
        now = text.strip()
        if not now or now == bare:
            continue
        if bare:
            told, line = f"{bare[:_SHOWN]} ≠ {now[:_SHOWN]}", trace_in(trace).lines[at]
            problems.append(Problem(Code.LINES_DIFFER, Severity.HOLD, target, told, line))
            break
        found, bare = text, now
    return found
