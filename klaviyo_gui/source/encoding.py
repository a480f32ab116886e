"""Find out in which encoding a text was written."""

from __future__ import annotations

import codecs
from functools import lru_cache

from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.source.alphabets import plausibility

# The marks of UTF-32 come first: the little-endian one begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# In these a comma in the text may be other bytes, or a comma's byte other text.
_SHIFTING = ("iso2022", "hz", "utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape")


_UTF_16_AND_32 = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_STRUCTURE = frozenset(',;\t|"\r\n')
_LOOKED_AT = 4_096
_FEW = 0.1
_ENOUGH, _WORDS = 24, 0.8


def is_utf_8(line: bytes) -> bool:
    """Tell whether a line is UTF-8 throughout."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def detect_encoding(head: bytes, *, is_whole: bool = False) -> str:
    """Name the codec that reads this beginning of a file.

    A character cut by the end of the head is no error, unless the head is the whole file.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    wide = _wide_encoding(head) if b"\0" in head else None
    if wide:
        return wide
    for encoding in ("utf-8", "cp1252"):
        if undecodable_at(head, encoding, is_whole=is_whole) is None:
            return encoding
    return "latin-1"


def _wide_encoding(head: bytes) -> str | None:
    """Find the encoding in which every NUL byte is half of a character of ASCII."""
    part = head[:_LOOKED_AT]
    for encoding in _UTF_16_AND_32:
        whole = part[: len(part) // 4 * 4] or part[: len(part) // 2 * 2]
        if undecodable_at(whole, encoding, is_whole=False) is None:
            text = whole.decode(encoding, "ignore")
            narrow = whole.decode("latin-1")
            structure = sum(character in _STRUCTURE for character in text)
            # Bytes of a comma or a line's end that make no comma mean that a byte is a character.
            torn = sum(character in _STRUCTURE for character in narrow) - structure
            is_whole = torn <= _FEW * len(text) or _is_words(text)
            if "\0" not in text and structure and is_whole:
                return encoding
    return None


def _is_words(text: str) -> bool:
    """Tell whether text that is torn as another encoding makes words: letters of India do."""
    return len(text) >= _ENOUGH and plausibility(text) >= _WORDS


def undecodable_at(head: bytes, encoding: str, *, is_whole: bool) -> int | None:
    """Find the offset of the first byte that is no text in this encoding, if there is one."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        decoder.decode(head, is_whole)
    except UnicodeDecodeError as error:
        return error.start
    return None


def mark_size(head: bytes) -> int:
    """Count the bytes of a UTF-8 byte order mark, which belongs to no cell."""
    return len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0


def check_encoding(name: str) -> str:
    """Return Python's name of an encoding that somebody chose.

    OptionError if Python has no such encoding, or if a record's structure cannot be seen in
    its bytes.
    """
    try:
        encoding = codecs.lookup(name).name.removesuffix("-sig")
        # The public way to tell a text encoding from base64 and the like is to try.
        is_seen = "".encode(encoding) == b"" and all(
            stands_alone(encoding, character) for character in ',"\n\r'
        )
    except (LookupError, ValueError) as error:
        raise OptionError("--encoding", name) from error
    if not is_seen:
        raise OptionError("--encoding", name)
    return encoding


@lru_cache(maxsize=256)
def stands_alone(encoding: str, character: str) -> bool:
    """Tell whether this character is its ASCII byte, and this byte nothing but the character.

    The second byte of a Japanese character may be that of ``|``, for example.
    """
    byte = character.encode("ascii")
    if encoding.startswith(_SHIFTING) or character.encode(encoding, "replace") != byte:
        return False
    return all(
        (bytes([first]) + byte).decode(encoding, "surrogateescape").endswith(character)
        for first in range(0x80, 0x100)
    )
