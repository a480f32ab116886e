"""The encoding CESU-8, which Python lacks: UTF-8 of halves of UTF-16.

Old databases write a character beyond the 65,536 first, such as a face, as two characters of three
bytes each. All other text is UTF-8 (https://www.unicode.org/reports/tr26/).
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

CESU_8 = "cesu-8"

_PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_CUT = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf](?:\xed(?:[\xb0-\xbf])?)?\Z")


def has_pairs(data: bytes) -> bool:
    """Tell whether two characters of these bytes are the halves of one."""
    return b"\xed" in data and _PAIR.search(data) is not None


def _joined(pair: re.Match[bytes]) -> bytes:
    halves = pair[0].decode("utf-8", "surrogatepass")
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode()


def _torn(character: re.Match[str]) -> str:
    halves = character[0].encode("utf-16-le")
    return halves[:2].decode("utf-16-le", "surrogatepass") + halves[2:].decode(
        "utf-16-le", "surrogatepass"
    )


def _decode(data: ReadableBuffer, errors: str = "strict") -> tuple[str, int]:
    raw = bytes(data)
    return _PAIR.sub(_joined, raw).decode("utf-8", errors), len(raw)


def _encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
    # What is no text already shall be an error, which halves that are made here are not.
    text.encode("utf-8", errors)
    return _BEYOND.sub(_torn, text).encode("utf-8", "surrogatepass"), len(text)


class _Decoder(codecs.BufferedIncrementalDecoder):
    """Keeps back a first half until the second is there."""

    def _buffer_decode(self, data: ReadableBuffer, errors: str, final: bool) -> tuple[str, int]:
        raw = bytes(data)
        cut = None if final else _CUT.search(raw)
        known = raw[: cut.start()] if cut else raw
        whole = _PAIR.sub(_joined, known)
        text, used = codecs.utf_8_decode(whole, errors, final)
        return text, len(known) - (len(whole) - used)


class _Encoder(codecs.IncrementalEncoder):
    def encode(self, text: str, final: bool = False) -> bytes:  # noqa: ARG002 - the signature of codecs
        return _encode(text, self.errors)[0]


def _find(name: str) -> codecs.CodecInfo | None:
    if name not in {"cesu_8", "cesu8"}:
        return None
    return codecs.CodecInfo(
        name=CESU_8,
        encode=_encode,
        decode=_decode,
        incrementalencoder=_Encoder,
        incrementaldecoder=_Decoder,
    )


@cache
def make_known() -> None:
    """Let Python find the codec by its name, in this process."""
    codecs.register(_find)
