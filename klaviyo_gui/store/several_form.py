"""The form in a preset of several events of one row."""

from __future__ import annotations

from typing import Any, Final

from klaviyo_gui.core.further_event import FurtherEvent
from klaviyo_gui.language import told
from klaviyo_gui.store.form import Misplaced, check_keys
from klaviyo_gui.store.pair_form import pair_as_json, pair_in
from klaviyo_gui.store.row_filter_form import row_filter_as_json, row_filter_of

CONDITION: Final = "condition"
"""The condition of the event of a row; each further one has its own by the same name."""

FURTHER: Final = "further_events"

_KEYS = ("event", CONDITION, "per_item")


def further_in(content: dict[str, Any]) -> tuple[FurtherEvent, ...]:
    """Return the further events of a preset; nothing where it has none."""
    found = content.get(FURTHER)
    if found is None:
        return ()
    if not isinstance(found, list):
        raise Misplaced(told("“{further}” must be a list of events", further=FURTHER))
    return tuple(
        _event(each, told("event {at} of “{further}”", at=at, further=FURTHER))
        for at, each in enumerate(found, 1)
    )


def further_as_json(event: FurtherEvent) -> dict[str, Any]:
    """Return a further event as plain values for JSON."""
    condition = event.condition
    return {
        "event": [pair_as_json(pair) for pair in event.pairs],
        **({CONDITION: row_filter_as_json(condition)} if condition is not None else {}),
        **({"per_item": True} if event.is_per_item else {}),
    }


def _event(content: object, what: str) -> FurtherEvent:
    if not isinstance(content, dict):
        raise Misplaced(told("{what} must be names and values in braces", what=what))
    check_keys(content, _KEYS, what)
    pairs = content.get("event")
    if not isinstance(pairs, list) or not pairs:
        raise Misplaced(told("“event” in {what} must be a list with at least one pair", what=what))
    is_per_item = content.get("per_item", False)
    if not isinstance(is_per_item, bool):
        raise Misplaced(told("“per_item” in {what} must be true or false", what=what))
    return FurtherEvent(
        tuple(
            pair_in(each, told("pair {at} of {what}", at=at, what=what))
            for at, each in enumerate(pairs, 1)
        ),
        row_filter_of(content, CONDITION, what),
        is_per_item,
    )
