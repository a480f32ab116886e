"""Words of others about a value, without the value: what goes into reports names no customer."""

from __future__ import annotations

import re

_GAP = "…"

_VALUES = re.compile(
    r"""
    [^\s"'<>()\[\],;:]+@[^\s"'<>()\[\],;:]+   # an address
    | "[^"]*" | “[^”]*” | «[^»]*» | `[^`]*`
    | (?<!\w)'[^']*'(?!\w)                    # quoted, and no apostrophe within a word
    | \+?\d[\d\s().-]{5,}\d                   # a phone number, or an id of digits
    """,
    re.VERBOSE,
)


def without_values(words: str) -> str:
    """Return what was said with an ellipsis for whatever it quotes: addresses, numbers, texts."""
    return _VALUES.sub(_GAP, words)
