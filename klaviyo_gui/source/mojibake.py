"""Undo the reading of UTF-8 as Windows-1252, where that is proven to have happened.

``ü`` written as UTF-8 and read as Windows-1252 becomes ``Ã¼``. Each such group of characters is
written back to bytes; only if these are one character in strict UTF-8 is the group replaced.
What is replaced can so be turned back into exactly what stood there.
"""

from __future__ import annotations

import re

_ROUNDS = 3
"""Times that a text may have been read wrongly, one on top of the other."""


def _shown(byte: int) -> str:
    """Return the characters that a program may show for this byte."""
    latin = chr(byte)
    windows = bytes([byte]).decode("cp1252", "ignore")
    return latin if windows in {"", latin} else windows + latin


_BYTES = {ord(character): byte for byte in range(0x80, 0x100) for character in _shown(byte)}


def _any_of(first: int, last: int) -> str:
    return "".join(re.escape(_shown(byte)) for byte in range(first, last + 1))


_FOLLOWING = f"[{_any_of(0x80, 0xBF)}]"
_LEADS = {
    lead: re.compile(f"{lead}{_FOLLOWING}{{{following}}}")
    for first, last, following in ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
    for lead in _any_of(first, last)
}
_GROUP = re.compile("|".join(pattern.pattern for pattern in _LEADS.values()))


def may_hold_mojibake(text: str) -> bool:
    """Tell quickly whether a long text is worth looking at cell by cell."""
    if text.isascii():
        return False
    return any(lead in text and pattern.search(text) for lead, pattern in _LEADS.items())


def repaired(text: str) -> str | None:
    """Return the text as it was before it was read wrongly; None if nothing proves that it was."""
    found = text
    for _ in range(_ROUNDS):
        better = _GROUP.sub(_once, found)
        if better == found:
            break
        found = better
    return found if found != text else None


def _once(group: re.Match[str]) -> str:
    raw = bytes(_BYTES[ord(character)] for character in group[0])
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return group[0]
