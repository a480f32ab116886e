"""Say of every proposed pair how its text is converted, as its column proves it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.catalog import CUSTOM, PERSON
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Column, Mapping
from klaviyo_gui.core.proposal import Proposal, propose
from klaviyo_gui.core.styles import UNSEEN, Written

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Kind, Pair
    from klaviyo_gui.core.suggest.suggestion import Suggestion


def conversion_for(kind: Kind, pair: Pair, columns: Table[str, Written]) -> Proposal:
    """Return the conversion that the column of a pair proves; its own where it is no column."""
    if not isinstance(pair.source, Column):
        return Proposal(pair.conversion)
    written = columns.get(pair.source.name, UNSEEN)
    is_custom = pair.target.removeprefix(PERSON).startswith(CUSTOM)
    return propose(type_of(kind, pair), written, pair.conversion, may_be_day=is_custom)


def with_conversions(
    found: Sequence[Suggestion], columns: Table[str, Written]
) -> tuple[Suggestion, ...]:
    """Return the suggestions, each with the conversion that its column proves.

    What its column does not prove stays open, and its cells are held until somebody chooses.
    """
    return tuple(_with_conversion(each, columns) for each in found)


def converted(mapping: Mapping, columns: Table[str, Written]) -> Mapping:
    """Return a mapping of which each pair without a conversion has the one its column proves."""
    for kind in mapping.kinds:
        for pair in mapping.pairs(kind):
            proposal = conversion_for(kind, pair, columns)
            mapping = mapping.with_pair(kind, replace(pair, conversion=proposal.conversion))
    return mapping


def _with_conversion(suggestion: Suggestion, columns: Table[str, Written]) -> Suggestion:
    proposal = conversion_for(suggestion.kind, suggestion.pair, columns)
    if not proposal.reason:
        return suggestion
    return replace(
        suggestion,
        pair=replace(suggestion.pair, conversion=proposal.conversion),
        reason=f"{suggestion.reason}; {proposal.reason}",
    )
