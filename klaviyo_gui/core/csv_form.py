"""The form of the CSV files that this program writes, which people open in spreadsheets."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK = codecs.BOM_UTF8
"""What such a file begins with: without it Excel takes it for one in its system's old encoding."""

_FORMULA = re.compile(r"[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]")
_NUMBER_LIKE = re.compile(r"[+-][\d\s.,()/-]*\d[\d\s.,()/-]*%?", re.ASCII)
"""A signed number or a phone number begins like a formula and is none."""


def formula_safe(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it (owasp.org, CSV injection)."""
    if _FORMULA.match(cell) and not _NUMBER_LIKE.fullmatch(cell):
        return "'" + cell
    return cell


def csv_bytes(rows: Iterable[Iterable[str]]) -> bytes:
    """Return rows as they are written, one after the other."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def free_names(names: Sequence[str], header: Sequence[str]) -> list[str]:
    """Return our column names, changed where the file has columns of the same name."""
    free = []
    for name in names:
        mine = name
        while mine in header:
            mine += " (result)"
        free.append(mine)
    return free
