"""Remedies of what a joined file says twice: one of its rows counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.join import Doubles
from klaviyo_gui.core.remedies.remedy import Known, Remedy, Way

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Mapping

_WAYS = {Doubles.LAST: Way.LAST_JOINED, Doubles.FIRST: Way.FIRST_JOINED}
"""The last one is in most exports the newest."""


def doubles(_finding: Finding, mapping: Mapping, _known: Known) -> Iterator[Remedy]:
    """Let the last or the first row count, of each joined file for which rows are held.

    The rows must be joined anew for that, so that none of them tells by itself what it does.
    """
    for at, join in enumerate(mapping.joins):
        if join.doubles is not Doubles.HOLD:
            continue
        for rule, way in _WAYS.items():
            changed = replace(join, doubles=rule)
            joins = (*mapping.joins[:at], changed, *mapping.joins[at + 1 :])
            after = replace(mapping, joins=joins)
            yield Remedy(way, after, join.file, is_of_rows=False)
