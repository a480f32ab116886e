"""Undo the reading of UTF-8 as Windows-1252, where that is proven to have happened.

``ü`` written as UTF-8 and read as Windows-1252 becomes ``Ã¼``. Each such group of characters is
written back to bytes; only if these are one character in strict UTF-8, and if nobody would write
the group where it stands, is it replaced. What is replaced can be turned back into exactly what
stood there.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

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
_LEADS = {_any_of(0xC2, 0xDF): 1, _any_of(0xE0, 0xEF): 2, _any_of(0xF0, 0xF4): 3}
"""How many characters follow each of these."""
_PAIR = 2
_LEADS_OF_LATIN = "ÂÃ"
_LEADS_OF_SIGNS = "âð"
"""They begin the groups of quotes, dashes, the euro and faces."""
_CLOSING = frozenset(
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
    "\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}"
    "\N{RIGHT DOUBLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{HORIZONTAL ELLIPSIS}\N{EN DASH}\N{EM DASH}\N{TRADE MARK SIGN}"
)
"""What may follow the last letter of a word in capitals, whichever letter that is."""
_RAISED = frozenset("®©°²³¹ºª")
"""… and what follows other letters than these of Latin-1."""
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_GROUP = re.compile(
    f"[{''.join(_LEADS)}](?:"
    + "|".join(f"(?<=[{leads}]){_FOLLOWING}{{{many}}}" for leads, many in _LEADS.items())
    + ")"
)
"""It begins with one set of characters, which the search finds fast."""
_LONE_LEAD = re.compile(f"[{''.join(_LEADS)}](?![^\\W\\d_])")
"""The first character of a group without the others: a text that was cut within a letter."""


def may_hold_mojibake(text: str) -> bool:
    """Tell quickly whether a long text is worth looking at cell by cell."""
    if text.isascii():
        return False
    return any(
        lead in text and _led_by(lead, many).search(text)
        for leads, many in _LEADS.items()
        for lead in leads
    )


@cache
def _led_by(lead: str, many: int) -> re.Pattern[str]:
    """Match the groups that begin with one character, found far faster than those of any."""
    return re.compile(f"{lead}{_FOLLOWING}{{{many}}}")


class Reading(NamedTuple):
    """A text as it probably was before it was read wrongly.

    ``is_exact`` where nothing else can have stood there: all its characters beyond ASCII are
    groups that were turned back. ``is_cut`` where the rest of a group is missing.
    """

    text: str
    is_exact: bool
    is_cut: bool


def reading(text: str) -> Reading | None:
    """Read a text as it was before it was read wrongly; None if nothing proves that it was."""
    found, is_exact, is_cut = text, True, False
    for _ in range(_ROUNDS):
        better, left = _mended(found)
        if better == found:
            break
        found = better
        is_exact = is_exact and left.isascii()
        is_cut = is_cut or _LONE_LEAD.search(left) is not None
    return Reading(found, is_exact, is_cut) if found != text else None


def repaired(text: str) -> str | None:
    """Return the text as it was before it was read wrongly; None if nothing proves that it was."""
    found = reading(text)
    return found.text if found is not None else None


def _mended(text: str) -> tuple[str, str]:
    """Return the text with its groups turned back, and what is left of it without them."""
    parts: list[str] = []
    left: list[str] = []
    end = 0
    for group in _GROUP.finditer(text):
        right = _read(group[0])
        is_next_to_another = bool(parts) and group.start() == end
        if right and (is_next_to_another or _is_unlikely(text, group)):
            parts += text[end : group.start()], right
            left.append(text[end : group.start()])
            end = group.end()
    return "".join((*parts, text[end:])), "a".join((*left, text[end:]))


def _read(group: str) -> str:
    raw = bytes(_BYTES[ord(character)] for character in group)
    return raw.decode(errors="ignore")


def _is_unlikely(text: str, group: re.Match[str]) -> bool:
    """Tell whether nobody would write these characters here: ``«CAFÉ»`` has such ones too."""
    if len(group[0]) > _PAIR:
        # A single sign of Chinese may be a quotation in French; two of them hardly are.
        return group[0][0] in _LEADS_OF_SIGNS or _GROUP.match(text, group.end()) is not None
    before = text[group.start() - 1 : group.start()]
    if before.islower():
        return True
    lead, following = group[0][0], group[0][1]
    is_latin = lead in _LEADS_OF_LATIN
    if following == "\N{NO-BREAK SPACE}":
        return is_latin and not before.isalpha()
    after = text[group.end() : group.end() + 1]
    if following in _CLOSING or (following in _RAISED and not is_latin):
        return following != _APOSTROPHE and after.isalpha()
    return True
