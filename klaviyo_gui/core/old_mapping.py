"""A mapping of the old package in today's properties, with a note on all that is not as it was.

The old package took a dictionary for each kind of record, from a property to a column. An event
had ``event``, its name as it stands, ``time``, ``customer_properties`` and ``properties``; a
profile had ``properties``. Older ones had everything on one level. Klaviyo's own properties began
with ``$``. Source of the pairs: developers.klaviyo.com/en/v1-2/reference/track-post and
identify-post, against the specification named in ``catalog``.
"""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Mapping, Pair
from klaviyo_gui.core.nesting import flat
from klaviyo_gui.core.secret import holds_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Old = Table[str, str | Table[str, str]]
"""A dictionary of the old package: texts, or a level of texts below a name."""

_EVENT, _TIME = "event", "time"
_OF_PERSON, _OF_RECORD = "customer_properties", "properties"
_LEVELS = frozenset({"", _OF_PERSON, _OF_RECORD})
_TELLING = frozenset({_EVENT, _OF_PERSON, "$event_id", "$value"})
"""What only the mapping of an event has, any of it."""

_KEYS = frozenset({"token", "public_key", "api_key"})
_COOKIE = "_kx"
"""The one name of Klaviyo's own without a ``$``."""

_HIDDEN = "pk_…"
"""Stands for a key that was written in the place of a name."""

_KEPT = frozenset({"$extra"})
"""Klaviyo still knows it under this name, as a property like any other."""


class NoteCode(StrEnum):
    """What is not as it was."""

    KEY = "key"
    """A key stood there; it was not taken over."""
    GONE = "gone"
    """Klaviyo takes no such property from an import any more."""
    REPEATED = "repeated"
    """The property was filled twice; the later column counts, as it did before."""
    ZONE = "zone"
    """Times without a zone were read by the clock of the computer; now the zone must be said."""
    NO_MAPPING = "no mapping"
    """A dictionary was left out, for it maps nothing."""
    UNREAD_MAPPING = "unread mapping"
    """A dictionary was left out, for it maps nothing as far as it was understood."""
    LEVEL = "level"
    """It stood below a name that means nothing; it is sent as a property of its own."""
    UNREAD = "unread"
    """A part of the file was not understood and left out."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is not as it was; ``name`` is the property or the name in the file.

    Of what was not understood it tells the cause; then ``line`` counts from 1, and ``text`` is how
    it begins.
    """

    code: NoteCode
    name: str = ""
    line: int = 0
    text: str = ""


def is_mapping(content: Table[object, object]) -> bool:
    """Tell whether a dictionary looks like a mapping of the old package."""
    return any(
        name in {_EVENT, _OF_PERSON, _OF_RECORD} or name.startswith("$")
        for name in content
        if isinstance(name, str)
    )


def translated(content: Old, names: Iterable[object] = ()) -> tuple[Mapping, tuple[Note, ...]]:
    """Return today's mapping of an old one, with what is not as it was.

    ``names`` are those that stand in it besides; they too tell an event from a profile.
    """
    is_event = not _TELLING.isdisjoint((*_names(content), *names))
    kind = Kind.EVENTS if is_event else Kind.PROFILES
    mapping = Mapping()
    notes: list[Note] = []
    for level, name, column in _entries(content):
        if holds_key(name) or holds_key(column):
            notes.append(Note(NoteCode.KEY, _HIDDEN if holds_key(name) else name))
            continue
        if level == "" and name == _EVENT:
            mapping = mapping.with_pair(kind, Pair("metric", Fixed(column)))
            continue
        if level == "" and name in _KEYS:
            notes.append(Note(NoteCode.KEY, name))
            continue
        target = _target(kind, level, name)
        if target is None:
            notes.append(Note(NoteCode.GONE, name))
            continue
        if level not in _LEVELS:
            notes.append(Note(NoteCode.LEVEL, f"{level}: {name}"))
        if mapping.pair(kind, target) is not None:
            notes.append(Note(NoteCode.REPEATED, name))
        if target == _TIME:
            notes.append(Note(NoteCode.ZONE))
        mapping = mapping.with_pair(kind, Pair(target, Column(column)))
    return mapping, tuple(dict.fromkeys(notes))


def merged(mappings: tuple[Mapping, ...]) -> Mapping | None:
    """Return one mapping of events and one of profiles as a single one; None for any more."""
    joined = Mapping()
    for mapping in mappings:
        for kind in mapping.kinds:
            if joined.pairs(kind):
                return None
            joined = joined.with_pairs(kind, mapping.pairs(kind))
    return joined


def _names(content: Old) -> Iterator[str]:
    for name, value in content.items():
        yield name
        if not isinstance(value, str):
            yield from value


def _entries(content: Old) -> Iterator[tuple[str, str, str]]:
    """Yield ``(level, property, column)`` of every pair, the level empty for the top."""
    for name, value in content.items():
        if isinstance(value, str):
            yield "", name, value
        else:
            yield from ((name, below, column) for below, column in value.items())


def _target(kind: Kind, level: str, name: str) -> str | None:
    """Return the key of today's property; None where there is none."""
    of_event = kind is Kind.EVENTS and level != _OF_PERSON
    if of_event and level == "" and name == _TIME:
        return _TIME
    if (name.startswith("$") and name not in _KEPT) or name == _COOKIE:
        target = catalog.by_legacy(kind, name)
        if target is None:
            return None
        is_of_person = target.key.startswith(catalog.PERSON) or kind is Kind.PROFILES
        return target.key if of_event or is_of_person else None
    # A dot was a dot.
    return catalog.custom(flat(name), of_person=kind is Kind.EVENTS and not of_event)
