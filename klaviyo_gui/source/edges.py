"""The orders of which rows at the edges of parts may be lines, told by the parts beside them.

A row that names no order may be a line of those around it, and the next row that has one may stand
in another part, or several parts away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui.source.belonging import beside, claimed, forms
from klaviyo_gui.source.gathering import Piece, digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.source.gathering import Columns, Key, Part

Open = dict["frozenset[Key]", int]
"""By the forms of what rows name, the line of the first of them."""

OPEN_MAX = 10_000
"""Forms of open rows that are told apart, so that a file of nothing else does not fill memory."""


@dataclass(frozen=True, slots=True)
class Edges:
    """What a part tells of its edges: its first and last key, and the rows outside of these.

    Where no row has a key both are (), and all rows are ``above``.
    """

    first: Key = ()
    last: Key = ()
    above: Open = field(default_factory=dict)
    below: Open = field(default_factory=dict)


def edges_of(part: Part, columns: Columns, keys: Sequence[Key], delimiter: str) -> Edges:
    """Return the edges of a part; ``keys`` are those of its rows, () for each that stands alone."""

    def opened(places: Iterable[int]) -> Open:
        found: Open = {}
        for at in places:
            named = claimed(part, at, columns, delimiter)
            if named is not None:
                found.setdefault(forms(named), part.rows.lines[at])
        return found

    count = len(keys)
    first = next((at for at in range(count) if keys[at]), count)
    if first == count:
        return Edges(above=opened(range(count)))
    last = next(at for at in reversed(range(count)) if keys[at])
    return Edges(keys[first], keys[last], opened(range(first)), opened(range(last + 1, count)))


class Seams:
    """Puts edges together, added in the order of the file, and finds what their rows doubt."""

    def __init__(self) -> None:
        self._last: Key = ()
        self._open: Open = {}
        self._doubts: dict[Key, int] = {}

    def add(self, edges: Edges) -> None:
        """Take the edges of the next part."""
        self._open = edges.above | self._open
        if len(self._open) > OPEN_MAX:
            # Rather one order too many is held than one too few.
            self._open = {frozenset(): min(self._open.values())}
        if edges.first:
            self._settle({self._last, edges.first})
            self._last, self._open = edges.last, edges.below

    def pieces(self) -> Iterator[Piece]:
        """Yield the doubts, after the last part."""
        self._settle({self._last})
        for key, line in self._doubts.items():
            yield Piece(digest_of(key), line, [*key], is_doubt=True)

    def _settle(self, around: set[Key]) -> None:
        for named, line in self._open.items():
            for key in beside(named, around - {()}):
                self._doubts[key] = min(line, self._doubts.get(key, line))
        self._open = {}
