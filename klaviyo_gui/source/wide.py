"""Write text of two or four bytes a character as UTF-8, line by line the same."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import FileUndecodable
from klaviyo_gui.source.encoding import detect_encoding

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 64 * 1024
_WIDE = ("utf-16", "utf-32")
_ORDERED = ("-le", "-be")
_MARK = "\ufeff"


def wide_encoding(head: bytes, chosen: str | None) -> str | None:
    """Name the codec if it is UTF-16 or UTF-32, whose bytes show no record's structure."""
    encoding = detect_encoding(head) if chosen is None else _codec_name(chosen)
    if encoding.startswith(_WIDE):
        if encoding.endswith(_ORDERED) or head.startswith(_marks(encoding)):
            return encoding
        return encoding + ("-be" if head.startswith(b"\0") else "-le")
    return None


def narrow(path: Path, source: Path, target: Path, encoding: str) -> None:
    """Write a text as UTF-8; FileUndecodable, of the file at ``path``, where it is no text."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line, is_first = 1, True
    with source.open("rb") as wide, target.open("wb") as copy:
        while True:
            chunk = wide.read(_CHUNK)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(error.encoding, "replace")
                raise FileUndecodable(path, encoding, line + before.count("\n")) from error
            line += text.count("\n")
            copy.write((text.removeprefix(_MARK) if is_first else text).encode())
            is_first = False
            if not chunk:
                return


def _codec_name(chosen: str) -> str:
    try:
        return codecs.lookup(chosen).name
    except (LookupError, ValueError):
        # Whoever checks the other encodings tells what is wrong.
        return ""


def _marks(encoding: str) -> tuple[bytes, ...]:
    return tuple(_MARK.encode(encoding + order) for order in _ORDERED)
