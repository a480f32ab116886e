"""A mapping as it looks while one of the events of a row is on show, and the whole of it again.

Whoever edits an event edits the main one; the others are looked at as if they were that.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.event_target import OF, of_event
from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.mapping import Kind, Mapping, Pair

    Pairs = tuple[Pair, ...]


def showing(whole: Mapping, at: int) -> Mapping:
    """Return the mapping with this event of a row as its main one; 0 is the main one itself.

    Whose events they are is the same for all, so that it is shown with each. The one on show and
    the main one change their places. An event of each line is shown as if rows were lines: what it
    says is of one line, and no list of them.
    """
    if not at:
        return whole
    shown = whole.further[at - 1]
    who, own = _apart(whole.events)
    aside = FurtherEvent(own, whole.condition, shown.is_per_item)
    return replace(
        whole,
        events=(*who, *shown.pairs),
        condition=shown.condition,
        further=_with(whole.further, at, aside),
        grouping=None if shown.is_per_item else whole.grouping,
    )


def put_back(whole: Mapping, seen: Mapping, at: int) -> Mapping:
    """Return the whole mapping after an edit of what was seen while this event was on show.

    What says whose events they are goes to the main one. Nothing that is seen there changes how
    rows are put together.
    """
    if not at:
        return seen
    aside = seen.further[at - 1]
    who, own = _apart(seen.events)
    return replace(
        seen,
        events=_in_order((*who, *aside.pairs), whole.events),
        condition=aside.condition,
        further=_with(seen.further, at, FurtherEvent(own, seen.condition, aside.is_per_item)),
        grouping=whole.grouping,
    )


def changed_event(before: Mapping, after: Mapping) -> int | None:
    """Return the only event of a row that an edit has changed or added; None where none is it."""
    now = _events(after)
    was = _events(before)
    changed = [at for at, each in enumerate(now) if at >= len(was) or was[at] != each]
    return changed[0] if len(changed) == 1 and len(now) >= len(was) else None


def event_name(mapping: Mapping, at: int) -> str:
    """Return what an event of a row is called; where it has no name, by its number."""
    name = mapping.further[at - 1].name if at else mapping.fixed_metric.strip()
    return name or tr("Event {number}", number=at + 1)


def event_names(mapping: Mapping) -> tuple[str, ...]:
    """Return what the events of a row are called, the main one first; none where there are none."""
    if not mapping.events:
        return ()
    return tuple(event_name(mapping, at) for at in range(len(mapping.further) + 1))


def told_as(whole: Mapping, at: int, target: str) -> str:
    """Return how this property of an event is named in what is told of rows."""
    if not at or target.startswith(catalog.PERSON):
        return target
    return of_event(whole.further[at - 1].name, target)


def told_with_event(whole: Mapping, target: str) -> str:
    """Return the same with the name of the main event, too, where it is one of several."""
    at, _ = event_told(whole, target)
    if at or not whole.further or target.startswith(catalog.PERSON):
        return target
    return of_event(event_name(whole, 0), target)


def event_told(whole: Mapping, target: str) -> tuple[int, str]:
    """Return of which event a property is that is told of rows, and how it is named in that one.

    A property of no event that is known is taken for one of the main one.
    """
    name, joint, own = target.partition(OF)
    if joint:
        for at, each in enumerate(whole.further, 1):
            if each.name == name:
                return at, own
    return 0, target


def told_pair(whole: Mapping, kind: Kind, target: str) -> Pair | None:
    """Return the pair that fills a property as it is named in what is told of rows."""
    at, own = event_told(whole, target)
    return showing(whole, at).pair(kind, own)


def _events(mapping: Mapping) -> list[FurtherEvent]:
    _, own = _apart(mapping.events)
    return [FurtherEvent(own, mapping.condition), *mapping.further]


def _apart(pairs: Pairs) -> tuple[Pairs, Pairs]:
    """Return what says whose event it is, and what says the rest."""
    who = tuple(pair for pair in pairs if pair.target.startswith(catalog.PERSON))
    return who, tuple(pair for pair in pairs if not pair.target.startswith(catalog.PERSON))


def _in_order(pairs: Pairs, before: Sequence[Pair]) -> Pairs:
    """Return pairs in the order they had; what is new comes last."""
    places = {pair.target: at for at, pair in enumerate(before)}
    return tuple(sorted(pairs, key=lambda pair: places.get(pair.target, len(places))))


def _with(
    further: tuple[FurtherEvent, ...], at: int, event: FurtherEvent
) -> tuple[FurtherEvent, ...]:
    return (*further[: at - 1], event, *further[at:])
