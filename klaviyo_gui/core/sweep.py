"""The texts of a row that go out as they are, taken by a function that is written for the mapping.

A dozen such texts in each of a million rows are most of what there is to do, and straight lines
do it in two thirds of the time of a loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.parts import PART_NAMES, Parts

if TYPE_CHECKING:
    from klaviyo_gui.core.sources import Cells

Sweep = Callable[["Cells"], Parts]


def sweep(texts: Iterable[tuple[int, int, str]]) -> Sweep:
    """Return what makes the parts of a record, each text in its place unless it is blank.

    ``texts`` are given as (place of the cell, part, name in that part).
    """
    lines = ["def taken(cells):"]
    lines += [f"    {name} = {{}}" for name in PART_NAMES]
    for at, part, name in texts:
        lines.append(f"    text = cells[{at:d}]")
        lines.append(f"    if text and not text.isspace(): {PART_NAMES[part]}[{name!r}] = text")
    lines.append(f"    return {', '.join(PART_NAMES)}")
    made: dict[str, Any] = {}
    exec("\n".join(lines), made)  # noqa: S102 - of what a person wrote only quoted names are in it
    taken: Sweep = made["taken"]
    return taken
