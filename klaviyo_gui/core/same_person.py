"""When two rows speak of the same person, and what they say together."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core import catalog
from klaviyo_gui.core.catalog import ID_TARGETS
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.nesting import flat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.mapping import Mapping


_EMAIL = "email"


def identifying(mapping: Mapping, kind: Kind) -> tuple[str, ...]:
    """Return the identifiers that a mapping fills, the most telling first."""
    targets = catalog.identifiers(kind)
    mapped = (mapping.pair(kind, target) is not None for target in targets)
    return tuple(compress(ID_TARGETS, mapped))


def tells_who_shares(mapping: Mapping) -> Kind | None:
    """Return the kind of record by which one sees what two people share; None where none can be.

    Where both kinds name people by several identifiers, profiles tell it for both.
    """
    several = (kind for kind in reversed(Kind) if len(identifying(mapping, kind)) > 1)
    return next(several, None)


def may_meet(mapping: Mapping) -> bool:
    """Tell whether events with ids of their own name people in several ways.

    Then two of them may be one for Klaviyo, though they name two people.
    """
    has_id = any(each.target == "unique_id" for each in mapping.every_pair(Kind.EVENTS))
    has_id = has_id or any(each.is_per_item for each in mapping.further)
    return has_id and len(identifying(mapping, Kind.EVENTS)) > 1


def person(attributes: dict[str, Any], keys: Sequence[str] = ID_TARGETS) -> tuple[str, str]:
    """Return the identifier that decides, as (property, text); empty texts where there is none.

    ``keys`` are the identifiers that there may be, the most telling first. E-mail addresses are
    compared without regard to case.
    """
    for key in keys:
        text = attributes.get(key)
        if text:
            return key, text.lower() if key == _EMAIL else text
    return "", ""


def identifiers(attributes: dict[str, Any]) -> dict[str, str]:
    """Return everything that says who it is, the most telling first, in a form to be compared.

    Lower case and no more: a case fold would make one person of groß@… and gross@….
    """
    found = {key: text for key in ID_TARGETS if (text := attributes.get(key))}
    email = found.get(_EMAIL)
    return found if email is None else {**found, _EMAIL: email.lower()}


def identifiers_of(resource: dict[str, Any]) -> dict[str, str]:
    """Return the same of a profile as it is sent: its own id stands beside the attributes."""
    attributes: dict[str, Any] = resource["attributes"]
    return identifiers({**attributes, "id": resource["id"]} if "id" in resource else attributes)


def merged(earlier: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    """Return one profile resource from two of the same person: the later value wins.

    Empty cells never arrive here, so nothing is ever overwritten by nothing.
    """
    result = dict(earlier)
    for key, value in later.items():
        old = result.get(key)
        result[key] = (
            merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return result


def differing(earlier: dict[str, Any], later: dict[str, Any]) -> Iterator[str]:
    """Name the properties in which two profile resources of one person say different things.

    They are named as a mapping names them. What only one of them says is no difference, nor is
    another case of an e-mail address.
    """
    for path in _differing(earlier, later):
        names = path[1:] if path[0] == "attributes" else path
        inner = (name.replace(".", "\\.") if flat(name) != name else name for name in names)
        yield ".".join(inner)


def _differing(
    earlier: dict[str, Any], later: dict[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    for key, value in later.items():
        if key not in earlier or earlier[key] == value:
            continue
        old = earlier[key]
        if isinstance(old, dict) and isinstance(value, dict):
            yield from _differing(old, value, (*path, key))
        elif not (key == _EMAIL and path == ("attributes",) and old.lower() == value.lower()):
            yield (*path, key)
