"""Recognise text in which a record's structure does not show as bytes of ASCII.

Such are UTF-16 and UTF-32, the encodings that shift the meaning of bytes by signs of their own,
and those of mainframes.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from klaviyo_gui.source.charset import Candidate, Charset
from klaviyo_gui.source.encoding import detect_encoding
from klaviyo_gui.source.mainframe import EBCDIC, as_lines, mainframe_charset
from klaviyo_gui.source.readings import Reading, lines_of
from klaviyo_gui.source.shifting import SHIFTING, shifting_encodings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.source.excerpts import Excerpt

_WIDE = ("utf-16", "utf-32")
_ORDERED = ("-le", "-be")
_MARK = "\ufeff"

_HIDDEN = SHIFTING | frozenset(EBCDIC)
_KEPT = 3


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
        names = shifting_encodings(b"".join(excerpt.data for excerpt in excerpts))
        return _charset(*names) if names else None
    pieces = [excerpt.data for excerpt in excerpts]
    return None if encoding == "utf-8" else mainframe_charset(pieces)


def hidden_texts(excerpts: Sequence[Excerpt], charset: Charset) -> tuple[Reading, ...]:
    """Give the first lines which the candidates of a hidden encoding read differently."""
    names = [each.encoding for each in charset.candidates]
    found: dict[Reading, None] = {}
    for excerpt in excerpts if len(names) > 1 else ():
        texts = [as_lines(excerpt.data.decode(name, "replace"), name) for name in names]
        found |= dict.fromkeys(lines_of(texts, excerpt.line))
    return tuple(found)[:_KEPT]


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
