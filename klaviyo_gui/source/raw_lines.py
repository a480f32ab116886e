"""Read lines of a file as they are, before they are cut into cells."""

from __future__ import annotations

import io
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from klaviyo_gui.source.encoding import mark_size
from klaviyo_gui.source.opening import opened

if TYPE_CHECKING:
    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.marks import Mark
    from klaviyo_gui.source.table import CsvFile

_READ = 1024 * 1024
"""Bytes looked at for a line; marks are mostly much nearer to each other."""


def raw_lines(file: CsvFile, index: Index | None, line: int, count: int = 1) -> list[str]:
    """Return lines from this number on, without their ends; fewer where they are far away.

    Raises FileMissing and the like when the file cannot be read any more.
    """
    start, first_line = 0, 1
    if index is not None:
        after = bisect_right(index.marks, line, key=_line_of)
        if after:
            start, first_line = index.marks[after - 1].offset, index.marks[after - 1].line
    with opened(file.data) as source:
        source.seek(start)
        raw = source.read(_READ)
    if not start:
        raw = raw[mark_size(raw) :]
    text = raw.decode(file.dialect.encoding, "surrogateescape")
    at = line - first_line
    found = islice(io.StringIO(text, newline=""), at, at + count)
    return [each.rstrip("\r\n") for each in found]


def _line_of(mark: Mark) -> int:
    return mark.line
