"""Recognise the encodings that shift the meaning of plain bytes by signs of their own.

They are ISO-2022, HZ and UTF-7.
"""

from __future__ import annotations

import re

from klaviyo_gui.source.alphabets import plausibility
from klaviyo_gui.source.encoding import undecodable_at

_JAPANESE = (
    "iso2022_jp",
    "iso2022_jp_ext",
    "iso2022_jp_2",
    "iso2022_jp_3",
    "iso2022_jp_2004",
)
_KOREAN = "iso2022_kr"
_CHINESE = "hz"
_UTF_7 = "utf-7"
SHIFTING = frozenset({*_JAPANESE, "iso2022_jp_1", _KOREAN, _CHINESE, _UTF_7})
"""The names of these encodings."""

ESCAPES = re.compile(rb"\x1b(?:\$[@BA]|\$\([CDOPQ]|\([BJI]|\.[AF])")
"""The signs by which ISO-2022 shifts the meaning of bytes."""

_KOREAN_SIGN = b"\x1b$)C"
HZ_PART = re.compile(rb"~\{((?:[\x21-\x77][\x21-\x7e])+)~\}")
_UTF_7_PART = re.compile(rb"\+([A-Za-z0-9+/]{2,})-?")
_NO_LETTERS = re.compile(rb"[0-9+/]+")

_SURELY = 3
"""Different parts that make words in a shifting encoding: so many are no chance."""

_PLAUSIBLE = 0.6
_LEVEL = 0.7
_COMMON_HZ = range(0x30, 0x58)
"""First bytes of the common characters of GB 2312, its level 1."""


def shifting_encodings(data: bytes) -> tuple[str, ...]:
    """Name the encodings, the likeliest first, that make words of ASCII with strange signs."""
    if _KOREAN_SIGN in data:
        return (_KOREAN,)
    if ESCAPES.search(data):
        fitting = (each for each in _JAPANESE if undecodable_at(data, each, is_whole=True) is None)
        return (next(fitting, _JAPANESE[0]),)
    for encoding, parts in (
        (_CHINESE, set(HZ_PART.findall(data))),
        (_UTF_7, set(_UTF_7_PART.findall(data))),
    ):
        if parts and undecodable_at(data, encoding, is_whole=True) is None:
            is_likely = (
                is_common_chinese(parts) if encoding == _CHINESE else _is_base64_text(parts, data)
            )
            if is_likely:
                return (encoding, *(() if len(parts) >= _SURELY else ("utf-8",)))
            if not all(map(_NO_LETTERS.fullmatch, parts)):
                return ("utf-8", encoding)
    return ()


def is_common_chinese(parts: set[bytes]) -> bool:
    """Tell whether most characters within the signs of HZ are those that people write."""
    firsts = [part[at] for part in parts for at in range(0, len(part), 2)]
    return sum(first in _COMMON_HZ or first < _COMMON_HZ[0] for first in firsts) >= _LEVEL * len(
        firsts
    )


def _is_base64_text(parts: set[bytes], data: bytes) -> bool:
    if all(map(_NO_LETTERS.fullmatch, parts)):
        return False
    lines = {line for line in data.splitlines() if b"+" in line}
    return plausibility("\n".join(sorted(each.decode(_UTF_7, "replace") for each in lines))) >= (
        _PLAUSIBLE
    )
