"""Find a property by kind of record, by key or by Klaviyo's older name."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from klaviyo_gui.core.catalog.about import NAME, TASTE
from klaviyo_gui.core.catalog.event import WHAT
from klaviyo_gui.core.catalog.home import HOME
from klaviyo_gui.core.catalog.target import Group, Target
from klaviyo_gui.core.catalog.who import ANONYMOUS_ID, EXCHANGE_ID, IDENTIFIERS, KLAVIYO_ID
from klaviyo_gui.core.mapping import Kind, ValueType
from klaviyo_gui.language import mark

PERSON = "profile."
"""Prefix of the person's own properties in the mapping of an event."""

CUSTOM = "properties."
"""Prefix of custom properties; after ``PERSON`` it means a custom property of the person."""

ID_TARGETS = tuple(target.key for target in (KLAVIYO_ID, *IDENTIFIERS, ANONYMOUS_ID, EXCHANGE_ID))
"""Keys of everything by which Klaviyo knows a person, the most telling first."""

_NEVER_ALONE = {Kind.PROFILES: frozenset({ANONYMOUS_ID.key, EXCHANGE_ID.key}), Kind.EVENTS: ()}
"""What says who somebody is only beside another identifier (specification 2026-07-15)."""

_PERSON_OF_PROFILE = (*IDENTIFIERS, KLAVIYO_ID, EXCHANGE_ID, *NAME, *HOME, *TASTE)
_WHO_OF_EVENT = (*IDENTIFIERS, KLAVIYO_ID, EXCHANGE_ID, ANONYMOUS_ID)

_OF_EVENT = mark("A custom property of the event.")
_OF_PERSON = mark("A custom property of the person.")

_OLDER = {"$currency_code": "value_currency", "_kx": "_kx"}
"""Further older names, beside the one that a property carries."""


@cache
def targets(kind: Kind) -> tuple[Target, ...]:
    """Return all of Klaviyo's own properties for one kind of record, in the order of display."""
    if kind is Kind.PROFILES:
        return _PERSON_OF_PROFILE
    return (*_of_person(_WHO_OF_EVENT), *WHAT, *_of_person((*NAME, *HOME, *TASTE)))


def find(kind: Kind, key: str) -> Target | None:
    """Return the property of this key, custom ones included; None where Klaviyo has none."""
    known = _by_key(kind).get(key)
    if known is not None:
        return known
    person = key.removeprefix(PERSON) if kind is Kind.EVENTS else key
    name = person.removeprefix(CUSTOM)
    if name == person or not name:
        return None
    is_of_event = kind is Kind.EVENTS and person == key
    group = Group.DETAILS if is_of_event else Group.ABOUT
    meaning = _OF_EVENT if is_of_event else _OF_PERSON
    return Target(key, group, name, ValueType.TEXT, meaning, "", is_custom=True)


def is_custom(kind: Kind, key: str) -> bool:
    """Tell whether this key is that of a custom property."""
    target = find(kind, key)
    return target is not None and target.is_custom


def by_legacy(kind: Kind, name: str) -> Target | None:
    """Return the property that has this name in Klaviyo's older interface, if it has one today."""
    return _by_legacy(kind).get(name.strip().casefold())


def custom(name: str, *, of_person: bool = False) -> str:
    """Return the key of a custom property within its kind's own record."""
    return (PERSON if of_person else "") + CUSTOM + name


def identifiers(kind: Kind) -> tuple[str, ...]:
    """Return the keys of everything by which Klaviyo knows a person, the most telling first."""
    prefix = PERSON if kind is Kind.EVENTS else ""
    return tuple(prefix + key for key in ID_TARGETS)


def sufficient(kind: Kind) -> tuple[str, ...]:
    """Return the keys of which at least one must be mapped."""
    alone = zip(ID_TARGETS, identifiers(kind), strict=True)
    return tuple(key for bare, key in alone if bare not in _NEVER_ALONE[kind])


def _of_person(found: tuple[Target, ...]) -> tuple[Target, ...]:
    return tuple(replace(target, key=PERSON + target.key) for target in found)


@cache
def _by_key(kind: Kind) -> dict[str, Target]:
    return {target.key: target for target in targets(kind)}


@cache
def _by_legacy(kind: Kind) -> dict[str, Target]:
    found = {target.legacy: target for target in targets(kind) if target.legacy}
    bare = {target.key.removeprefix(PERSON): target for target in targets(kind)}
    return found | {name: bare[key] for name, key in _OLDER.items() if key in bare}
