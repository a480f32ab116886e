"""The automatic mapping where rows are lines of orders: the order once, and its items in a list.

The spelling is Klaviyo's: ``Items`` holds an object per line, and the flat lists ``ItemNames``,
``Categories`` and ``Brands`` are what segments can ask for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.conversion import Conversion
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.looks import looks_like_number
from klaviyo_gui.core.mapping import Column, Fixed, Kind, Pair, ValueType
from klaviyo_gui.core.memory import Memory
from klaviyo_gui.core.nesting import flat
from klaviyo_gui.core.suggest import reasons
from klaviyo_gui.core.suggest.afterwards import afterwards
from klaviyo_gui.core.suggest.fitting import are_mostly, columns_of, samples_of
from klaviyo_gui.core.suggest.item_names import detail_named
from klaviyo_gui.core.suggest.listing import list_separator
from klaviyo_gui.core.suggest.naming import event_named, metric_spoken_of
from klaviyo_gui.core.suggest.proposal import suggest
from klaviyo_gui.core.suggest.suggestion import Suggestion
from klaviyo_gui.core.suggest.types import propose_type
from klaviyo_gui.core.suggest.words import SECRET
from klaviyo_gui.core.templates.orders import PLACED_ORDER
from klaviyo_gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.suggest.fitting import Samples
    from klaviyo_gui.core.templates import Detail

_NOTHING = Memory()
_FLAT = {"ProductName": "ItemNames[]", "Categories": "Categories[]", "Brand": "Brands[]"}
_TYPES = {
    catalog.custom(f"Items[].{detail.name}"): detail.type
    for detail in PLACED_ORDER.items
    if not detail.is_list
}
_SEPARATOR = ";"
"""Splits cells of which none shows a separator: each of them is a list of one."""


def suggest_grouped(
    grouping: Grouping,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    kinds: Sequence[Kind] = tuple(Kind),
    memory: Memory = _NOTHING,
) -> tuple[Suggestion, ...]:
    """Return the proposed pairs for orders of which each may have several of these rows."""
    places = [at for at, name in enumerate(header) if name not in grouping.per_item]
    own = [header[at] for at in places]
    cells = [[row[at] for at in places if at < len(row)] for row in rows]
    found = list(suggest(own, cells, kinds, memory))
    if Kind.EVENTS not in kinds:
        return tuple(found)
    found = [_as_order(each, grouping, header, rows) for each in found]
    if not any(each.pair.target == "unique_id" and each.is_certain for each in found):
        found = [*_without_id(found, grouping), _id_of(grouping)]
    return (*found, *suggest_items(grouping.per_item, header, rows))


def suggest_items(
    per_item: Sequence[str], header: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[Suggestion, ...]:
    """Return the proposed pairs for what these columns tell of each item."""
    samples = samples_of(header, rows)
    there = [name for name in header if name in per_item]
    named = _details(there)
    found = [
        _detail(detail, named[detail.name], samples)
        for detail in PLACED_ORDER.items
        if detail.name in named
    ]
    used = set(named.values())
    found += _others((name for name in there if name not in used), samples)
    for detail, target in _FLAT.items():
        if detail in named:
            found.append(_flat(target, named[detail], samples))
    return tuple(found)


def item_key(name: str) -> str:
    """Return the key of a detail of each item, under this name whatever dots it has."""
    return catalog.custom(f"Items[].{flat(name)}")


def usual_type(target: str) -> ValueType | None:
    """Return as what a detail of items is sent; None for one that Klaviyo does not know."""
    return _TYPES.get(target)


def _id_of(grouping: Grouping) -> Suggestion:
    """Propose that an order is known by what its lines have in common."""
    pair = Pair("unique_id", Column(grouping.key[0]))
    is_whole = len(grouping.key) == 1
    return Suggestion(Kind.EVENTS, pair, tr(reasons.ORDER_KEY), is_certain=is_whole)


def _without_id(found: Sequence[Suggestion], grouping: Grouping) -> list[Suggestion]:
    """Return the rest, in which the key has Klaviyo's name for the number of an order."""
    own = catalog.custom(grouping.key[0])
    known = catalog.custom("OrderId")
    return [
        replace(each, pair=replace(each.pair, target=known, type=ValueType.TEXT))
        if each.pair.target == own
        else each
        for each in found
        if each.pair.target != "unique_id"
    ]


def _as_order(
    suggestion: Suggestion,
    grouping: Grouping,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> Suggestion:
    """Return what names the event by all columns: those of items tell that it is an order."""
    source = suggestion.pair.source
    if suggestion.pair.target != "metric" or not isinstance(source, Fixed):
        return suggestion
    columns = columns_of(header, rows)
    later = afterwards({name: columns[name] for name in header if name not in grouping.per_item})
    order = event_named(PLACED_ORDER.metric, reasons.LINES_OF_ORDERS, is_certain=True)
    return metric_spoken_of(header, later) or order


def _details(names: Iterable[str]) -> dict[str, str]:
    """Return which column is which detail of an item; of several the one named most tellingly."""
    found: dict[str, tuple[int, str]] = {}
    for name in names:
        meant = detail_named(name)
        if meant is not None:
            detail, rank = meant
            if detail not in found or rank < found[detail][0]:
                found[detail] = rank, name
    return {detail: name for detail, (_, name) in found.items()}


def _detail(detail: Detail, column: str, samples: Samples) -> Suggestion:
    pair = Pair(item_key(detail.name), Column(column), detail.type)
    reason, cells = reasons.meant_of_item(detail.name), samples[column]
    if detail.is_list:
        return _list(pair, reason, cells)
    if detail.type is ValueType.NUMBER and cells and not are_mostly(cells, looks_like_number, 1):
        return Suggestion(Kind.EVENTS, pair, reasons.belied(reason), is_certain=False)
    return Suggestion(Kind.EVENTS, pair, reason, is_certain=True)


def _flat(target: str, column: str, samples: Samples) -> Suggestion:
    pair = Pair(catalog.custom(target), Column(column), ValueType.TEXT)
    reason = reasons.all_of_items(target.removesuffix("[]"))
    if target == _FLAT["Categories"]:
        return _list(pair, reason, samples[column])
    return Suggestion(Kind.EVENTS, pair, reason, is_certain=True)


def _list(pair: Pair, reason: str, cells: Sequence[str]) -> Suggestion:
    """Propose a list: without a proof of where cells are to be split, each is a list of one."""
    separator = list_separator(cells)
    split = Conversion(separator=_SEPARATOR if separator is None else separator)
    proposed = replace(pair, type=ValueType.LIST, conversion=split)
    if separator is None:
        is_plain = not any("," in cell for cell in cells)
        return Suggestion(Kind.EVENTS, proposed, reason, is_certain=is_plain)
    said = reasons.split(reason, separator)
    return Suggestion(Kind.EVENTS, proposed, said, is_certain=True)


def _others(names: Iterable[str], samples: Samples) -> Iterator[Suggestion]:
    for name in names:
        words = f" {folded(name)} "
        if samples[name] and not any(f" {each} " in words for each in SECRET):
            proposed = propose_type(name, samples[name])
            pair = Pair(item_key(name), Column(name), proposed.type, proposed.conversion)
            yield Suggestion(
                Kind.EVENTS,
                pair,
                tr(reasons.CUSTOM_OF_ITEM),
                is_certain=True,
                type_reason=proposed.reason,
            )
