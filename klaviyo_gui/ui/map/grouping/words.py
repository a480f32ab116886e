"""What is said of rows that are lines of orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.ui.elided import columns_words, one_line, shortened
from klaviyo_gui.wording import plural
from klaviyo_gui.wording.cells import cell_words

if TYPE_CHECKING:
    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.suggest import Level

KEY = "names the order"
_PER_ITEM, _PER_ORDER = "for each item", "once per order"

ADDED_BY = "Group rows into one order…"
ASK = "These rows look like lines of orders"
HOW = (
    "Rows with the same text in this column are one order. Each order is sent as one event, with "
    "its lines as a list of items."
)
TICKED = "Columns with a tick are told for each item, the others once per order."
SHOWN = "Three orders of the file"
NO_LINES = "No two of the first rows have the same text here, so nothing would be put together."


def how_often(is_per_item: bool) -> str:
    """Say how often a column is told."""
    return _PER_ITEM if is_per_item else _PER_ORDER


def why(level: Level, is_per_item: bool) -> str:
    """Say why a column is taken so, and what contradicts it."""
    if not is_per_item and is_contradicted(level):
        return contradiction(level)
    if is_per_item == level.is_per_item:
        return f"It {level.reason}."
    return f"You chose this. It {level.reason}."


def why_key(level: Level) -> str:
    """Say why a column has no choice."""
    return f"It {level.reason}."


def is_contradicted(level: Level) -> bool:
    """Tell whether lines of one order say different things in a column that is told once."""
    return level.look.differing > 0


def contradiction(level: Level) -> str:
    """Say in how many orders a column that is told once has two texts, with an example."""
    look = level.look
    how_often = f"{look.differing:,} of {plural(look.orders, 'order')}"
    words = f"It differs in {how_often} among the first rows; those would be held."
    if look.example is None:
        return words
    first, second = (shortened(one_line(cell_words(text))) for text in look.example.texts)
    name = shortened(cell_words(look.example.order.name))
    return f"{words} Order {name} has “{first}” and “{second}”."


def chip(grouping: Grouping, found: tuple[int, int] | None) -> str:
    """Say by what rows are grouped, and into how many orders once that is known."""
    orders = f" · {plural(found[1], 'order')}" if found is not None else ""
    return f"Grouped by {columns_words(grouping.key)}{orders}"


def chip_tip(grouping: Grouping, found: tuple[int, int] | None) -> str:
    """Say the same in a sentence."""
    told = f": {made(*found)}" if found is not None else ""
    return f"Rows are grouped by {', '.join(map(one_line, grouping.key))}{told}."


def two_things(label: str, count: int, name: str, lines: tuple[int, int], shown: str) -> str:
    """Say in how many orders of the file lines say two things of one property, with one of them."""
    first, second = lines
    where = f"lines {first:,} and {second:,}" if second else f"line {first:,}"
    have = "has two texts and is held" if count == 1 else "have two texts and are held"
    such = "" if count == 1 else "such as "
    example = f"{such}{name}: {shown} ({where})" if name and shown else f"{such}that in {where}"
    return f"{label}: {plural(count, 'order')} {have}, {example}."


def more_columns(count: int) -> str:
    """Say that more columns have such orders than are told of."""
    return f"Orders are held for {plural(count, 'more property', 'more properties')} too."


def lines_of_orders(rows: int, orders: int) -> str:
    """Say how many lines are of how many orders."""
    return f"{plural(rows, 'line')} of {plural(orders, 'order')}"


def made(rows: int, orders: int) -> str:
    """Say what becomes of the rows that are put together."""
    return f"{plural(rows, 'line')} {'make' if rows != 1 else 'makes'} {plural(orders, 'order')}"
