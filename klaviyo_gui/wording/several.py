"""Rows that have several events, and lines that make one, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core import errors
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import grouped, tr
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
    return "; ".join(map(_further, events)) or tr("no further events")


def event_count_words(counts: Iterable[tuple[str, int]]) -> str:
    """Return how many events of each name there are: ``9,310 Placed Order, 24,722 …``."""
    return ", ".join(f"{grouped(count)} {name}" for name, count in counts)


def unsent_words(name: str, condition: RowFilter | None) -> str:
    """Say why a row has no event of this name."""
    if condition is None:
        return tr("No line of it says anything of {event}.", event=name)
    return tr("{event} is sent of {rows}.", event=name, rows=filter_words(condition))


def _further(event: FurtherEvent) -> str:
    words = tr("{event} of each line", event=event.name) if event.is_per_item else event.name
    return f"{words}, {filter_words(event.condition)}" if event.condition is not None else words


def several_error_words(error: SeveralError) -> Words:
    """Return such an error in words."""
    match error:
        case errors.EventNameVaries(number):
            return Words(
                tr("Event {number} of a row has no fixed name.", number=number),
                tr(
                    "Where a row has several events, each needs a text as its name, such as "
                    "Placed Order."
                ),
            )
        case errors.FurtherEventOfPerson(name, target):
            label = target_label(Kind.EVENTS, target)
            return Words(
                tr(
                    "“{event}” fills {property}, but all events of a row are of one person.",
                    event=name,
                    property=label,
                ),
                tr("Let the first event say who that is, and take it out of this one."),
            )
        case errors.SeveralByPublicKey(account):
            return Words(
                tr(
                    "By the public key of {account} each event goes by itself, and a row has "
                    "several.",
                    account=account,
                ),
                tr(
                    "Give the account its private key in Accounts, or let every row have one event."
                ),
            )
        case errors.ItemsUngrouped(name):  # pragma: no branch - mypy proves it
            return Words(
                tr(
                    "“{event}” is an event of each line of an order, and no lines are put "
                    "together.",
                    event=name,
                ),
                tr("Choose by which column the lines of an order belong together."),
            )
