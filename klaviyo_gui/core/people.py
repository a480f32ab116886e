"""When two rows speak of the same person, and what they say together."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.catalog import ID_TARGETS


def person(attributes: dict[str, Any]) -> tuple[str, str]:
    """Return the identifier that decides, the most telling first, as (property, text).

    E-mail addresses are compared without regard to case. Empty texts where there is none.
    """
    for key in ID_TARGETS:
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
