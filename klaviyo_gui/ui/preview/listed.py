"""Which rows Preview lists: those of a tab, of a finding and of a search, in the order chosen."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from klaviyo_gui.core.row_numbers import RowNumbers
from klaviyo_gui.core.tally import State
from klaviyo_gui.ui.models.records import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.sending.check import Checked

BY_CHECK = frozenset({Filter.READY, Filter.HELD, Filter.LEFT_OUT})
"""Tabs whose rows are known once all rows are checked."""


def rows_of(wanted: Filter, kind: Kind, result: Checked | None) -> RowNumbers | None:
    """Return the rows of a tab; None for all of the file."""
    if wanted not in BY_CHECK:
        return RowNumbers() if wanted is Filter.COLUMNS else None
    if result is None:
        return RowNumbers()
    held, left_out = result.held[kind], result.left_out
    if wanted is Filter.READY:
        return (held | left_out).others(result.rows)
    return held if wanted is Filter.HELD else left_out


def counts_of(kind: Kind, result: Checked | None) -> dict[Filter, int]:
    """Return how many rows each tab has that the check tells of."""
    if result is None:
        return {}
    tally, left_out = result.tally.of(kind), len(result.left_out)
    return {
        Filter.LEFT_OUT: left_out,
        Filter.HELD: getattr(tally, State.HELD) - left_out,
        Filter.READY: getattr(tally, State.UNSENT),
    }


def listed(every: Sequence[int], chosen: Iterable[RowNumbers | None]) -> Sequence[int]:
    """Return those of all rows, in their order, that are chosen by all that choose."""
    choices = [each for each in chosen if each is not None]
    if not choices:
        return every
    found = reduce(and_, choices)
    if isinstance(every, range):
        return found if every.step > 0 else list(found)[::-1]
    return [number for number in every if number in found]
