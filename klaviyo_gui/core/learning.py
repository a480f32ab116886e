"""Learn from a mapping that somebody made: names of columns and their properties, no cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import words_of
from klaviyo_gui.core.looks import (
    looks_like_date,
    looks_like_email,
    looks_like_number,
    looks_like_phone,
)
from klaviyo_gui.core.mapping import Column, Kind
from klaviyo_gui.core.memory import Memory

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.memory import Choice

NAMES_KEPT = 2_000
"""Names of columns that are remembered; those chosen for longest ago go first."""

_NAME_MAX = 100
_LOOKS = (looks_like_email, looks_like_phone, looks_like_number, looks_like_date)


def remembered(memory: Memory, mapping: Mapping) -> Memory:
    """Return the memory with every choice of this mapping counted once more."""
    chosen = dict(memory.chosen)
    for kind in Kind:
        for pair in mapping.pairs(kind):
            if isinstance(pair.source, Column) and _is_name(pair.source.name):
                words = words_of(pair.source.name)
                before = chosen.pop(words, ())
                chosen[words] = _counted(before, kind, pair.target)
    kept = list(chosen.items())[-NAMES_KEPT:]
    return Memory(dict(kept))


def _is_name(text: str) -> bool:
    """Tell a name from a cell that stands in the header because a file has none."""
    return (
        0 < len(words_of(text)) <= _NAME_MAX
        and "@" not in text
        and not any(looks(text.strip()) for looks in _LOOKS)
    )


def _counted(before: tuple[Choice, ...], kind: Kind, target: str) -> tuple[Choice, ...]:
    count = next((count for of, key, count in before if (of, key) == (kind, target)), 0)
    others = [each for each in before if each[:2] != (kind, target)]
    # Sorting is stable, so the latest stands before those chosen as often.
    return tuple(sorted(((kind, target, count + 1), *others), key=lambda each: -each[2]))
