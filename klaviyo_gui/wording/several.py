"""Errors of mappings by which a row has several events, in words."""

from __future__ import annotations

from klaviyo_gui.core import errors
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.wording.sources import target_label
from klaviyo_gui.wording.words import Words

SeveralError = errors.EventNameVaries | errors.FurtherEventOfPerson | errors.ItemsUngrouped


def several_error_words(error: SeveralError) -> Words:
    """Return such an error in words."""
    match error:
        case errors.EventNameVaries(number):
            return Words(
                f"Event {number} of a row has no fixed name.",
                "Where a row has several events, each needs a text as its name, such as "
                "Placed Order.",
            )
        case errors.FurtherEventOfPerson(name, target):
            label = target_label(Kind.EVENTS, target)
            return Words(
                f"“{name}” fills {label}, but all events of a row are of one person.",
                "Let the first event say who that is, and take it out of this one.",
            )
        case errors.ItemsUngrouped(name):  # pragma: no branch - mypy proves it
            return Words(
                f"“{name}” is an event of each line of an order, and no lines are put together.",
                "Choose by which column the lines of an order belong together.",
            )
