"""Say of every proposed pair how its text is converted, as its column proves it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.catalog import CUSTOM, PERSON
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.header_zone import told_zone
from klaviyo_gui.core.mapping import Column, Mapping, ValueType
from klaviyo_gui.core.proposal import Proposal, propose
from klaviyo_gui.core.styles import UNSEEN, Written
from klaviyo_gui.core.suggest import reasons

if TYPE_CHECKING:
    from collections.abc import Mapping as Table
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Kind, Pair
    from klaviyo_gui.core.suggest.suggestion import Suggestion


def conversion_for(kind: Kind, pair: Pair, columns: Table[str, Written]) -> Proposal:
    """Return the conversion that the column of a pair proves, in the zone that its name says.

    Where it is no single column, only the zone is said.
    """
    base, to = pair.conversion, type_of(kind, pair)
    told = told_zone(pair.columns) if to is ValueType.TIME and not base.zone else ""
    if told:
        base = replace(base, zone=told)
    said = reasons.of_zone(told) if told else ""
    if not isinstance(pair.source, Column):
        return Proposal(base, said)
    written = columns.get(pair.source.name, UNSEEN)
    is_custom = pair.target.removeprefix(PERSON).startswith(CUSTOM)
    proposal = propose(to, written, base, may_be_day=is_custom)
    return replace(proposal, reason="; ".join(filter(None, (said, proposal.reason))))


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
