"""Know the columns in which cells of several lines are the rule.

Quotes that swallow rows come by chance, one too many here and one too few there. Where many
cells of one column hold as many lines, none of them torn, and nowhere text follows a quote that
closes a cell, no such chance explains them all: somebody wrote addresses or notes. That excuses a
doubt, and never lines that look like rows of the table: one of them may be swallowed all the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MANY = 20
_SHARE = 0.05


def regular_lines(rows: Iterable[Sequence[str]], delimiter: str) -> Mapping[int, frozenset[int]]:
    """Give by column how many line ends its cells hold as a rule, where that is known."""
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for cells in rows:
        for at, cell in enumerate(cells):
            ends = line_ends(cell)
            if ends and not _is_torn(cell, delimiter):
                counts[at][ends] += 1
    return {
        at: frozenset(ends for ends, count in found.items() if count >= _SHARE * found.total())
        for at, found in counts.items()
        if found.total() >= _MANY
    }


def is_regular(cells: Sequence[str], regular: Mapping[int, frozenset[int]], delimiter: str) -> bool:
    """Tell whether each cell of several lines is as its column has them as a rule."""
    return all(
        at in regular and ends in regular[at] and not _is_torn(cells[at], delimiter)
        for at, ends in enumerate(map(line_ends, cells))
        if ends
    )


def line_ends(cell: str) -> int:
    """Count the ends of lines in a cell, in whichever way they are written."""
    return cell.count("\n") or cell.count("\r")


def _is_torn(cell: str, delimiter: str) -> bool:
    """Tell whether two signs for *the same as above* may have made this cell of two rows."""
    return cell[0] in "\r\n" or cell[-1] == delimiter
