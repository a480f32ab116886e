"""Rows that have several events, and lines that make one, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core import errors
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.wording.row_filter import filter_words
from klaviyo_gui.wording.sources import target_label
from klaviyo_gui.wording.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from klaviyo_gui.core.further_event import FurtherEvent
    from klaviyo_gui.core.row_filter import RowFilter

SeveralError = (
    errors.EventNameVaries
    | errors.FurtherEventOfPerson
    | errors.ItemsUngrouped
    | errors.SeveralByPublicKey
)


def further_words(events: Iterable[FurtherEvent]) -> str:
    """Return which events there are beside the main one, and of which rows or lines."""
    return "; ".join(map(_further, events)) or "no further events"


def event_count_words(counts: Iterable[tuple[str, int]]) -> str:
    """Return how many events of each name there are: ``9,310 Placed Order, 24,722 …``."""
    return ", ".join(f"{count:,} {name}" for name, count in counts)


def unsent_words(name: str, condition: RowFilter | None) -> str:
    """Say why a row has no event of this name."""
    if condition is None:
        return f"No line of it says anything of {name}."
    words = filter_words(condition)
    return f"{name} is sent of {words}."


def _further(event: FurtherEvent) -> str:
    words = f"{event.name} of each line" if event.is_per_item else event.name
    return f"{words}, {filter_words(event.condition)}" if event.condition is not None else words


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
        case errors.SeveralByPublicKey(account):
            return Words(
                f"By the public key of {account} each event goes by itself, and a row has several.",
                "Give the account its private key in Accounts, or let every row have one event.",
            )
        case errors.ItemsUngrouped(name):  # pragma: no branch - mypy proves it
            return Words(
                f"“{name}” is an event of each line of an order, and no lines are put together.",
                "Choose by which column the lines of an order belong together.",
            )
