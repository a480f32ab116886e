"""What an event says of its person, in a form in which the events of one person are compared.

Klaviyo keeps what it took last of every property of a person, and takes an object among the custom
properties as a whole: what the later one lacks is gone with the earlier one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core import catalog
from klaviyo_gui.core.convert.domains import is_dropped
from klaviyo_gui.core.ids import digest
from klaviyo_gui.core.mapping import Fixed, Kind
from klaviyo_gui.core.nesting import value_at
from klaviyo_gui.core.parts import CUSTOM, LOCATION, place_of
from klaviyo_gui.core.same_person import identifying

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping, Pair

MARK_SIZE = 8
"""Bytes that stand for one value, which is only compared with those of the same person."""

UNSAID = bytes(MARK_SIZE)
"""Stands for a property of which an event says nothing."""

_EMAIL = "email"
_TEXTS_KEPT = 16_384
_WHOLE_MAX = 2**63
_INSIDE = {LOCATION: "location", CUSTOM: "properties"}

Say = Callable[[str, str, dict[str, Any]], bytes]
"""Takes what somebody is known by, as (property, text), and the person as they are sent."""


def said_targets(mapping: Mapping) -> tuple[str, ...]:
    """Return the properties of a person in which events may contradict one another.

    What profiles say as well is told of them. Nobody is contradicted by a text that is the same in
    every row, nor by what tells who it is.
    """
    if not mapping.events:
        return ()
    known_by = identifying(mapping, Kind.EVENTS)[:1]
    names = (
        (pair, pair.target.removeprefix(catalog.PERSON))
        for pair in mapping.events
        if pair.target.startswith(catalog.PERSON) and not _is_constant(pair)
    )
    return tuple(
        pair.target
        for pair, name in names
        if name not in known_by and mapping.pair(Kind.PROFILES, name) is None
    )


def saying(mapping: Mapping) -> Say:
    """Return what makes the digest of a person and, behind it, a mark for each of these properties.

    It makes nothing where there are none, nor of somebody of whom Klaviyo keeps nothing.
    """
    looks = [_look(target) for target in said_targets(mapping)]

    def say(identifier: str, who: str, attributes: dict[str, Any]) -> bytes:
        if not looks or is_dropped(attributes.get(_EMAIL, "")):
            return b""
        return digest(identifier, who) + b"".join([look(attributes) for look in looks])

    return say


def _is_constant(pair: Pair) -> bool:
    return isinstance(pair.source, Fixed) and not pair.fallback


def _look(target: str) -> Callable[[dict[str, Any]], bytes]:
    part, path = place_of(Kind.EVENTS, target)
    around, (*objects, name) = _INSIDE.get(part, ""), path

    def of_person(attributes: dict[str, Any]) -> bytes:
        value = attributes.get(name)
        return _mark(value.lower() if name == _EMAIL and value else value)

    def inside(attributes: dict[str, Any]) -> bytes:
        content = attributes.get(around)
        return _mark(content.get(name)) if content else UNSAID

    def in_object(attributes: dict[str, Any]) -> bytes:
        content = attributes.get(around)
        if value_at(path[:1], content) is None:
            return UNSAID
        value = value_at(path, content)
        return _LACKING if value is None else _mark(value)

    return in_object if objects else inside if around else of_person


def _mark(value: object) -> bytes:
    if value is None:
        return UNSAID
    if isinstance(value, str):
        return _of_text(value)
    return _digest(orjson.dumps(_plain(value), option=orjson.OPT_SORT_KEYS))


@lru_cache(_TEXTS_KEPT)
def _of_text(text: str) -> bytes:
    return _digest(orjson.dumps(text))


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=MARK_SIZE).digest()


_LACKING = _digest(b"")
"""Stands for a property that an object lacks."""


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value in which 7.0 is 7, as it is in JSON."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE_MAX:
        return int(value)
    return value
