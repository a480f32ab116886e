"""Brackets in a custom property's name make a list, to which each line of an order adds an entry.

``Items[].SKU`` is the property ``SKU`` of an object for each line, in the list ``Items``;
``ItemNames[]`` is the list of what all lines say, each text once. Names are read so only where
rows are grouped: elsewhere brackets are characters like any other.
"""

from __future__ import annotations

from typing import NamedTuple

_BRACKETS = "[]"


class Listed(NamedTuple):
    """Where a list stands, and the path within its entries, none where the entries are texts."""

    path: tuple[str, ...]
    inner: tuple[str, ...]


def is_list_step(name: str) -> bool:
    """Tell whether a step of a path is a list."""
    return name.endswith(_BRACKETS) and name != _BRACKETS


def listed(path: tuple[str, ...]) -> Listed | None:
    """Return where the list of a path stands; None where it makes none."""
    for at, name in enumerate(path):
        if is_list_step(name):
            return Listed((*path[:at], bare_step(name)), path[at + 1 :])
    return None


def bare_step(name: str) -> str:
    """Return a step of a path without the brackets that make it a list."""
    return name.removesuffix(_BRACKETS) if is_list_step(name) else name
