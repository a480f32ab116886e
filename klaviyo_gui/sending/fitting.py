"""Which changes of a file's rows still fit it, after it was written anew or is read otherwise."""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

from klaviyo_gui.sending.amended import fits
from klaviyo_gui.source.index import between
from klaviyo_gui.source.reader import read_range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.amendments import Amendments
    from klaviyo_gui.source.index import Index
    from klaviyo_gui.source.table import CsvFile


def fitting(file: CsvFile, index: Index, amendments: Amendments) -> Iterator[Amendments]:
    """Give the changes without those of rows that read otherwise now.

    Only what lies around changed rows is read. Raises FileChanged when it is no longer the file
    of the index.
    """
    marks = index.marks
    lines = [mark.line for mark in marks]
    kept: list[int] = []
    for after, changes in groupby(amendments.rows, lambda each: bisect_right(lines, each.line)):
        if not 0 < after < len(marks):
            continue
        rows = read_range(file.data, file.dialect, between(marks[after - 1], marks[after]))
        cells = dict(zip(rows.lines, rows.cells, strict=True))
        kept += [
            each.line
            for each in changes
            if each.line in cells and fits(each, cells[each.line], file.header)
        ]
    file.check_unchanged()
    yield amendments.keeping(kept)
