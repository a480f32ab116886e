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
class OrdersReport:
    """What becomes of orders whose lines are chosen one by one.

    ``sent`` have lines that are wanted, of which ``shortened`` have others too; ``gone`` have none.
    """

    sent: int = 0
    shortened: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class ChoiceReport:
    """What becomes of the rows of a file, or of its orders where whole orders are chosen.

    Nobody knows whether the ``undecided`` are wanted, and they are held. ``held`` ones are so for
    another reason and were not asked. ``orders`` is None where rows are not put together, or where
    whole orders are chosen: then ``is_of_orders``.
    """

    wanted: Sort = Sort()
    unwanted: Sort = Sort()
    undecided: Sort = Sort()
    held: int = 0
    orders: OrdersReport | None = None
    is_of_orders: bool = False

    @property
    def total(self) -> int:
        """Return how many there are of all sorts."""
        return self.wanted.count + self.unwanted.count + self.undecided.count + self.held

    def merged(self, other: ChoiceReport) -> ChoiceReport:
        """Return what both parts tell; what becomes of orders is no sum of parts."""
        return ChoiceReport(
            self.wanted.merged(other.wanted),
            self.unwanted.merged(other.unwanted),
            self.undecided.merged(other.undecided),
            self.held + other.held,
            self.orders,
            self.is_of_orders or other.is_of_orders,
        )
