"""One proposed pair, and the mapping of those that are certain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind, Mapping, Pair

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One proposed pair; certain ones may be placed, the others wait for a nod.

    ``type_reason`` says why a custom property gets the type that the pair names.
    """

    kind: Kind
    pair: Pair
    reason: str
    is_certain: bool
    type_reason: str = ""


def as_mapping(suggestions: Sequence[Suggestion]) -> Mapping:
    """Return the mapping of all certain suggestions."""
    mapping = Mapping()
    for suggestion in suggestions:
        if suggestion.is_certain:
            mapping = mapping.with_pair(suggestion.kind, suggestion.pair)
    return mapping
