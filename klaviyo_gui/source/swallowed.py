"""Suspect a quote that was not closed where it should, because of the lines in its cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.source.causes import LINES_SWALLOWED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.source.reader import Rows

_LINE_END = re.compile(r"\r\n|\r|\n")

_WIDE = 4
"""Cells of a row from which one line with exactly as many separators is no chance any more."""

_LINES_OF_NARROW = 3
"""Such lines in one cell that make the suspicion in a narrower file."""


def doubtful(rows: Rows, width: int) -> dict[int, str]:
    """Give the cause for each row, by its index, that quotes may have made wrong."""
    return {**rows.suspects, **dict.fromkeys(swallowing(rows, width), LINES_SWALLOWED)}


def swallowing(rows: Rows, width: int) -> list[int]:
    """List the indices of rows that seem to have swallowed the rows below them."""
    if width == 1 or not rows.delimiter or not rows.lines or _is_one_line_each(rows):
        return []
    return [
        at
        for at, cells in enumerate(rows.cells)
        if any("\n" in cell or "\r" in cell for cell in cells)
        and _has_swallowed(cells, width, rows.delimiter)
    ]


def _is_one_line_each(rows: Rows) -> bool:
    """Tell whether only the last row can span lines, and does not."""
    if rows.lines[-1] - rows.lines[0] != len(rows) - 1:
        return False
    return not any("\n" in cell or "\r" in cell for cell in rows.cells[-1])


def _has_swallowed(cells: Sequence[str], width: int, delimiter: str) -> bool:
    """Look for lines inside a cell that are cut like rows; ``, `` is how people write."""
    wanted = 1 if width >= _WIDE else _LINES_OF_NARROW
    for cell in cells:
        inner = _LINE_END.split(cell)[1:-1]
        alike = [
            line
            for line in inner
            if line.count(delimiter) == width - 1 and f"{delimiter} " not in line
        ]
        if len(alike) >= wanted and 2 * len(alike) >= len(list(filter(None, inner))):
            return True
    return False
