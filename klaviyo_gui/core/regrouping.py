"""What becomes of a mapping when rows are put together into orders, or no longer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.listed import is_list_step
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair
from klaviyo_gui.core.nesting import path_of
from klaviyo_gui.core.suggest.further import of_lines
from klaviyo_gui.core.suggest.items import item_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.grouping import Grouping
    from klaviyo_gui.core.suggest.suggestion import Suggestion


def is_of_items(target: str) -> bool:
    """Tell whether a property of an event is a list to which each line of an order adds."""
    if not target.startswith(catalog.CUSTOM):
        return False
    return any(map(is_list_step, path_of(target.removeprefix(catalog.CUSTOM))))


def own_key(mapping: Mapping, kind: Kind, column: str, *, of_person: bool = False) -> str:
    """Return the key under which a column is sent by its own name: of each item, or as it is."""
    of_person = of_person and kind is Kind.EVENTS
    grouping = mapping.grouping
    is_of_item = grouping is not None and column in grouping.per_item
    if is_of_item and kind is Kind.EVENTS and not of_person:
        return item_key(column)
    return catalog.custom(column, of_person=of_person)


def of_orders(
    shape: Sequence[Suggestion], usual: Sequence[Suggestion], grouping: Grouping | None
) -> tuple[Suggestion, ...]:
    """Return the proposals for an event of known shape, those of its items as for any order."""
    if grouping is None:
        return tuple(shape)
    per_item = set(grouping.per_item)
    own = (each for each in shape if per_item.isdisjoint(each.pair.columns))
    return (*own, *(each for each in usual if is_of_items(each.pair.target)))


def regrouped(
    mapping: Mapping,
    grouping: Grouping | None,
    before: Sequence[Suggestion],
    after: Sequence[Suggestion],
) -> Mapping:
    """Return a mapping whose rows are put together so; None puts none together.

    ``before`` is what was proposed for the grouping until now, ``after`` for the new one. What
    stands as it was proposed gives way to the new proposal; what somebody chose stays, and where
    it is of a column that tells of items from now on, or no longer, goes with that.
    """
    changed = replace(mapping, grouping=grouping)
    for kind in mapping.kinds:
        was = {each.pair.target: each.pair for each in before if each.kind is kind}
        now = {
            each.pair.target: each.pair for each in after if each.kind is kind and each.is_certain
        }
        kept = [
            pair
            for pair in mapping.pairs(kind)
            if was.get(pair.target) != pair or now.get(pair.target) == pair
        ]
        if kind is Kind.EVENTS:
            kept = _moved(kept, mapping.grouping, grouping)
        # What was proposed with a doubt waited for somebody; without one it is placed.
        certain = {each.pair.target: each.pair for each in before if each.is_certain}
        fresh = [pair for key, pair in now.items() if certain.get(key) != pair]
        changed = changed.with_pairs(kind, (*kept, *_missing(fresh, kept, mapping)))
    further = (
        each
        if each.is_per_item
        else replace(each, pairs=tuple(_moved(each.pairs, mapping.grouping, grouping)))
        for each in mapping.further
    )
    return replace(changed, further=tuple(further))


def as_lines(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Return what an event of an order says as an event of each of its lines says it.

    A detail of items becomes one of the line; a list of what all lines say is no more.
    """
    found: dict[str, Pair] = {}
    for pair in pairs:
        found.update({each.target: each for each in of_lines((pair,))})
        if not is_of_items(pair.target):
            found[pair.target] = pair
    return tuple(found.values())


def as_orders(pairs: Sequence[Pair], per_item: Sequence[str]) -> tuple[Pair, ...]:
    """Return what an event of a line says as that of the order says it.

    Of columns that tell of one item each it is a detail of items.
    """
    found: dict[str, Pair] = {}
    for pair in pairs:
        target = pair.target
        if target.startswith(catalog.CUSTOM) and not set(per_item).isdisjoint(pair.columns):
            target = catalog.custom(f"Items[].{target.removeprefix(catalog.CUSTOM)}")
        found.setdefault(target, replace(pair, target=target))
    return tuple(found.values())


def _missing(fresh: Sequence[Pair], kept: Sequence[Pair], mapping: Mapping) -> list[Pair]:
    """Return those of the new proposals that nothing else stands for."""
    targets = {pair.target for pair in kept}
    details = {name for pair in kept if is_of_items(pair.target) for name in pair.columns}
    left_out = set(mapping.left_out)
    return [
        pair
        for pair in fresh
        if pair.target not in targets
        and left_out.isdisjoint(pair.columns)
        and (not is_of_items(pair.target) or details.isdisjoint(pair.columns))
    ]


def _moved(pairs: Sequence[Pair], before: Grouping | None, after: Grouping | None) -> list[Pair]:
    """Take what was chosen for single columns along to the items, or back from them."""
    was = frozenset(before.per_item if before is not None else ())
    now = frozenset(after.per_item if after is not None else ())
    found: dict[str, Pair] = {}
    for pair in pairs:
        target, name = pair.target, _only_column(pair)
        if after is None and is_of_items(target):
            target = catalog.custom(name) if name else ""
        elif name in now - was and target.startswith(catalog.CUSTOM) and not is_of_items(target):
            target = item_key(name)
        elif name in was - now and is_of_items(target):
            target = catalog.custom(name)
        if target:
            found.setdefault(target, replace(pair, target=target))
    return list(found.values())


def _only_column(pair: Pair) -> str:
    """Return the column that alone fills a pair, empty where there is more to it."""
    is_alone = isinstance(pair.source, Column) and not pair.fallback
    return pair.source.name if is_alone and isinstance(pair.source, Column) else ""
