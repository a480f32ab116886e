"""Learn from a mapping that somebody made: names of columns and their properties, no cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.looks import (
    looks_like_date,
    looks_like_email,
    looks_like_number,
    looks_like_phone,
)
from klaviyo_gui.core.memory import LEFT_OUT, Memory
from klaviyo_gui.core.regrouping import is_of_items

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Kind, Mapping
    from klaviyo_gui.core.memory import Choice

NAMES_KEPT = 2_000
"""Names of columns that are remembered; those chosen for longest ago go first."""

_NAME_MAX = 100
_LOOKS = (looks_like_email, looks_like_phone, looks_like_number, looks_like_date)


def remembered(memory: Memory, mapping: Mapping) -> Memory:
    """Return the memory with every choice of this mapping counted once more.

    A column counts as left out only if somebody said so. One that was merely undecided when the
    rest was sent says nothing: it may have been overlooked.
    """
    chosen = dict(memory.chosen)
    choices, left_out = _choices(mapping), tuple((kind, LEFT_OUT) for kind in mapping.kinds)
    for name in dict.fromkeys((*mapping.columns(), *mapping.left_out)):
        if _is_name(name):
            words = folded(name)
            before = chosen.pop(words, ())
            chosen[words] = _counted(before, choices.get(name, left_out))
    kept = list(chosen.items())[-NAMES_KEPT:]
    zone = mapping.options.time_zone or memory.zone
    return Memory({words: choices for words, choices in kept if choices}, zone)


def _choices(mapping: Mapping) -> dict[str, tuple[tuple[Kind, str], ...]]:
    """Return what each column in use fills alone; that it helps to fill something tells nothing."""
    found: dict[str, tuple[tuple[Kind, str], ...]] = dict.fromkeys(mapping.columns(), ())
    # A column may number orders by a name that means somebody's own in a list of people.
    keys = frozenset(mapping.grouping.key if mapping.grouping is not None else ())
    for kind in mapping.kinds:
        for pair in mapping.pairs(kind):
            # Where rows are not put together, a list of what their lines say cannot be.
            is_told = not is_of_items(pair.target) and keys.isdisjoint(pair.columns)
            if len(pair.columns) == 1 and is_told:
                found[pair.columns[0]] += ((kind, pair.target),)
    return found


def _is_name(text: str) -> bool:
    """Tell a name from a cell that stands in the header because a file has none."""
    return (
        0 < len(folded(text)) <= _NAME_MAX
        and "@" not in text
        and not any(looks(text.strip()) for looks in _LOOKS)
    )


def _counted(
    before: tuple[Choice, ...], choices: tuple[tuple[Kind, str], ...]
) -> tuple[Choice, ...]:
    counts = {(kind, target): count for kind, target, count in before}
    now = tuple((*choice, counts.pop(choice, 0) + 1) for choice in reversed(choices))
    others = ((kind, target, count) for (kind, target), count in counts.items())
    # Sorting is stable, so the latest stands before those chosen as often.
    return tuple(sorted((*now, *others), key=lambda each: -each[2]))
