"""Write text whose bytes do not show its structure as UTF-8, line by line the same."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import FileUndecodable
from klaviyo_gui.source.mainframe import as_lines

if TYPE_CHECKING:
    from pathlib import Path

_CHUNK = 64 * 1024
_MARK = "\ufeff"


def narrow(path: Path, source: Path, target: Path, encoding: str) -> None:
    """Write a text as UTF-8; FileUndecodable, of the file at ``path``, where it is no text."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line, is_first = 1, True
    with source.open("rb") as wide, target.open("wb") as copy:
        while True:
            chunk = wide.read(_CHUNK)
            try:
                text = as_lines(decoder.decode(chunk, final=not chunk), encoding)
            except UnicodeDecodeError as error:
                # The codecs of single bytes do not tell which of them it was.
                name = encoding if error.encoding == "charmap" else error.encoding
                before = as_lines(error.object[: error.start].decode(name, "replace"), encoding)
                raise FileUndecodable(path, encoding, line + before.count("\n")) from error
            line += text.count("\n")
            copy.write((text.removeprefix(_MARK) if is_first else text).encode())
            is_first = False
            if not chunk:
                return
