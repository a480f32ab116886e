"""When two rows speak of the same person, and what they say together."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.catalog import ID_TARGETS


def person(attributes: dict[str, Any]) -> tuple[str, str]:
    """Return the identifier that decides, the most telling first, as (property, text).

    E-mail addresses are compared without regard to case. Empty texts where there is none.
    """
    for key in ID_TARGETS:
        value = attributes.get(key)
        if value:
            return key, (value.casefold() if key == "email" else value)
    return "", ""


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
