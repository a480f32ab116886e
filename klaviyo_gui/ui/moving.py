"""What fills one property fills another one instead, and takes along all that was chosen for it."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import AS_IT_IS
from klaviyo_gui.core.filling import type_of
from klaviyo_gui.core.mapping import Fixed, Joined, ValueType
from klaviyo_gui.language import tr
from klaviyo_gui.ui import edits
from klaviyo_gui.ui.edits import Edit
from klaviyo_gui.ui.placing import Way, in_turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Kind, Mapping, Pair, Part, Source


_OF_PEOPLE = (ValueType.EMAIL, ValueType.PHONE)
"""Types of Klaviyo's own properties alone."""

_CHANGES = ("trim", "replace", "domains", "case", "table")
"""What changes a text, whatever it becomes."""

_UNREAD = "unread"
"""What becomes of a text that cannot be read, whatever it was to become."""

_READS = {
    ValueType.NUMBER: ("number", "percent"),
    ValueType.TIME: ("date", "zone", "hour"),
    ValueType.PHONE: ("country", "calling_code"),
    ValueType.YES_NO: ("yes", "no"),
    ValueType.LIST: ("separator",),
}
"""What says how a text is read, by the type that it becomes."""


class Obstacle(StrEnum):
    """Why two fillings cannot join in one of the ways without a loss."""

    SHARED = "shared"
    """A column is in both."""
    CHANGED = "changed"
    """Something is changed in the one that moves, or read in it, and not so in the other."""
    JOINERS = "joiners"
    """Both are joined, with different texts in between."""
    TEXTS = "texts"
    """Both are fixed texts, or end in one, and the second would never be sent."""
    NEVER_BLANK = "never blank"
    """A fixed text fills the property, so that its turn never comes."""
    JOINED = "joined"
    """Several columns in one cannot stand in where another one is blank."""


def obstacle(mapping: Mapping, kind: Kind, origin: str, key: str, way: Way) -> Obstacle | None:
    """Return why what fills a property cannot move to a filled one in this way."""
    pair, old = mapping.pair(kind, origin), mapping.pair(kind, key)
    if way is Way.REPLACE or pair is None or old is None:
        return None
    if not set(pair.columns).isdisjoint(old.columns):
        return Obstacle.SHARED
    found = _unjoined(pair, old) if way is Way.COMBINE else _unturned(pair, old)
    if found is None and not _is_read_alike(pair, old, type_of(kind, old), way):
        found = Obstacle.CHANGED
    return found


def obstacles(
    mapping: Mapping, kind: Kind, origin: str, key: str, missing: Sequence[str] = ()
) -> dict[Way, Obstacle | None]:
    """Return the ways among which somebody must choose, each with what stands against it.

    Empty where nothing is to be asked; what the file lacks is not asked for.
    """
    old = mapping.pair(kind, key)
    if old is None or (old.columns and set(old.columns) <= set(missing)):
        return {}
    return {way: obstacle(mapping, kind, origin, key, way) for way in Way}


def move(mapping: Mapping, kind: Kind, origin: str, key: str, way: Way) -> Edit:
    """Let what fills one property fill another one instead.

    Nothing moves in a way that something stands against.
    """
    pair = _arrived(mapping, kind, origin, key, way)
    if pair is None:
        return Edit("move", mapping)
    text = tr(
        "move {property} → {other}",
        property=edits.label(kind, origin),
        other=edits.label(kind, key),
    )
    return Edit(text, mapping.without(kind, origin).with_pair(kind, pair))


def copy(mapping: Mapping, kind: Kind, origin: str, key: str, way: Way) -> Edit:
    """Let what fills one property fill another one as well, where nothing stands against it."""
    pair = _arrived(mapping, kind, origin, key, way)
    if pair is None:
        return Edit("copy", mapping)
    text = tr(
        "copy {property} → {other}",
        property=edits.label(kind, origin),
        other=edits.label(kind, key),
    )
    return Edit(text, mapping.with_pair(kind, pair))


def _arrived(mapping: Mapping, kind: Kind, origin: str, key: str, way: Way) -> Pair | None:
    """Return what fills a property once that of another one has come; None where it cannot."""
    pair, old = mapping.pair(kind, origin), mapping.pair(kind, key)
    if pair is None or origin == key or obstacle(mapping, kind, origin, key, way) is not None:
        return None
    if old is not None:
        return _met(pair, old, way)
    return replace(pair, target=key, type=_moved_type(kind, pair, key))


def _met(pair: Pair, old: Pair, way: Way) -> Pair:
    """Return what fills the property once both have met in it; its type stays."""
    if way is Way.REPLACE:
        return replace(pair, target=old.target, type=old.type)
    if way is Way.FALLBACK:
        assert not isinstance(pair.source, Joined), "something would have stood against it"
        return replace(old, fallback=in_turn(old.fallback, (pair.source, *pair.fallback)))
    joined = Joined((*_parts(old.source), *_parts(pair.source)))
    for source in (old.source, pair.source):
        if isinstance(source, Joined):
            joined = replace(joined, joiner=source.joiner)
    return replace(old, source=joined, fallback=in_turn(old.fallback, pair.fallback))


def _moved_type(kind: Kind, pair: Pair, key: str) -> ValueType | None:
    """Return the type in the new place: what was a number for Klaviyo stays one in a custom one."""
    if not catalog.is_custom(kind, key):
        return None
    to = pair.type if catalog.is_custom(kind, pair.target) else type_of(kind, pair)
    return None if to in _OF_PEOPLE else to


def _unjoined(pair: Pair, old: Pair) -> Obstacle | None:
    """Return why two fillings cannot be joined into one."""
    match old.source, pair.source:
        case Joined(_, one), Joined(_, other) if one != other:
            return Obstacle.JOINERS
        case Fixed(), Fixed():
            # Joined texts are only sent beside a column.
            return Obstacle.TEXTS
    return Obstacle.TEXTS if _is_cut(old.fallback, pair.fallback) else None


def _unturned(pair: Pair, old: Pair) -> Obstacle | None:
    """Return why one filling cannot stand in where the other is blank."""
    if isinstance(old.source, Fixed):
        return Obstacle.NEVER_BLANK
    if isinstance(pair.source, Joined):
        return Obstacle.JOINED
    return Obstacle.TEXTS if _is_cut(old.fallback, (pair.source, *pair.fallback)) else None


def _is_cut(before: Sequence[Part], more: Sequence[Part]) -> bool:
    """Tell whether there are two different texts in a row of which the second is never reached."""
    texts = {part for part in (*before, *more) if isinstance(part, Fixed)}
    return len(texts) > 1


def _is_read_alike(pair: Pair, old: Pair, to: ValueType, way: Way) -> bool:
    """Tell whether all that was chosen for a pair is chosen for the property it moves to."""
    fields = (*_CHANGES, *_READS.get(to, ()), _UNREAD)
    mine, theirs = pair.conversion, old.conversion
    chosen = [each for each in fields if getattr(mine, each) != getattr(AS_IT_IS, each)]
    if mine.table and mine.others is not theirs.others:
        return False
    if isinstance(pair.source, Fixed) and way is Way.FALLBACK:
        # A text to fall back on is not changed.
        return not set(chosen) & set(_CHANGES)
    return all(getattr(mine, each) == getattr(theirs, each) for each in chosen)


def _parts(source: Source) -> tuple[Part, ...]:
    return source.parts if isinstance(source, Joined) else (source,)
