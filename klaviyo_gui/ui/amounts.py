"""Counts of records with their unit, the same words wherever they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from klaviyo_gui.core.tally import State, Tally

_UNITS = {Kind.EVENTS: ("event", "events"), Kind.PROFILES: ("person row", "people rows")}
"""A person may stand in several rows; what is counted before and after sending are the rows."""


def unit(kind: Kind, number: int) -> str:
    """Return the noun for so many records of this kind."""
    return _UNITS[kind][number != 1]


def amount(kind: Kind, number: int) -> str:
    """Return a count with its unit: "54 events", "1 person row"."""
    return f"{number:,} {unit(kind, number)}"


def in_state(tally: Tally, *states: State) -> str:
    """Return how many records are in these states: "6 events and 3 people rows", or nothing."""
    counts = {kind: sum(getattr(tally.of(kind), state) for state in states) for kind in Kind}
    return " and ".join(amount(kind, number) for kind, number in counts.items() if number)
