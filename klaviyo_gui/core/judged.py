"""What only the whole file can tell of its cells and rows, for those who see a part of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klaviyo_gui.core.lost_zeros import LostZeros
    from klaviyo_gui.core.mapping import Joined
    from klaviyo_gui.core.problem import Code
    from klaviyo_gui.core.styles import Written


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement of a file.

    ``columns`` names the columns whose suspected cells are damaged by a cause, and ``zeros`` those
    that have lost zeros. ``headers`` are the cells by which a row is the header once more, and
    ``totals_line`` is the line of a last row of totals that only the rows above it tell, else 0.
    ``spare`` counts the blank cells that nearly all rows have behind the last column. ``written``
    tells how columns write dates and numbers, of those where a cell proves a style, and ``joined``
    the same of what several columns make together, of all that were looked at. ``size`` are the
    bytes of the file, by which it is known again.
    """

    columns: frozenset[tuple[str, Code]] = frozenset()
    zeros: tuple[tuple[str, LostZeros], ...] = ()
    headers: tuple[tuple[str, ...], ...] = ()
    totals_line: int = 0
    spare: int = 0
    written: tuple[tuple[str, Written], ...] = ()
    size: int = 0
    joined: tuple[tuple[Joined, Written], ...] = ()
