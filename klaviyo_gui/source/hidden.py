"""Recognise text in which a record's structure does not show as bytes of ASCII.

Such are UTF-16 and UTF-32, the encodings that shift the meaning of bytes by signs of their own
(ISO-2022, HZ, UTF-7), and EBCDIC of mainframes.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from klaviyo_gui.source.alphabets import plausibility
from klaviyo_gui.source.charset import Candidate, Charset
from klaviyo_gui.source.encoding import detect_encoding, undecodable_at
from klaviyo_gui.source.excerpts import Excerpt
from klaviyo_gui.source.readings import Reading, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

_WIDE = ("utf-16", "utf-32")
_ORDERED = ("-le", "-be")
_MARK = "\ufeff"

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

_HIDDEN = frozenset({*_JAPANESE, "iso2022_jp_1", _KOREAN, _CHINESE, _UTF_7, *EBCDIC})

ESCAPES = re.compile(rb"\x1b(?:\$[@BA]|\$\([CDOPQ]|\([BJI]|\.[AF])")
"""The signs by which ISO-2022 shifts the meaning of bytes."""

_KOREAN_SIGN = b"\x1b$)C"
HZ_PART = re.compile(rb"~\{((?:[\x21-\x77][\x21-\x7e])+)~\}")
_UTF_7_PART = re.compile(rb"\+([A-Za-z0-9+/]{2,})-?")
_NO_LETTERS = re.compile(rb"[0-9+/]+")

SURELY = 3
"""Different parts that make words in a shifting encoding: so many are no chance."""

_SAMPLE = 32 * 1024
_CHUNK = 1024 * 1024
_PLAUSIBLE = 0.6
_LEVEL = 0.7
_ALNUM, _ALNUM_RAW = 0.5, 0.3
_CONTROLS = 0.02
_PLAIN = 0.03
_RIVAL = 0.4
_FEW = 4
_KEPT = 3
_COMMON_HZ = range(0x30, 0x58)
"""First bytes of the common characters of GB 2312, its level 1."""


def hidden_charset(excerpts: Sequence[Excerpt], chosen: str | None) -> Charset | None:
    """Name the encoding whose bytes do not show the structure; None if they do."""
    head = excerpts[0].data
    if chosen is not None:
        name = _codec_name(chosen)
        if name.startswith(_WIDE):
            return _charset(_with_order(name, head))
        return _charset(name) if name in _HIDDEN else None
    encoding = detect_encoding(head)
    if encoding.startswith(_WIDE):
        return _charset(_with_order(encoding, head))
    if all(excerpt.data.isascii() for excerpt in excerpts):
        return _shifting(b"".join(excerpt.data for excerpt in excerpts))
    return None if encoding == "utf-8" else _ebcdic([excerpt.data for excerpt in excerpts])


def hidden_texts(excerpts: Sequence[Excerpt], charset: Charset) -> tuple[Reading, ...]:
    """Give the first lines which the candidates of a hidden encoding read differently."""
    names = [each.encoding for each in charset.candidates]
    found: dict[Reading, None] = {}
    for excerpt in excerpts if len(names) > 1 else ():
        texts = [as_lines(excerpt.data.decode(name, "replace"), name) for name in names]
        found |= dict.fromkeys(lines_of(texts, excerpt.line))
    return tuple(found)[:_KEPT]


def as_lines(text: str, encoding: str) -> str:
    """Return text with line ends as CSV has them: mainframes end lines by a sign of their own."""
    return text.replace("\x85", "\n") if encoding in EBCDIC else text


def _charset(*encodings: str) -> Charset:
    likelihoods = (1.0, 0.5, 0.4)
    return Charset(tuple(map(Candidate, encodings, likelihoods)))


def _codec_name(chosen: str) -> str:
    try:
        return codecs.lookup(chosen).name
    except (LookupError, ValueError):
        # Whoever checks the other encodings tells what is wrong.
        return ""


def _with_order(encoding: str, head: bytes) -> str:
    marks = tuple(_MARK.encode(encoding + order) for order in _ORDERED if encoding in _WIDE)
    if encoding.endswith(_ORDERED) or head.startswith(marks):
        return encoding
    return encoding + ("-be" if head.startswith(b"\0") else "-le")


def _shifting(data: bytes) -> Charset | None:
    """Find the encoding that makes words of what looks like ASCII with strange signs."""
    if _KOREAN_SIGN in data:
        return _charset(_KOREAN)
    if ESCAPES.search(data):
        fitting = (each for each in _JAPANESE if undecodable_at(data, each, is_whole=True) is None)
        return _charset(next(fitting, _JAPANESE[0]))
    for encoding, parts in (
        (_CHINESE, set(HZ_PART.findall(data))),
        (_UTF_7, set(_UTF_7_PART.findall(data))),
    ):
        if parts and undecodable_at(data, encoding, is_whole=True) is None:
            is_likely = (
                is_common_chinese(parts) if encoding == _CHINESE else _is_base64_text(parts, data)
            )
            if is_likely:
                return _charset(encoding, *(() if len(parts) >= SURELY else ("utf-8",)))
            if not all(map(_NO_LETTERS.fullmatch, parts)):
                return _charset("utf-8", encoding)
    return None


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


def is_unlined(head: bytes) -> bool:
    """Tell whether this is text of a mainframe without the ends of lines that a CSV has."""
    sample = head[:_SAMPLE]
    return not sample.isascii() and bool(_pages(sample, is_lined=False))


def _ebcdic(pieces: Sequence[bytes]) -> Charset | None:
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
