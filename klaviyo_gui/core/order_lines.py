"""Which rows in hand are lines of one order, and what a column says within an order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Order:
    """One order: its texts in the key columns, and the places of its lines among the rows."""

    key: tuple[str, ...]
    places: tuple[int, ...]

    @property
    def name(self) -> str:
        """Return what the order is called in a sentence."""
        return " ".join(self.key)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two lines of one order that say different things."""

    order: Order
    texts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """What a column does within the orders of several lines in which it is filled.

    In ``once`` of them it is filled in the first line alone, in ``differing`` two lines say
    different things, of which ``example`` is the first; in all others filled lines say the same.
    """

    orders: int = 0
    once: int = 0
    differing: int = 0
    example: Difference | None = None

    @property
    def share_differing(self) -> float:
        """Return the share of the orders in which it differs."""
        return self.differing / self.orders if self.orders else 0.0

    @property
    def is_mostly_once(self) -> bool:
        """Tell whether the first line alone has it in most orders."""
        return 2 * self.once > self.orders


def orders_of(
    header: Sequence[str], rows: Sequence[Sequence[str]], key: Sequence[str]
) -> tuple[Order, ...]:
    """Return the orders in the order of their first lines.

    Rows of another width than the header, and those without a key, are lines of no order.
    """
    if not set(key) <= set(header):
        return ()
    at = [header.index(name) for name in key]
    found: dict[tuple[str, ...], list[int]] = {}
    for place, row in enumerate(rows):
        if len(row) == len(header):
            texts = tuple(row[each].strip() for each in at)
            if all(texts):
                found.setdefault(texts, []).append(place)
    return tuple(Order(texts, tuple(places)) for texts, places in found.items())


def several(orders: Iterable[Order]) -> tuple[Order, ...]:
    """Return the orders that have more than one line."""
    return tuple(each for each in orders if len(each.places) > 1)


def look_at(at: int, rows: Sequence[Sequence[str]], orders: Iterable[Order]) -> Look:
    """Return what the column at this place does within orders of several lines."""
    filled = once = differing = 0
    example = None
    for order in orders:
        texts = [rows[place][at].strip() for place in order.places]
        different = dict.fromkeys(filter(None, texts))
        if not different:
            continue
        filled += 1
        if len(different) > 1:
            differing += 1
            if example is None:
                first, second, *_ = different
                example = Difference(order, (first, second))
        elif texts[0] and not any(texts[1:]):
            once += 1
    return Look(filled, once, differing, example)
