"""Keep where something was found: how often, the first lines, and a few examples."""

from __future__ import annotations

from bisect import insort
from typing import TypeVar

LINES_KEPT = 100
"""Lines listed per cause; the count goes on."""

_EXAMPLES = 3
_EXAMPLE_LENGTH = 80

_Item = TypeVar("_Item", int, tuple[int, str, str])


class Places:
    """Counts, and keeps the smallest line numbers, in whatever order they come.

    An example is a line, the text in the file, and how it reads when it is mended.
    """

    __slots__ = ("count", "examples", "lines")

    def __init__(self) -> None:
        self.count = 0
        self.lines: list[int] = []
        self.examples: list[tuple[int, str, str]] = []

    def add(self, line: int, text: str = "", mended: str = "") -> None:
        """Count and keep one finding."""
        self.count += 1
        self.keep(line, text, mended)

    def keep(self, line: int, text: str = "", mended: str = "") -> None:
        """Keep the place of a finding that is counted elsewhere."""
        _keep(self.lines, line, LINES_KEPT)
        if text:
            example = (line, text[:_EXAMPLE_LENGTH], mended[:_EXAMPLE_LENGTH])
            _keep(self.examples, example, _EXAMPLES)

    def has_room(self, line: int) -> bool:
        """Tell whether this line would be kept."""
        return len(self.lines) < LINES_KEPT or line < self.lines[-1]

    def merge(self, other: Places) -> None:
        """Add what was found elsewhere in the same file."""
        self.count += other.count
        self.lines = sorted(self.lines + other.lines)[:LINES_KEPT]
        self.examples = sorted(self.examples + other.examples)[:_EXAMPLES]


def _keep(kept: list[_Item], item: _Item, limit: int) -> None:
    if len(kept) < limit or item < kept[-1]:
        insort(kept, item)
        del kept[limit:]
