"""The properties of records as columns of a table, in groups, and those of each event of a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.catalog import Group
from klaviyo_gui.core.event_target import of_event
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.shown_event import event_names, told_as

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping, Pair


@dataclass(frozen=True, slots=True)
class Field:
    """One property: what fills it, in which group it stands, and how it is named.

    ``told`` is its name in findings, ``key`` that by which it is read of a record. The ``event`` is
    the one that it is of, empty where a row has one only, and of what all of a row's share.
    """

    pair: Pair
    group: str
    told: str
    key: str
    event: str = ""


def fields(mapping: Mapping, kind: Kind) -> tuple[Field, ...]:
    """Return the properties of records, Klaviyo's own in their order, custom ones as mapped.

    Where a row may have several events, those of each stand together under its name, behind whose
    events they are.
    """
    if kind is Kind.PROFILES or not mapping.has_several_events:
        return _sorted(mapping, kind)
    shared = [each for each in _sorted(mapping, kind) if _is_of_person(each.pair)]
    found = [each for each in shared if each.group == Group.WHO]
    for at, (name, pairs) in enumerate(zip(event_names(mapping), mapping.every_event, strict=True)):
        found += [
            Field(pair, name, told_as(mapping, at, pair.target), of_event(name, pair.target), name)
            for _, _, pair in sorted(_placed(kind, pairs), key=_place)
            if not _is_of_person(pair)
        ]
    return (*found, *(each for each in shared if each.group != Group.WHO))


def _sorted(mapping: Mapping, kind: Kind) -> tuple[Field, ...]:
    found = sorted(_placed(kind, mapping.pairs(kind)), key=_place)
    return tuple(Field(pair, str(group), pair.target, pair.target) for group, _, pair in found)


def _placed(kind: Kind, pairs: tuple[Pair, ...]) -> list[tuple[Group, int, Pair]]:
    """Return pairs with their groups and places; custom ones stand at the end of their group."""
    order = {target.key: at for at, target in enumerate(catalog.targets(kind))}
    return [(_group(kind, pair), order.get(pair.target, len(order)), pair) for pair in pairs]


def _place(placed: tuple[Group, int, Pair]) -> tuple[int, int]:
    group, at, _ = placed
    return list(Group).index(group), at


def _group(kind: Kind, pair: Pair) -> Group:
    target = catalog.find(kind, pair.target)
    return target.group if target is not None else Group.DETAILS


def _is_of_person(pair: Pair) -> bool:
    return pair.target.startswith(catalog.PERSON)
