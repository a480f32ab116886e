"""The rows of a file that are meant, where not all of it is: by their lines, for each kind."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.sending.amended import Amended

Lines: TypeAlias = "Mapping[Kind, Sequence[int]]"
"""Sorted lines of each kind of record."""


def within(lines: Lines, first: int, stop: int | None) -> dict[Kind, Sequence[int]]:
    """Return the lines from one up to another; to the last one without."""
    return {
        kind: each[
            bisect_left(each, first) : len(each) if stop is None else bisect_left(each, stop)
        ]
        for kind, each in lines.items()
    }


def picked(changed: Amended, lines: Lines) -> Amended:
    """Return the rows that are meant for any kind of record."""
    wanted = {line for each in lines.values() for line in each}
    return changed.picked([at for at, line in enumerate(changed.rows.lines) if line in wanted])
