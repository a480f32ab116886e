"""When two rows speak of the same person, and what they say together."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core import catalog
from klaviyo_gui.core.catalog import ID_TARGETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Kind, Mapping


def identifying(mapping: Mapping, kind: Kind) -> tuple[str, ...]:
    """Return the identifiers that a mapping fills, the most telling first."""
    targets = catalog.identifiers(kind)
    mapped = (mapping.pair(kind, target) is not None for target in targets)
    return tuple(compress(ID_TARGETS, mapped))


def person(attributes: dict[str, Any], keys: Sequence[str] = ID_TARGETS) -> tuple[str, str]:
    """Return the identifier that decides, as (property, text); empty texts where there is none.

    ``keys`` are the identifiers that there may be, the most telling first. E-mail addresses are
    compared without regard to case.
    """
    for key in keys:
        text = attributes.get(key)
        if text:
            return key, _compared(key, text)
    return "", ""


def identifiers(attributes: dict[str, Any]) -> dict[str, str]:
    """Return everything that says who it is, the most telling first, in a form to be compared.

    Lower case and no more: a case fold would make one person of groß@… and gross@….
    """
    return {key: _compared(key, attributes[key]) for key in ID_TARGETS if attributes.get(key)}


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


def _compared(key: str, text: str) -> str:
    return text.lower() if key == "email" else text
