"""The details of an order's items as places to fill."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from klaviyo_gui.core import catalog
from klaviyo_gui.core.catalog import Group, Target
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.regrouping import is_of_items
from klaviyo_gui.core.suggest import item_key
from klaviyo_gui.core.templates.orders import PLACED_ORDER
from klaviyo_gui.language import SOURCE, in_use, mark, tr

_AT_ONCE = ("ProductID", "SKU", "ProductName", "Quantity", "ItemPrice")
"""What is shown though nothing fills it; without it products are not known by Klaviyo."""

_LISTS = {
    "ItemNames[]": mark(
        "The names of all products of an order, so that segments can ask for them."
    ),
    "Categories[]": mark("The categories of all products of an order, so that segments can ask."),
    "Brands[]": mark("The brands of all products of an order, so that segments can ask for them."),
}
_OTHER = mark("A detail of each item of an order.")
_OTHER_LIST = mark("A list of what all items of an order say, each text once.")


@cache
def item_targets() -> tuple[Target, ...]:
    """Return the details of an item that are shown wherever rows are put together."""
    return tuple(_known()[item_key(name)] for name in _AT_ONCE)


def as_item(target: Target) -> Target:
    """Return a property with what is to be known of it where it is one of an order's items."""
    if not is_of_items(target.key):
        return target
    known = _known().get(target.key)
    if known is not None:
        return known
    meaning = _OTHER_LIST if target.label.endswith("[]") else _OTHER
    return replace(target, group=Group.ITEMS, meaning=meaning)


def meaning_words(target: Target) -> str:
    """Return what a property means; of a detail of items, that each of them has its own."""
    meaning = target.shown_meaning
    if target.key not in _details() or target.group is not Group.ITEMS:
        return meaning
    if in_use() == SOURCE:
        # English goes on small within a sentence; in other languages a noun may come first.
        meaning = f"{meaning[:1].lower()}{meaning[1:]}"
    return tr("Of each item: {meaning}", meaning=meaning)


@cache
def _details() -> frozenset[str]:
    return frozenset(item_key(each.name) for each in PLACED_ORDER.items)


@cache
def _known() -> dict[str, Target]:
    found = {}
    for detail in PLACED_ORDER.items:
        key = item_key(detail.name)
        to = ValueType.LIST if detail.is_list else detail.type
        label = key.removeprefix(catalog.CUSTOM)
        found[key] = Target(
            key,
            Group.ITEMS,
            label,
            to,
            detail.meaning,
            detail.example,
            is_custom=True,
            is_advised=detail.is_advised,
        )
    for name, meaning in _LISTS.items():
        key = catalog.custom(name)
        found[key] = Target(key, Group.ITEMS, name, ValueType.TEXT, meaning, "", is_custom=True)
    return found
