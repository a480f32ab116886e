"""What an event says of its person, in a form in which the events of one person are compared.

Klaviyo keeps what it took last of every property of a person, and takes an object among the custom
properties as a whole: what the later one lacks is gone with the earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core import catalog
from klaviyo_gui.core.convert.domains import is_dropped
from klaviyo_gui.core.ids import digest
from klaviyo_gui.core.mapping import Fixed, Kind
from klaviyo_gui.core.nesting import value_at
from klaviyo_gui.core.parts import CUSTOM, LOCATION, PERSON, place_of
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
_OWN, _HOME, _FLAT, _OTHER = range(4)
_PROPERTIES = "properties"

Say = Callable[[str, str, dict[str, Any]], bytes]
"""Takes what somebody is known by, as (property, text), and the person as they are sent."""


def said_targets(mapping: Mapping) -> tuple[str, ...]:
    """Return the properties of a person in which events may contradict one another.

    Where profiles of the same people say the same from the same source, it is told of them. Nobody
    is contradicted by a text that is the same in every row, nor by what tells who it is.
    """
    if not mapping.events:
        return ()
    keys = identifying(mapping, Kind.EVENTS)
    said = _as_profiles(mapping)
    told = mapping.profiles if _are_same_people(keys, said, mapping) else ()
    found = [
        catalog.PERSON + name
        for name, pair in said.items()
        if name not in keys[:1] and pair not in told and not _is_constant(pair)
    ]
    return tuple(sorted(found, key=_order))


def saying(mapping: Mapping) -> Say:
    """Return what makes the digest of a person and, behind it, a mark for each of these properties.

    It makes nothing of somebody of whom Klaviyo keeps nothing.
    """
    targets = said_targets(mapping)
    own, home, flat = (_names(targets, order) for order in (_OWN, _HOME, _FLAT))
    looks = [_look(target) for target in targets if _order(target) == _OTHER]
    marks, nothing = _MARKS, dict[str, Any]()

    def say(identifier: str, who: str, attributes: dict[str, Any]) -> bytes:
        if is_dropped(attributes.get(_EMAIL, "")):
            return b""
        if len(marks) > _TEXTS_KEPT:
            marks.clear()
        location = attributes.get("location", nothing)
        texts = (*map(attributes.get, own), *map(location.get, home))
        found = [digest(identifier, who), *map(marks.__getitem__, texts)]
        if flat:
            values = map(attributes.get(_PROPERTIES, nothing).get, flat)
            found += [
                marks[value] if value is None or isinstance(value, str) else _of_value(value)
                for value in values
            ]
        if looks:
            found += [look(attributes) for look in looks]
        return b"".join(found)

    return say


def _as_profiles(mapping: Mapping) -> dict[str, Pair]:
    """Return what events say of people, as the pairs of profiles that would say the same."""
    pairs = (pair for pair in mapping.events if pair.target.startswith(catalog.PERSON))
    names = ((pair.target.removeprefix(catalog.PERSON), pair) for pair in pairs)
    return {name: replace(pair, target=name) for name, pair in names}


def _are_same_people(keys: tuple[str, ...], said: dict[str, Pair], mapping: Mapping) -> bool:
    """Tell whether every event is of the person whom the profile of its row is of, if it is sent.

    Where one kind names people in more ways, the other is sent of none whom only these name.
    """
    shared = tuple(zip(keys, identifying(mapping, Kind.PROFILES), strict=False))
    return bool(shared) and all(
        one == other and mapping.pair(Kind.PROFILES, other) == said[one] for one, other in shared
    )


def _order(target: str) -> int:
    """Sort what is read at once, of each kind of place, before what costs a call of its own."""
    part, path = place_of(Kind.EVENTS, target)
    if part == CUSTOM and len(path) == 1:
        return _FLAT
    if part == PERSON and target != catalog.PERSON + _EMAIL:
        return _OWN
    return _HOME if part == LOCATION else _OTHER


def _names(targets: Sequence[str], order: int) -> list[str]:
    return [place_of(Kind.EVENTS, each)[1][0] for each in targets if _order(each) == order]


def _is_constant(pair: Pair) -> bool:
    return isinstance(pair.source, Fixed) and not pair.fallback


def _look(target: str) -> Callable[[dict[str, Any]], bytes]:
    _, path = place_of(Kind.EVENTS, target)

    def of_address(attributes: dict[str, Any]) -> bytes:
        return _MARKS[attributes.get(_EMAIL, "").lower() or None]

    def in_object(attributes: dict[str, Any]) -> bytes:
        content = attributes.get(_PROPERTIES)
        if value_at(path[:1], content) is None:
            return UNSAID
        value = value_at(path, content)
        return _LACKING if value is None else _mark(value)

    if target == catalog.PERSON + _EMAIL:
        return of_address
    return in_object


def _mark(value: object) -> bytes:
    if value is None or isinstance(value, str):
        return _MARKS[value]
    return _of_value(value)


def _of_value(value: object) -> bytes:
    """Return the mark of what is no text; as keys 1 and true would be one."""
    return _digest(orjson.dumps(_plain(value), option=orjson.OPT_SORT_KEYS))


class _Marks(dict[str | None, bytes]):
    """The marks of texts; most stand in many rows, and looking them up is what costs least."""

    def __missing__(self, text: str | None) -> bytes:
        mark = self[text] = UNSAID if text is None else _digest(orjson.dumps(text))
        return mark


_MARKS = _Marks()


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
