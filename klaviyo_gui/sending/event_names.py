"""What the events of a file are called, and when they happened: read before anybody is asked."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Fixed, Kind
from klaviyo_gui.core.record import Plan
from klaviyo_gui.core.time_picture import NO_TIMES, TimePicture
from klaviyo_gui.sending.check import Checked, check
from klaviyo_gui.sending.pool import Pool

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.sending.send import Order


@dataclass(frozen=True, slots=True)
class EventNames:
    """The ``names`` of events, ``is_every`` telling whether there are no more, and their times."""

    names: tuple[str, ...] = ()
    is_every: bool = True
    times: TimePicture = NO_TIMES


def names_vary(mapping: Mapping) -> bool:
    """Tell whether rows have a say in what their events are called."""
    named = (each for each in mapping.every_pair(Kind.EVENTS) if each.target == "metric")
    return any(not isinstance(each.source, Fixed) for each in named)


def event_names(order: Order, stop: threading.Event | None = None) -> EventNames:
    """Read the file of an order for its events; of what was stopped nobody knows all names."""
    if not order.mapping.pairs(Kind.EVENTS):
        return EventNames()
    plan = Plan(order.mapping, order.file.header, amendments=order.amendments)
    with Pool() as pool:
        events = check(order.file, plan, pool, stop or threading.Event(), kinds=(Kind.EVENTS,))
        *_, checked = None, *events
    if not isinstance(checked, Checked):
        return EventNames(is_every=False)
    checked.close()
    return EventNames(checked.names, not checked.has_more_names, checked.times)
