"""Two mappings side by side: the lines of a table of everything in which they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.comparison import compare
from klaviyo_gui.language import counted, tr
from klaviyo_gui.preset_words import differences

if TYPE_CHECKING:
    from klaviyo_gui.store.presets import Preset

Line = tuple[str, str, str]
"""What differs, how it is now, and how it is in the other one."""


def differing(now: Preset, other: Preset) -> list[Line]:
    """Return the lines for the mapping in hand and another one."""
    found = differences(compare(now.mapping, other.mapping, now.reading, other.reading))
    return [(each.what, each.before or "—", each.after or "—") for each in found]


def said_of(lines: list[Line]) -> str:
    """Say how many differences there are."""
    if not lines:
        return tr("No difference")
    return counted(len(lines), "{count} difference", "{count} differences")
