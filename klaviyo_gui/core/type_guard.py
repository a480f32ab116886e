"""What of a mapping goes against the properties that an account has already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from klaviyo_gui.core import catalog
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.core.near_names import bare_name
from klaviyo_gui.core.nesting import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.mapping import Mapping

    Types = Table[str, frozenset[ValueType]]
    """The types that values of a property have, by its name; none where nobody knows."""

_AS_TEXT: Final = frozenset({ValueType.TEXT, ValueType.EMAIL, ValueType.PHONE, ValueType.TIME})
"""What is a JSON string when it is sent."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A custom property that the account knows otherwise.

    Its values have the types ``theirs`` there; or, where there are none, the account has no
    property of this name but ``alike``, which differs in capitals, blanks and joints only.
    """

    kind: Kind
    target: str
    name: str
    ours: ValueType
    theirs: frozenset[ValueType] = frozenset()
    alike: str = ""


def clashes(mapping: Mapping, of_events: Types, of_people: Types) -> Iterator[Clash]:
    """Yield what goes against the properties of events of this metric, and of people."""
    for kind in mapping.kinds:
        for pair in mapping.pairs(kind):
            target = catalog.find(kind, pair.target)
            if target is None or not target.is_custom:
                continue
            is_of_event = kind is Kind.EVENTS and not pair.target.startswith(catalog.PERSON)
            known = of_events if is_of_event else of_people
            path = path_of(target.label)
            # Within objects nothing is told of types.
            if len(path) == 1 and known:
                yield from _clash(kind, pair.target, path[0], type_of(kind, pair), known)


def _clash(kind: Kind, target: str, name: str, ours: ValueType, known: Types) -> Iterator[Clash]:
    theirs = known.get(name)
    if theirs is None:
        alike = sorted(each for each in known if bare_name(each) == bare_name(name))
        if alike:
            yield Clash(kind, target, name, ours, alike=alike[0])
    elif theirs and not any(_agree(ours, each) for each in theirs):
        yield Clash(kind, target, name, ours, theirs)


def _agree(one: ValueType, other: ValueType) -> bool:
    return one is other or (one in _AS_TEXT and other in _AS_TEXT)
