"""What a join found: how many rows of the first file are in the second, and how clearly."""

from __future__ import annotations

from dataclasses import dataclass

EXAMPLES = 5
"""Keys that are shown of each sort."""


@dataclass(frozen=True, slots=True)
class SecondFile:
    """What an index tells of the second file.

    ``doubles`` are the keys with several rows that say different things, with examples and their
    lines; ``damaged`` are rows that are never joined, the first of them by their lines.
    """

    rows: int = 0
    keys: int = 0
    doubles: int = 0
    examples: tuple[tuple[str, tuple[int, ...]], ...] = ()
    damaged: int = 0
    damaged_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MatchReport:
    """How the rows of the first file were found, of all or of a part; parts add up in order.

    ``matched`` rows have their joined columns, ``unmatched`` and ``keyless`` ones have blanks
    there. ``doubled`` rows had several to choose from: they are among the matched ones where the
    rule chooses, else held; ``damaged`` ones are held. ``examples`` are lines and unmatched keys.
    """

    rows: int = 0
    matched: int = 0
    unmatched: int = 0
    keyless: int = 0
    doubled: int = 0
    damaged: int = 0
    examples: tuple[tuple[int, str], ...] = ()
    second: SecondFile = SecondFile()

    def merged(self, other: MatchReport) -> MatchReport:
        """Return what both parts tell; a key is an example once."""
        known = {text for _, text in self.examples}
        more = tuple(each for each in other.examples if each[1] not in known)
        return MatchReport(
            self.rows + other.rows,
            self.matched + other.matched,
            self.unmatched + other.unmatched,
            self.keyless + other.keyless,
            self.doubled + other.doubled,
            self.damaged + other.damaged,
            (*self.examples, *more)[:EXAMPLES],
            self.second,
        )
