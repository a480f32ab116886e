"""What a row filter does: how many rows or orders it wants, or not, with the first of each sort."""

from __future__ import annotations

from dataclasses import dataclass, field

EXAMPLES = 3
"""Rows that are shown of each sort."""


@dataclass(frozen=True, slots=True)
class Example:
    """One row: its file line, and its cells in the columns that the filter asks for."""

    line: int
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sort:
    """The rows or orders of one sort: how many, and the first few of them."""

    count: int = 0
    examples: tuple[Example, ...] = ()

    def merged(self, other: Sort) -> Sort:
        """Return both parts together; the first of them by their lines are the examples."""
        found = sorted((*self.examples, *other.examples), key=lambda each: each.line)
        return Sort(self.count + other.count, tuple(found[:EXAMPLES]))


@dataclass(frozen=True, slots=True)
class ChoiceReport:
    """What becomes of the rows of a file, or of its orders where rows are put together.

    Nobody knows whether the ``undecided`` are wanted, and they are held. ``held`` ones are so for
    another reason and were not asked. Of the wanted orders the ``shortened`` have lines that are
    not wanted.
    """

    wanted: Sort = Sort()
    unwanted: Sort = Sort()
    undecided: Sort = Sort()
    held: int = 0
    shortened: int = 0

    @property
    def total(self) -> int:
        """Return how many there are of all sorts."""
        return self.wanted.count + self.unwanted.count + self.undecided.count + self.held

    def merged(self, other: ChoiceReport) -> ChoiceReport:
        """Return what both parts tell."""
        return ChoiceReport(
            self.wanted.merged(other.wanted),
            self.unwanted.merged(other.unwanted),
            self.undecided.merged(other.undecided),
            self.held + other.held,
            self.shortened + other.shortened,
        )
