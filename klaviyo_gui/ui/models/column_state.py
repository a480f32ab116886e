"""What becomes of a column, in one of four states."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.language import mark

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Mapping


class ColumnState(StrEnum):
    """The states, in the order in which a list sorted by them shows the columns."""

    UNDECIDED = mark("undecided")
    MAPPED = mark("mapped")
    CUSTOM = mark("custom property")
    LEFT_OUT = mark("left out")


MARKS = {
    ColumnState.UNDECIDED: ("ring", "warn"),
    ColumnState.MAPPED: ("tick", "good"),
    ColumnState.CUSTOM: ("custom", "accent"),
    ColumnState.LEFT_OUT: ("left-out", "muted"),
}
"""The shape and the tone of each."""


def states(mapping: Mapping, header: Sequence[str]) -> dict[str, ColumnState]:
    """Return the state of every column of a file; any property of Klaviyo's own makes it mapped."""
    own, custom = set[str](), set[str]()
    for kind in mapping.kinds:
        for pair in mapping.every_pair(kind):
            (custom if catalog.is_custom(kind, pair.target) else own).update(pair.columns)
    own.update(set(mapping.columns()) - custom)
    left_out = set(mapping.left_out)

    def state(name: str) -> ColumnState:
        if name in own:
            return ColumnState.MAPPED
        if name in custom:
            return ColumnState.CUSTOM
        return ColumnState.LEFT_OUT if name in left_out else ColumnState.UNDECIDED

    return {name: state(name) for name in header}


def counted(states: Table[str, ColumnState]) -> dict[ColumnState, int]:
    """Return how many columns are in each state."""
    found = Counter(states.values())
    return {state: found[state] for state in ColumnState}
