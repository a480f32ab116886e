"""Recognise text in UTF-8 that ends in the middle of a letter: its file was cut."""

from __future__ import annotations

import codecs

_LONGEST = 3
"""Bytes of a letter that may be there while one is missing."""

_OF_TWO = range(0xC2, 0xE0)
_SMALL = range(ord("a"), ord("z") + 1)


def cut_letter(data: bytes) -> int:
    """Count the bytes at the end of data that begin a letter which does not end; 0 for none.

    A single byte may be a letter in a code page: é and its like, or the capital Ã.
    """
    for size in range(1, _LONGEST + 1):
        tail = data[-size:]
        try:
            text = codecs.getincrementaldecoder("utf-8")("strict").decode(tail, final=False)
        except UnicodeDecodeError:
            continue
        if text or len(tail) < size:
            return 0
        return size if size > 1 or _is_no_letter_alone(data[-2:]) else 0
    return 0


def _is_no_letter_alone(end: bytes) -> bool:
    return end[-1] in _OF_TWO and len(end) > 1 and end[0] in _SMALL
