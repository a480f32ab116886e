"""Which of Klaviyo's properties are shown as places to fill, and which are folded away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.catalog import Group
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.map.item_places import as_item, item_targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.suggest import Suggestion

CUSTOM_AT_ONCE = 40
"""Custom properties shown at once: each is a dozen widgets, and a file may have thousands."""

EXISTING_AT_ONCE = 20
"""Properties of the account that nothing fills yet, shown before those that are new to it."""

_OF_EVENTS = frozenset({Group.WHAT, Group.ITEMS, Group.DETAILS})


@dataclass(frozen=True, slots=True)
class Unfolded:
    """What somebody asked to see: all rare properties, so many custom ones, and these keys."""

    is_all: bool = False
    most: int = CUSTOM_AT_ONCE
    wanted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Offered:
    """The properties to show, in the order of their groups, and how many custom ones wait."""

    targets: tuple[Target, ...]
    waiting: int


def offered(
    kind: Kind,
    mapping: Mapping,
    suggestions: Sequence[Suggestion],
    unfolded: Unfolded,
    existing: Sequence[str] = (),
) -> Offered:
    """Return Klaviyo's own properties, then custom ones in the order they were made.

    ``existing`` are keys of custom ones that the account has; they stand before the new ones. Of
    many custom ones the first are returned, the newest, and those asked for. Where rows are put
    together into orders, the usual details of their items are places to fill as well.
    """
    own = catalog.targets(kind)
    known = {target.key for target in own}
    pairs = mapping.pairs(kind)
    keys = [pair.target for pair in pairs]
    keys += [each.pair.target for each in suggestions if each.kind is kind and not each.is_certain]
    wanted = unfolded.wanted | {pair.target for pair in pairs[-1:]}
    used = [key for key in existing if key in keys]
    free = [key for key in existing if key not in keys]
    ordered = (*used, *free[:EXISTING_AT_ONCE], *keys, *free)
    every = [key for key in dict.fromkeys(ordered) if key not in known]
    chosen = [key for at, key in enumerate(every) if at < unfolded.most or key in wanted]
    custom = [target for key in chosen if (target := catalog.find(kind, key)) is not None]
    if kind is Kind.EVENTS and mapping.grouping is not None:
        custom = [*map(as_item, custom)]
        there = {target.key for target in custom}
        custom += (target for target in item_targets() if target.key not in there)
    shown = (each for each in own if unfolded.is_all or not each.is_rare or each.key in keys)
    found = [*shown, *custom]
    return Offered(
        tuple(target for group in Group for target in found if target.group is group),
        len(every) - len(chosen),
    )


def groups(kind: Kind) -> tuple[Group, ...]:
    """Return the groups of a kind of record; nothing happened where somebody is described."""
    return tuple(group for group in Group if kind is Kind.EVENTS or group not in _OF_EVENTS)


def rare(kind: Kind, group: Group) -> tuple[str, ...]:
    """Return the names of the properties of a group that only few files fill."""
    targets = catalog.targets(kind)
    return tuple(each.shown_label for each in targets if each.is_rare and each.group is group)
