"""Which rows look like lines of one order, and which columns tell of one item each.

Nothing is proposed unless the rows themselves show it: a column that numbers orders repeats, what
speaks of items differs within an order, and hardly anything else does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.core.looks import looks_like_email, looks_like_time
from klaviyo_gui.core.order_lines import Look, look_at, orders_of, several
from klaviyo_gui.core.suggest.fitting import are_mostly
from klaviyo_gui.core.suggest.item_names import speaks_of_item
from klaviyo_gui.core.suggest.levels import IS_KEY, Level, level_of
from klaviyo_gui.core.suggest.naming import speaks_of_registrations
from klaviyo_gui.core.suggest.order_names import key_rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.order_lines import Order

_FILLED = 0.95
"""Share of the rows that must have a number of an order for it to tell lines apart."""

_FEWEST = 0.02
"""Share of the orders that must have several lines; fewer are rather rows that stand twice."""

_DISAGREEING = 0.2
"""Share of orders that may name two people; their number is then no number of one order."""

_TIMES_APART = 0.5
"""Share of orders in which every time may differ; more, and it is a log of what happened."""

_MOST_DIFFER = 0.5
"""Share of the other columns that may differ; more, and the rows have little in common."""

_ITEMS_NAMED = 3
"""Columns that must speak of items where nothing else shows that rows are lines of orders."""


@dataclass(frozen=True, slots=True)
class GroupingProposal:
    """How rows in hand are put together into orders, and why each column is taken so.

    ``rows`` are the rows that were looked at, and ``orders`` what becomes of them.
    """

    grouping: Grouping
    levels: tuple[Level, ...]
    rows: int
    orders: int


def propose_grouping(
    header: Sequence[str], rows: Sequence[Sequence[str]]
) -> GroupingProposal | None:
    """Return how these rows are best put together; None where each may be an order of its own."""
    if speaks_of_registrations(header) or not any(map(speaks_of_item, header)):
        return None
    ranks = {name: key_rank(name, header) for name in header}
    names = [name for name, rank in ranks.items() if rank is not None]
    for name in sorted(names, key=lambda each: ranks[each] or 0):
        found = _by_key(name, header, rows)
        if found is not None:
            return found
    return None


def likely_key(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return by which column rows may be lines of orders, of which the first ones show none.

    It is for files whose lines stand far apart: whether they are lines is known once the orders of
    the whole file are counted. Empty where the names or the first rows speak against it.
    """
    if speaks_of_registrations(header):
        return ()
    ranks = {name: key_rank(name, header) for name in header}
    named = [name for name in header if ranks[name] is not None]
    has_items = sum(map(speaks_of_item, header)) >= _ITEMS_NAMED
    if not named or not has_items:
        return ()
    key = (min(named, key=lambda name: ranks[name] or 0),)
    orders = orders_of(header, rows, key)
    is_apart = len(orders) == len(rows) > 0
    return key if is_apart else ()


def are_lines(rows: int, orders: int) -> bool:
    """Tell whether so many rows are lines of so many orders, rather than orders of their own."""
    return rows - orders > _FEWEST * orders


def grouped_by(
    key: Sequence[str], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> GroupingProposal:
    """Return how rows are put together by these columns, whatever speaks against it."""
    orders = orders_of(header, rows, key)
    return _proposal(key, header, rows, orders, _looks(header, rows, several(orders)))


def _by_key(
    name: str, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> GroupingProposal | None:
    orders = orders_of(header, rows, (name,))
    lines = several(orders)
    in_orders = sum(len(each.places) for each in orders)
    if in_orders < _FILLED * len(rows) or len(lines) <= _FEWEST * len(orders):
        return None
    looks = _looks(header, rows, lines)
    others = {each: look for each, look in looks.items() if each != name}
    if not _differ_in_items(header, rows, lines) or _tell_of_else(header, rows, others):
        return None
    return _proposal((name,), header, rows, orders, looks)


def _proposal(
    key: Sequence[str],
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    orders: Sequence[Order],
    looks: dict[str, Look],
) -> GroupingProposal:
    levels = tuple(
        Level(name, is_per_item=False, reason=IS_KEY, look=looks[name])
        if name in key
        else level_of(name, looks[name], is_filled=_is_filled(at, rows))
        for at, name in enumerate(header)
    )
    per_item = tuple(each.column for each in levels if each.is_per_item)
    return GroupingProposal(Grouping(tuple(key), per_item), levels, len(rows), len(orders))


def _looks(
    header: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[Order]
) -> dict[str, Look]:
    return {name: look_at(at, rows, lines) for at, name in enumerate(header)}


def _differ_in_items(
    header: Sequence[str], rows: Sequence[Sequence[str]], lines: Sequence[Order]
) -> bool:
    """Tell whether the lines of most orders name different items: else they rather stand twice."""
    at = [place for place, name in enumerate(header) if speaks_of_item(name)]
    different = sum(
        len({tuple(rows[place][each] for each in at) for place in order.places}) > 1
        for order in lines
    )
    return 2 * different > len(lines)


def _tell_of_else(
    header: Sequence[str], rows: Sequence[Sequence[str]], looks: dict[str, Look]
) -> bool:
    """Tell whether rows that share a number are of several people, or of several moments."""
    others = {
        name: look for name, look in looks.items() if look.orders and not speaks_of_item(name)
    }
    cells = {name: _cells(header.index(name), rows) for name in others}
    addresses = [each for each in others if are_mostly(cells[each], looks_like_email)]
    if any(others[each].share_differing > _DISAGREEING for each in addresses):
        return True
    times = [each for each in others if are_mostly(cells[each], looks_like_time)]
    if times and all(others[each].share_differing > _TIMES_APART for each in times):
        return True
    differing = sum(look.share_differing > _TIMES_APART for look in others.values())
    return differing > _MOST_DIFFER * len(others)


def _cells(at: int, rows: Sequence[Sequence[str]]) -> list[str]:
    return [row[at] for row in rows if at < len(row) and row[at].strip()]


def _is_filled(at: int, rows: Sequence[Sequence[str]]) -> bool:
    return any(at < len(row) and row[at].strip() for row in rows)
