"""Which profiles are one person, and what becomes known about that person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

IDENTIFIERS = ("profile_id", "email", "phone_number", "external_id", "anonymous_id", "_kx")
"""What tells who a person is, the most telling first."""


def identifier_keys(person: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return each identifier with a key that is equal when, and only when, the two are."""
    keys = []
    for name in IDENTIFIERS:
        value = person.get(name)
        if value:
            keys.append((name, f"{name}:{value.lower() if name == 'email' else value}"))
    return keys


def known_person(
    keys: Sequence[tuple[str, str]],
    owners: Mapping[str, int],
    people: Mapping[int, Mapping[str, Any]],
) -> int | None:
    """Return the number of the person whom the first known key names, None for somebody new.

    Somebody found by a weaker identifier who has another stronger one is somebody else.
    """
    for place, (_name, key) in enumerate(keys):
        owner = owners.get(key)
        if owner is not None:
            differs = any(people[owner].get(stronger) for stronger, _key in keys[:place])
            return None if differs else owner
    return None


def merged(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    """Return the person after a write: new values win, objects at the top are merged."""
    result = dict(earlier)
    for name, value in later.items():
        old = result.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            result[name] = {**old, **{part: new for part, new in value.items() if new is not None}}
        else:
            result[name] = value
    return result
