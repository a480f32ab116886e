"""Know the encodings from before Unicode: how seldom files have them, and what they mostly hold."""

from __future__ import annotations

LEGACY = {
    "cp1252": 1.0,
    "cp1250": 0.95,
    "cp1251": 1.0,
    "cp1254": 0.93,
    "cp1253": 0.93,
    "cp1257": 0.9,
    "cp1255": 0.95,
    "cp1256": 0.9,
    "cp1258": 0.85,
    "cp874": 0.8,
    "iso8859-15": 0.9,
    "iso8859-2": 0.9,
    "iso8859-7": 0.9,
    "iso8859-8": 0.85,
    "iso8859-5": 0.8,
    "iso8859-6": 0.7,
    "iso8859-16": 0.8,
    "iso8859-13": 0.8,
    "iso8859-4": 0.75,
    "iso8859-10": 0.75,
    "iso8859-3": 0.75,
    "iso8859-14": 0.75,
    "koi8-r": 0.8,
    "koi8-u": 0.8,
    "mac_roman": 0.8,
    "mac_iceland": 0.75,
    "mac_latin2": 0.75,
    "mac_croatian": 0.72,
    "mac_romanian": 0.72,
    "mac_turkish": 0.72,
    "mac_greek": 0.75,
    "mac_cyrillic": 0.75,
    "cp850": 0.8,
    "cp437": 0.75,
    "cp852": 0.75,
    "cp866": 0.75,
    "cp1125": 0.7,
    "cp855": 0.72,
    "cp857": 0.72,
    "cp775": 0.72,
    "cp737": 0.72,
    "cp869": 0.72,
    "cp862": 0.72,
    "cp864": 0.7,
    "cp860": 0.72,
    "cp861": 0.72,
    "cp865": 0.72,
    "kz1048": 0.75,
    "ptcp154": 0.7,
    "koi8-t": 0.7,
    "gb18030": 0.93,
    "cp932": 1.0,
    "big5hkscs": 0.95,
    "cp949": 1.0,
    "johab": 0.8,
    "euc_jis_2004": 0.8,
}
"""How seldom they are, beside the first, among the files of shops; a choice of ours.

Of two that read alike, the first is meant.
"""

COMMON = {
    "gb18030": bytes([*range(0xA1, 0xA4), *range(0xB0, 0xD8)]),
    "big5hkscs": bytes(range(0xA1, 0xC7)),
    "cp949": bytes([*range(0xA1, 0xA4), *range(0xB0, 0xC9)]),
    "cp932": bytes([*range(0x81, 0x84), *range(0x88, 0x98)]),
    "johab": bytes(range(0x88, 0xD4)),
    "euc_jis_2004": bytes([*range(0xA1, 0xA6), *range(0xB0, 0xD0)]),
}
"""First bytes of what is written most in these: kana, hangul, the level of common characters."""

_PAIRS = frozenset({"big5", "cp950", "gbk", "gb2312", "shift_jis", "euc_jp", "euc_kr"})
# A third of Chinese text begins with bytes beyond those of hangul; where none does, it is Korean.
_LAST_OF_HANGUL = b"\xc8"
_MANY_CHARACTERS, _CUT_OFF = 24, 0.7

FIRST_WIDE = "\u2e80"
"""From here on Unicode has the characters of East Asia."""


def is_of_pairs(encoding: str) -> bool:
    """Tell whether most characters take two bytes, some of which may happen to be UTF-8."""
    return encoding in COMMON or encoding in _PAIRS


def commonness(text: str, encoding: str) -> float:
    """Tell which share of the East Asian characters of a text its usual characters make."""
    usual = COMMON.get(encoding)
    if usual is None:
        return 1.0
    # Letters of other alphabets are there too, and as good as in the encodings of their own.
    wide = "".join(each for each in text if each >= FIRST_WIDE)
    firsts = [
        raw[:1] for raw in (each.encode(encoding, "replace") for each in wide) if raw > b"\x7f"
    ]
    if not firsts:
        return 1.0
    share = sum(first in usual for first in firsts) / len(firsts)
    is_cut_off = encoding == "gb18030" and max(firsts) <= _LAST_OF_HANGUL
    return share * _CUT_OFF if is_cut_off and len(firsts) > _MANY_CHARACTERS else share
