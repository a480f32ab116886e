"""What is said of rows that are lines of orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.ui.elided import columns_words, one_line, shortened
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.suggest import Level

_PER_ITEM, _PER_ORDER = mark("for each item"), mark("once per order")

ADDED_BY = mark("Group rows into one order…")
TITLE = mark("Group rows into one order")
HOW = mark(
    "Rows with the same text in this column are one order. Each order is sent as one event, with "
    "its lines as a list of items."
)
TICKED = mark("Columns with a tick are told for each item, the others once per order.")
SHOWN = mark("Three orders of the file")
NO_LINES = mark(
    "No two of the first rows have the same text here, so nothing would be put together."
)


def how_often(is_per_item: bool) -> str:
    """Say how often a column is told."""
    return tr(_PER_ITEM) if is_per_item else tr(_PER_ORDER)


def of_key() -> str:
    """Say in the place of that of the column by which rows are grouped."""
    return tr("names the order")


def why(level: Level, is_per_item: bool) -> str:
    """Say why a column is taken so, and what contradicts it."""
    if not is_per_item and is_contradicted(level):
        return contradiction(level)
    if is_per_item == level.is_per_item:
        return why_key(level)
    return tr("You chose this. It {reason}.", reason=tr(level.reason))


def why_key(level: Level) -> str:
    """Say why a column has no choice."""
    return tr("It {reason}.", reason=tr(level.reason))


def is_contradicted(level: Level) -> bool:
    """Tell whether lines of one order say different things in a column that is told once."""
    return level.look.differing > 0


def contradiction(level: Level) -> str:
    """Say in how many orders a column that is told once has two texts, with an example."""
    look = level.look
    told = counted(
        look.orders,
        "It differs in {differing} of {count} order among the first rows; those would be held.",
        "It differs in {differing} of {count} orders among the first rows; those would be held.",
        differing=grouped(look.differing),
    )
    if look.example is None:
        return told
    first, second = (shortened(one_line(cell_words(text))) for text in look.example.texts)
    order = shortened(cell_words(look.example.order.name))
    example = tr(
        "Order {order} has “{first}” and “{second}”.", order=order, first=first, second=second
    )
    return f"{told} {example}"


def chip(grouping: Grouping, found: tuple[int, int] | None) -> str:
    """Say by what rows are grouped, and into how many orders once that is known."""
    told = tr("Grouped by {columns}", columns=columns_words(grouping.key))
    return f"{told} · {_orders(found[1])}" if found is not None else told


def chip_tip(grouping: Grouping, found: tuple[int, int] | None) -> str:
    """Say the same in a sentence."""
    columns = ", ".join(map(one_line, grouping.key))
    if found is None:
        return tr("Rows are grouped by {columns}.", columns=columns)
    return counted(
        found[0],
        "Rows are grouped by {columns}: {count} line makes {orders}.",
        "Rows are grouped by {columns}: {count} lines make {orders}.",
        columns=columns,
        orders=_orders(found[1]),
    )


def two_things(label: str, count: int, name: str, lines: tuple[int, int], shown: str) -> str:
    """Say in how many orders of the file lines say two things of one property, with one of them."""
    first, second = map(grouped, lines)
    where = tr("line {line}", line=first)
    if lines[1]:
        where = tr("lines {first} and {second}", first=first, second=second)
    if name and shown:
        return counted(
            count,
            "{label}: {count} order has two texts and is held, {order}: {texts} ({where}).",
            "{label}: {count} orders have two texts and are held, such as {order}: {texts} "
            "({where}).",
            label=label,
            order=name,
            texts=shown,
            where=where,
        )
    return counted(
        count,
        "{label}: {count} order has two texts and is held, that in {where}.",
        "{label}: {count} orders have two texts and are held, such as that in {where}.",
        label=label,
        where=where,
    )


def more_columns(count: int) -> str:
    """Say that more columns have such orders than are told of."""
    return counted(
        count,
        "Orders are held for {count} more property too.",
        "Orders are held for {count} more properties too.",
    )


def offer(rows: int, orders: int, *, is_whole: bool) -> str:
    """Say how many lines seem to be of how many orders, in the whole file or its first rows."""
    if is_whole:
        return counted(
            rows,
            "These rows look like lines of orders: {count} line of {orders}.",
            "These rows look like lines of orders: {count} lines of {orders}.",
            orders=_orders(orders),
        )
    return counted(
        rows,
        "These rows look like lines of orders: {count} line of {orders} among the first rows.",
        "These rows look like lines of orders: {count} lines of {orders} among the first rows.",
        orders=_orders(orders),
    )


def made(rows: int, orders: int, *, is_whole: bool) -> str:
    """Say what becomes of the rows that are put together, of the whole file or its first ones."""
    if is_whole:
        return counted(
            rows,
            "{count} line makes {orders}.",
            "{count} lines make {orders}.",
            orders=_orders(orders),
        )
    return counted(
        rows,
        "In the first rows, {count} line makes {orders}.",
        "In the first rows, {count} lines make {orders}.",
        orders=_orders(orders),
    )


def _orders(count: int) -> str:
    return counted(count, "{count} order", "{count} orders")
