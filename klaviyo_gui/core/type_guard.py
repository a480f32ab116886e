"""What of a mapping goes against the properties that an account has already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from klaviyo_gui.core import catalog
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.core.near_names import bare_name
from klaviyo_gui.core.nesting import path_of
from klaviyo_gui.core.shown_event import event_names, told_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.mapping import Mapping, Pair

    Types = Table[str, frozenset[ValueType]]
    """The types that values of a property have, by its name; none where nobody knows."""

_AS_TEXT: Final = frozenset({ValueType.TEXT, ValueType.EMAIL, ValueType.PHONE, ValueType.TIME})
"""What is a JSON string when it is sent."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A custom property that the account knows otherwise.

    Its values have the types ``theirs`` there; or, where there are none, the account has no
    property of this name but ``alike``, which differs in capitals, blanks and joints only.
    ``event`` names the one that it is of, where a row may have several.
    """

    kind: Kind
    target: str
    name: str
    ours: ValueType
    theirs: frozenset[ValueType] = frozenset()
    alike: str = ""
    event: str = ""


def clashes(
    mapping: Mapping,
    of_events: Types,
    of_people: Types,
    of_each: Table[str, Types] = MappingProxyType({}),
) -> Iterator[Clash]:
    """Yield what goes against the properties of events of these metrics, and of people.

    Where a row may have several events each is compared with those ``of_each`` name alone.
    """
    for kind in mapping.kinds:
        if kind is Kind.PROFILES or not mapping.further:
            known = of_events if kind is Kind.EVENTS else of_people
            yield from _of_pairs(kind, mapping.pairs(kind), known, of_people)
            continue
        for at, name in enumerate(event_names(mapping)):
            known = of_each.get(name, {})
            for each in _of_pairs(kind, mapping.every_event[at], known, of_people):
                is_of_person = each.target.startswith(catalog.PERSON)
                told = told_as(mapping, at, each.target)
                yield each if is_of_person else replace(each, target=told, event=name)


def _of_pairs(kind: Kind, pairs: Iterable[Pair], own: Types, of_people: Types) -> Iterator[Clash]:
    for pair in pairs:
        target = catalog.find(kind, pair.target)
        if target is None or not target.is_custom:
            continue
        known = of_people if pair.target.startswith(catalog.PERSON) else own
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
