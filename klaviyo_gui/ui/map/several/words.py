"""What is said of the events of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.wording import conditions_words, filter_words, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.row_filter import RowFilter

ADDED_BY = "Another event of each row…"
ADD = "Add another event of each row"
ALWAYS = "always"
THESE = "these conditions"
EACH_ITEM = "One for each item of the order"
EACH_ITEM_TIP = (
    "Send this event for each line of an order, with what that line says of its item. Without an "
    "event id each gets one of its order and its product."
)
TITLE = "When an event is sent"
EVERY_ROW = "It is sent of every row. Add a condition to send it of some rows only."
ONE = "Send it only of rows in which"
BEGINS, ENDS = "Send it only of rows that meet", "of these conditions:"
UNFINISHED = "Nothing can be sent until every condition says what it asks for."
COUNTING = "Counting in the whole file…"
WAITING = "▲"
"""Stands before the name of an event of which a choice is to be made."""

EACH = "one for each item"
PROPOSED = "proposed"
PRODUCTS_BELOW = (
    "An event for each line of an order, its properties filled from the columns of items."
)


def proposed_below(column: str) -> str:
    """Say what speaks for an event."""
    return f"“{column}” says when it happened, and no event has it yet."


def chip(names: Sequence[str], condition: RowFilter | None) -> str:
    """Say how many events a row may have; of one alone, when it has it."""
    if len(names) == 1 and condition is not None:
        return f"{names[0]}: {filter_words(condition)}"
    return f"{plural(len(names), 'event')} a row"


def chip_tip(names: Sequence[str]) -> str:
    """Say which they are."""
    return f"A row may have {plural(len(names), 'event')}: {', '.join(names)}"


def when(condition: RowFilter) -> str:
    """Say of which rows an event is sent."""
    return conditions_words(condition)


def proposal(condition: RowFilter) -> str:
    """Ask whether it is sent of these rows alone."""
    (only,) = condition.conditions
    return f"Only when {only.column} is filled?"


def proposal_tip(condition: RowFilter) -> str:
    """Say why that is asked."""
    (only,) = condition.conditions
    return (
        f"{only.column} is blank in some rows: without this condition those rows would be held, "
        "with all their events."
    )


def title(name: str) -> str:
    """Say whose conditions the panel shows."""
    return f"When {name} is sent"


def outcome(count: int, name: str) -> str:
    """Say how many events of a name there would be."""
    return f"{plural(count, 'event')} of the name {name} would be sent."


def remove(name: str) -> str:
    """Offer to take an event away."""
    return f"Remove {name}"


def tab_tip(name: str, number: int, count: int, *, is_waiting: bool) -> str:
    """Say which of the events of a row a tab shows, and whether it waits for a choice."""
    more = "; a choice is to be made in it" if is_waiting else ""
    return f"{name}: event {number} of {count} of each row{more}"
