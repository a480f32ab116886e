"""The edits that give a row another event, take one away, and say when each is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.regrouping import as_lines, as_orders
from klaviyo_gui.core.shown_event import event_name
from klaviyo_gui.language import tr
from klaviyo_gui.ui.edits import Edit
from klaviyo_gui.ui.elided import shortened

if TYPE_CHECKING:
    from klaviyo_gui.core.further_event import FurtherEvent
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.row_filter import RowFilter


def add(mapping: Mapping, event: FurtherEvent) -> Edit:
    """Let a row have this event as well."""
    after = replace(mapping, further=(*mapping.further, event))
    return Edit(tr("add {name}", name=shortened(event.name)), after)


def remove(mapping: Mapping, at: int) -> Edit:
    """Let no row have this event; in the place of the main one comes the next."""
    name = shortened(event_name(mapping, at))
    if at:
        further = (*mapping.further[: at - 1], *mapping.further[at:])
        return Edit(tr("remove {name}", name=name), replace(mapping, further=further))
    next_one = next((each for each in mapping.further if not each.is_per_item), None)
    if next_one is None:
        return Edit("", mapping)
    who = (pair for pair in mapping.events if pair.target.startswith(catalog.PERSON))
    after = replace(
        mapping,
        events=(*who, *next_one.pairs),
        condition=next_one.condition,
        further=tuple(each for each in mapping.further if each is not next_one),
    )
    return Edit(tr("remove {name}", name=name), after)


def can_remove(mapping: Mapping, at: int) -> bool:
    """Tell whether there is something of a whole row left without this event."""
    return at > 0 or any(not each.is_per_item for each in mapping.further)


def send_when(mapping: Mapping, at: int, condition: RowFilter | None) -> Edit:
    """Send an event only of rows that meet this; of all where there is nothing to meet."""
    if condition is not None and not condition.conditions:
        condition = None
    when = tr("only where its conditions are met") if condition is not None else tr("of every row")
    text = tr("send {event} {when}", event=shortened(event_name(mapping, at)), when=when)
    if not at:
        return Edit(text, replace(mapping, condition=condition))
    return Edit(text, _with(mapping, at, replace(mapping.further[at - 1], condition=condition)))


def tell_each_item(mapping: Mapping, at: int, is_per_item: bool) -> Edit:
    """Send an event once for each line of an order, or once for the order."""
    event, grouping = mapping.further[at - 1], mapping.grouping
    if grouping is None and is_per_item:
        return Edit("", mapping)
    per_item = grouping.per_item if grouping is not None else ()
    pairs = as_lines(event.pairs) if is_per_item else as_orders(event.pairs, per_item)
    how = tr("for each item") if is_per_item else tr("once per order")
    after = _with(mapping, at, replace(event, pairs=pairs, is_per_item=is_per_item))
    return Edit(tr("send {name} {how}", name=shortened(event.name), how=how), after)


def _with(mapping: Mapping, at: int, event: FurtherEvent) -> Mapping:
    return replace(mapping, further=(*mapping.further[: at - 1], event, *mapping.further[at:]))
