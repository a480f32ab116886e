"""What is said of the events of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.wording import conditions_words, filter_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.row_filter import RowFilter

ADDED_BY = mark("Another event of each row…")
ADD = mark("Add another event of each row")
ALWAYS = mark("always")
THESE = mark("these conditions")
EACH_ITEM = mark("One for each item of the order")
EACH_ITEM_TIP = mark(
    "Send this event for each line of an order, with what that line says of its item. Without an "
    "event id each gets one of its order and its product."
)
TITLE = mark("When an event is sent")
EVERY_ROW = mark("It is sent of every row. Add a condition to send it of some rows only.")
ONE = mark("Send it only of rows in which")
BEGINS, ENDS = mark("Send it only of rows that meet"), mark("of these conditions:")
UNFINISHED = mark("Nothing can be sent until every condition says what it asks for.")
COUNTING = mark("Counting in the whole file…")
WAITING = "▲"
"""Stands before the name of an event of which a choice is to be made."""

EACH = mark("{name}, one for each item")
PROPOSED = mark("proposed")
PRODUCTS_BELOW = mark(
    "An event for each line of an order, its properties filled from the columns of items."
)


def proposed_below(column: str) -> str:
    """Say what speaks for an event."""
    return tr("“{column}” says when it happened, and no event has it yet.", column=column)


def chip(names: Sequence[str], condition: RowFilter | None) -> str:
    """Say how many events a row may have; of one alone, when it has it."""
    if len(names) == 1 and condition is not None:
        return f"{names[0]}: {filter_words(condition)}"
    return counted(len(names), "{count} event a row", "{count} events a row")


def chip_tip(names: Sequence[str]) -> str:
    """Say which they are."""
    return counted(
        len(names),
        "A row may have {count} event: {names}",
        "A row may have {count} events: {names}",
        names=", ".join(names),
    )


def when(condition: RowFilter) -> str:
    """Say of which rows an event is sent."""
    return conditions_words(condition)


def proposal(condition: RowFilter) -> str:
    """Ask whether it is sent of these rows alone."""
    (only,) = condition.conditions
    return tr("Only when {column} is filled?", column=only.column)


def proposal_tip(condition: RowFilter) -> str:
    """Say why that is asked."""
    (only,) = condition.conditions
    return tr(
        "{column} is blank in some rows: without this condition those rows would be held, with all "
        "their events.",
        column=only.column,
    )


def title(name: str) -> str:
    """Say whose conditions the panel shows."""
    return tr("When {name} is sent", name=name)


def outcome(count: int, name: str) -> str:
    """Say how many events of a name there would be."""
    return counted(
        count,
        "{count} event of the name {name} would be sent.",
        "{count} events of the name {name} would be sent.",
        name=name,
    )


def remove(name: str) -> str:
    """Offer to take an event away."""
    return tr("Remove {name}", name=name)


def tab_tip(name: str, number: int, count: int, *, is_waiting: bool) -> str:
    """Say which of the events of a row a tab shows, and whether it waits for a choice."""
    values = {"name": name, "number": number, "total": count}
    if is_waiting:
        return tr(
            "{name}: event {number} of {total} of each row; a choice is to be made in it", **values
        )
    return tr("{name}: event {number} of {total} of each row", **values)
