"""What fills a property, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.event_target import OF
from klaviyo_gui.core.mapping import Column, Fixed, Joined

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Kind, Pair, Part


def source_words(pair: Pair) -> str:
    """Return what fills a property: ``FIRST + LAST, else “friend”``."""
    return ", ".join(filter(None, (first_words(pair), fallback_words(pair))))


def first_words(pair: Pair) -> str:
    """Return what comes first in it: ``FIRST + LAST``."""
    match pair.source:
        case Joined(parts, _):
            return " + ".join(map(part_words, parts))
        case Column() | Fixed() as part:  # pragma: no branch - mypy proves that no other is left
            return part_words(part)


def fallback_words(pair: Pair) -> str:
    """Return what stands in where that is blank: ``else NICKNAME, else “friend”``, or nothing."""
    return ", ".join(f"else {part_words(part)}" for part in pair.fallback)


def part_words(part: Part) -> str:
    """Return one part of it: the name of a column, or a text in quotes."""
    return part.name if isinstance(part, Column) else f"“{part.text}”"


def target_label(kind: Kind, key: str) -> str:
    """Return the plain name of a property, with that of its event where a row has several."""
    target = catalog.find(kind, key)
    if target is None and OF in key:
        name, _, key = key.partition(OF)
        return f"{name}, {target_label(kind, key)}"
    return target.label if target is not None else key
