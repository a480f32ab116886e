"""Know the blank cells behind the last column that a program writes in each row.

One row with a cell too many may be shifted, and its last cell blank by chance; so such a row is
believed only where nearly all rows of the file have as many blank cells behind the last column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST = 0.9
_ROWS_MIN = 2


def spare_cells(cells: Sequence[str], width: int) -> int:
    """Count the cells behind the last column, 0 if one of them is filled.

    A blank before a text tells of a cell such as *Lee, Ann* that was cut in two.
    """
    surplus = cells[width:]
    if not surplus or any(map(str.strip, surplus)):
        return 0
    is_cut = any(cell.startswith(" ") and not cell.isspace() for cell in cells)
    return 0 if is_cut else len(surplus)


def usual_spare(counts: Mapping[int, int], rows: int) -> int:
    """Return how many spare cells nearly all rows have, 0 for none; ``counts`` is by number."""
    usual = (spare for spare, count in counts.items() if count >= max(_ROWS_MIN, _MOST * rows))
    return next(usual, 0)


def without_spare(
    rows: Sequence[list[str]], width: int, spare: int
) -> tuple[Sequence[list[str]], list[int]]:
    """Return the rows without so many spare cells, and the indices of those that had them."""
    if not spare:
        return rows, []
    found = [at for at, cells in enumerate(rows) if spare_cells(cells, width) == spare]
    cut = list(rows)
    for at in found:
        cut[at] = rows[at][:width]
    return cut, found
