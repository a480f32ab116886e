"""Find rows that are written in another encoding than the rest of their file.

Rows that are no text in the file's encoding need no search. Here are those that are text, but a
wrong one: UTF-8 within a code page, and signs of a shifting encoding within plain text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.source.cesu import CESU_8
from klaviyo_gui.source.encoding import is_utf_8
from klaviyo_gui.source.legacy import is_of_pairs
from klaviyo_gui.source.shifting import ESCAPES, HZ_PART, is_common_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.source.dialect import Dialect
    from klaviyo_gui.source.reader import Rows

_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_WHOLE = frozenset({"utf-8", CESU_8})


def rows_astray(raw: bytes, dialect: Dialect, rows: Rows) -> Iterator[int]:
    """Give the index of each row that is rather text in another encoding."""
    has_signs = b"\x1b" in raw or b"~{" in raw
    is_page = dialect.encoding not in _WHOLE and not is_of_pairs(dialect.encoding)
    has_utf_8 = is_page and not raw.isascii() and _UTF_8.search(raw) is not None
    if not (has_signs or has_utf_8):
        return
    for at, cells in enumerate(rows.cells):
        row = "\t".join(cells).encode(dialect.encoding, "surrogateescape")
        if (has_signs and _is_shifting(row)) or (has_utf_8 and not row.isascii() and is_utf_8(row)):
            yield at


def _is_shifting(row: bytes) -> bool:
    if ESCAPES.search(row):
        return True
    parts = set(HZ_PART.findall(row)) if row.isascii() else set()
    return bool(parts) and is_common_chinese(parts)
