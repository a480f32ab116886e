"""Give every column a name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def unique_names(raw: Iterable[str]) -> tuple[str, ...]:
    """Name each column: a repeated name gets a number behind it, a blank one its position."""
    wanted = [
        name if name.strip() else f"Column {position}" for position, name in enumerate(raw, start=1)
    ]
    given = set(wanted)
    used: set[str] = set()
    repeats: dict[str, int] = {}
    names = []
    for name in wanted:
        unique = name
        while unique in used or (unique in given and unique != name):
            repeats[name] = repeats.get(name, 1) + 1
            unique = f"{name} ({repeats[name]})"
        used.add(unique)
        names.append(unique)
    return tuple(names)
