"""Faults in the structure of a file, gathered by cause in flat memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.source.damage import damage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.source.reader import Rows

LINES_KEPT = 100
"""Lines listed per cause; the count goes on."""

ROW_UNDECODABLE = "row_undecodable"
HEADER_REPEATED = "header_repeated"
HEADER_EMPTY = "header_empty"


@dataclass(frozen=True, slots=True)
class Fault:
    """One cause: how often, in which lines first; ``names`` are columns for a faulty header."""

    code: str
    count: int
    lines: tuple[int, ...]
    names: tuple[str, ...] = ()


class Faults:
    """Gathers the faults of a header and of the rows below it."""

    def __init__(self, raw_header: Sequence[str], header_line: int) -> None:
        self._width = len(raw_header)
        self._header = tuple(_header_faults(raw_header, header_line))
        self._counts: Counter[str] = Counter()
        self._lines: dict[str, list[int]] = {}

    def add(self, rows: Rows) -> None:
        """Look at more rows."""
        for at, (line, cells) in enumerate(zip(rows.lines, rows.cells, strict=True)):
            found = ROW_UNDECODABLE if at in rows.undecodable else damage(cells, self._width)
            if found is not None:
                self._counts[found] += 1
                kept = self._lines.setdefault(found, [])
                if len(kept) < LINES_KEPT:
                    kept.append(line)

    def all(self) -> tuple[Fault, ...]:
        """Return the faults, the header's first, then the most frequent."""
        rows = (
            Fault(code, count, tuple(self._lines[code]))
            for code, count in self._counts.most_common()
        )
        return (*self._header, *rows)


def _header_faults(raw_header: Sequence[str], line: int) -> list[Fault]:
    counts = Counter(name.strip() for name in raw_header)
    empty = counts.pop("", 0)
    repeated = tuple(name for name, count in counts.items() if count > 1)
    faults = []
    if repeated:
        faults.append(Fault(HEADER_REPEATED, len(repeated), (line,), repeated))
    if empty:
        faults.append(Fault(HEADER_EMPTY, empty, (line,)))
    return faults
