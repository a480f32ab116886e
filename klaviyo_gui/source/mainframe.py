"""Recognise the text of mainframes, EBCDIC, in which not even a line's end is a byte of ASCII."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.source.alphabets import plausibility
from klaviyo_gui.source.charset import Candidate, Charset
from klaviyo_gui.source.encoding import undecodable_at
from klaviyo_gui.source.excerpts import Excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

EBCDIC = ("cp037", "cp500", "cp1140", "cp273", "cp1026", "cp875", "cp424")
"""The code pages of mainframes, the usual first."""

_EBCDIC_LINE = re.compile(rb"\r\x25|[\x15\x25\r]")
_EBCDIC_END = b"\x25"
_ALIKE = bytes(
    byte
    for byte in range(256)
    if len({bytes([byte]).decode(page, "replace") for page in EBCDIC[:5]}) == 1
)
"""What the code pages of the Latin alphabet agree upon."""

_SAMPLE = 32 * 1024
_CHUNK = 1024 * 1024
_PLAUSIBLE = 0.6
_ALNUM, _ALNUM_RAW = 0.5, 0.3
_CONTROLS = 0.02
_PLAIN = 0.03
_RIVAL = 0.4
_FEW = 4
_KEPT = 3


def as_lines(text: str, encoding: str) -> str:
    """Return text with line ends as CSV has them: mainframes end lines by a sign of their own."""
    return text.replace("\x85", "\n") if encoding in EBCDIC else text


def is_unlined(head: bytes) -> bool:
    """Tell whether this is text of a mainframe without the ends of lines that a CSV has."""
    sample = head[:_SAMPLE]
    return not sample.isascii() and bool(_pages(sample, is_lined=False))


def mainframe_charset(pieces: Sequence[bytes]) -> Charset | None:
    """Find the code page of a mainframe that makes words and numbers of what makes none else."""
    sample = b"".join([pieces[0][:_SAMPLE], *pieces[1:]])
    found = _pages(sample, is_lined=True)
    return Charset(found) if found else None


def telling_lines(file: BinaryIO) -> Iterator[Excerpt]:
    """Read all of a mainframe's text for some of the lines that its code pages read differently.

    Nothing else shows that a single one is in it.
    """
    size, line, rest = 0, 1, b""
    file.seek(0)
    while size < _SAMPLE and (chunk := file.read(_CHUNK)):
        *lines, rest = _EBCDIC_LINE.split(rest + chunk)
        if chunk.translate(None, _ALIKE):
            for at, each in enumerate(lines):
                if each.translate(None, _ALIKE) and size < _SAMPLE:
                    size += len(each)
                    yield Excerpt(each + _EBCDIC_END, file.tell(), line + at, is_end=False)
        line += len(lines)
    if rest.translate(None, _ALIKE):
        yield Excerpt(rest, file.tell(), line)


def _pages(sample: bytes, *, is_lined: bool) -> tuple[Candidate, ...]:
    weighed: dict[str, Candidate] = {}
    if b"\n" in sample or b" " in sample:
        return ()
    # Greek and Hebrew letters of mainframes are the bytes of plain ones.
    is_like_ascii = _alnum(sample.decode("ascii", "ignore")) > _ALNUM_RAW * len(sample)
    for encoding in EBCDIC:
        if undecodable_at(sample, encoding, is_whole=True) is None:
            text = as_lines(sample.decode(encoding), encoding)
            words = plausibility(text)
            is_likely = _is_text(text) and (words >= _PLAUSIBLE or not is_like_ascii)
            if is_likely and ("\n" in text or "\r" in text) == is_lined:
                weighed.setdefault(text, Candidate(encoding, round(words, 3)))
    ranked = sorted(weighed.values(), key=lambda each: -each.likelihood)[:_KEPT]
    is_thin = any(sum(not each.isascii() for each in text) < _FEW for text in weighed)
    rival = 0.0 if is_thin else _RIVAL
    return tuple(each for each in ranked if each.likelihood >= ranked[0].likelihood * rival)


def _is_text(text: str) -> bool:
    """Tell whether most of a text is letters and numbers, some of them plain."""
    controls = sum(character < " " and character not in "\t\r\n" for character in text)
    plain = text.encode("ascii", "ignore").decode()
    return (
        _alnum(text) >= _ALNUM * len(text)
        and _alnum(plain) >= _PLAIN * len(text)
        and controls <= _CONTROLS * len(text)
    )


def _alnum(text: str) -> int:
    return sum(map(str.isalnum, text))
