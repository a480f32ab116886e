"""What keeps a mapping from building several events of a row."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.cell_reading import condition_readings
from klaviyo_gui.core.errors import (
    EventNameVaries,
    FurtherEventOfPerson,
    ItemsUngrouped,
    TargetRepeated,
    TargetUnknown,
)
from klaviyo_gui.core.mapping import Fixed, Kind
from klaviyo_gui.core.nesting import check_names
from klaviyo_gui.core.wanted import wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.cell_reading import Readings
    from klaviyo_gui.core.further_event import FurtherEvent
    from klaviyo_gui.core.mapping import Mapping, Pair


def check_several(mapping: Mapping, header: Sequence[str], readings: Readings | None) -> None:
    """Raise the MappingError that keeps a row of such a file from having these events.

    The names of all of them are fixed texts: by these a person tells them apart.
    """
    every = (mapping.events, *(each.pairs for each in mapping.further))
    for number, pairs in enumerate(every, 1):
        if not _fixed_name(pairs):
            raise EventNameVaries(number)
    for each in mapping.further:
        _check_further(each, is_grouped=mapping.grouping is not None)
    check_conditions(mapping, header, readings)


def check_conditions(
    mapping: Mapping, header: Sequence[str], readings: Readings | None = None
) -> None:
    """Raise ConditionUnusable where the condition of an event compares with no such value.

    Those that look at other columns than these are left to whoever knows them.
    """
    known = dict(condition_readings(mapping, header) if readings is None else readings)
    for condition in (mapping.condition, *(each.condition for each in mapping.further)):
        if condition is not None and set(condition.columns).issubset(header):
            wanted(condition, header, known, datetime.now(UTC).date())


def _check_further(event: FurtherEvent, *, is_grouped: bool) -> None:
    name = event.name
    if event.is_per_item and not is_grouped:
        raise ItemsUngrouped(name)
    seen: set[str] = set()
    for pair in event.pairs:
        if catalog.find(Kind.EVENTS, pair.target) is None:
            raise TargetUnknown(Kind.EVENTS, pair.target)
        if pair.target.startswith(catalog.PERSON):
            raise FurtherEventOfPerson(name, pair.target)
        if pair.target in seen:
            raise TargetRepeated(Kind.EVENTS, pair.target)
        seen.add(pair.target)
    check_names(Kind.EVENTS, seen, is_grouped=is_grouped and not event.is_per_item)


def _fixed_name(pairs: Sequence[Pair]) -> str:
    """Return the text that names an event, empty where none does."""
    sources = [pair.source for pair in pairs if pair.target == "metric"]
    return next((each.text.strip() for each in sources if isinstance(each, Fixed)), "")
