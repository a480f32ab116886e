"""Find characters that nobody sees and that make another value of a cell.

A zero width space within an id, or a mark of writing direction copied along with a phone number,
looks like nothing and belongs to the text. What scripts and faces need stays: joiners between
letters of Arabic or Indic scripts and between faces, and direction marks in right-to-left text.
"""

from __future__ import annotations

import re

_EDGES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}"
"""Blanks that are no damage within a text, where they keep a number together."""

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_ZERO_WIDTH = "\u200b\u2060\ufeff\u00ad\u180e\u2061-\u2064"
_JOINERS = "\u200c\u200d"
_DIRECTIONS = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PLAIN_BEFORE_SCRIPTS = "\x00-\u058f"
"""Characters of scripts, up to Armenian, that no joiner stands between."""

_ALWAYS = f"[{_CONTROLS}{_ZERO_WIDTH}]"
_LONE_JOINER = (
    f"(?:(?<![^{_PLAIN_BEFORE_SCRIPTS}])[{_JOINERS}]|[{_JOINERS}](?![^{_PLAIN_BEFORE_SCRIPTS}]))"
)
_AT_EDGES = rf"\A[\s{_EDGES}]*[{_EDGES}][\s{_EDGES}]*|[\s{_EDGES}]*[{_EDGES}][\s{_EDGES}]*\Z"
_IN_ANY = re.compile(f"{_ALWAYS}|{_LONE_JOINER}|{_AT_EDGES}")
_IN_LEFT_TO_RIGHT = re.compile(f"{_IN_ANY.pattern}|[{_DIRECTIONS}]")

_PRINTED = bytes((0x09, 0x0A, 0x0D, *range(0x20, 0x7F), *range(0x80, 0x100)))
_SIGNS = tuple(
    re.compile(pattern)
    for pattern in (
        b"\xc2[\x80-\x9f\xad]",
        b"\xe2\x80[\x8b-\x8f\xaa-\xae]",
        b"\xe2\x81[\xa0-\xa9]",
        b"\xef\xbb\xbf",
        b"\xd8\x9c",
        b"\xe1\xa0\x8e",
    )
)
"""How they begin in UTF-8; the fixed first bytes are searched for fast."""

_MEANT = {
    byte: character
    for byte in range(0x80, 0xA0)
    if (character := bytes([byte]).decode("cp1252", "ignore"))
}
"""Letters and signs of Windows-1252 that stand as control characters in a text read as Latin-1."""


def may_hold_invisible(text: str) -> bool:
    """Tell quickly whether cells between tabs or line feeds are worth looking at one by one."""
    raw = text.encode("utf-8", "surrogatepass")
    if raw.translate(None, _PRINTED):
        return True
    if len(raw) == len(text):
        return False
    if any(sign.search(raw) for sign in _SIGNS):
        return True
    return any(edge in text and _is_at_edge(edge, text) for edge in _EDGES)


def visible(cell: str) -> str | None:
    """Return a cell without what cannot be seen; None where nothing is to be taken away."""
    if cell.isascii() and cell.isprintable():
        return None
    pattern = _IN_ANY if _RIGHT_TO_LEFT.search(cell) else _IN_LEFT_TO_RIGHT
    before, shown = cell, pattern.sub(_shown, cell)
    while shown != before:
        # What was between the text and a blank at its end is gone now.
        before, shown = shown, pattern.sub(_shown, shown)
    return shown if shown != cell else None


def _is_at_edge(edge: str, text: str) -> bool:
    return re.search(rf"(?:\A|[\t\n])\s*{edge}|{edge}\s*(?:[\t\n]|\Z)", text) is not None


def _shown(found: re.Match[str]) -> str:
    return _MEANT.get(ord(found[0][0]), "")
