"""Whether a column tells of the whole order or of one item each, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.suggest.claims import read_name
from klaviyo_gui.core.suggest.item_names import speaks_of_item
from klaviyo_gui.language import mark

if TYPE_CHECKING:
    from klaviyo_gui.core.order_lines import Look

IS_KEY = mark("tells which lines are one order")
EMPTY = mark("is empty in the first rows")
NAMES_ITEM = mark("is named like a detail of one item")
NAMES_ORDER = mark("is named like a detail of the whole order")
DIFFERS = mark("differs between the lines of one order")
SAME = mark("is the same in all lines of an order")
NEARLY_SAME = mark("is the same in all lines of nearly every order")
ONCE = mark("is filled in the first line of an order only")
UNSEEN = mark("is filled in no order of several lines")

_MANY = 0.2
"""Share of orders in which a column differs, from which on it tells of items by that alone."""

_PROVED = 5
"""Orders that must have it in their first line alone to outweigh a name that speaks of items."""


@dataclass(frozen=True, slots=True)
class Level:
    """Whether a column tells of one item each, else of the whole order, with the reason.

    ``look`` is what its cells do, by which the other choice can be judged as well.
    """

    column: str
    is_per_item: bool
    reason: str
    look: Look


def level_of(name: str, look: Look, *, is_filled: bool) -> Level:
    """Return whether a column that is no key tells of items, by its name and by its cells."""
    differs = look.share_differing > _MANY
    if speaks_of_item(name):
        is_of_order = look.once == look.orders >= _PROVED
        reason = ONCE if is_of_order else DIFFERS if differs else NAMES_ITEM
        return Level(name, not is_of_order, reason, look)
    if differs:
        return Level(name, is_per_item=True, reason=DIFFERS, look=look)
    reason = _why_of_order(name, look, is_filled=is_filled)
    return Level(name, is_per_item=False, reason=reason, look=look)


def _why_of_order(name: str, look: Look, *, is_filled: bool) -> str:
    if not is_filled:
        return EMPTY
    if look.orders == 0:
        return UNSEEN if read_name(name) is None else NAMES_ORDER
    if look.is_mostly_once:
        return ONCE
    return NEARLY_SAME if look.differing else SAME
