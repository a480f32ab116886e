"""Numbers and spans of time as people say them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from klaviyo_gui.core.tally import State, Tally

_LISTED = 5
"""Names that a sentence lists before it counts the others."""

_UNITS = {Kind.EVENTS: ("event", "events"), Kind.PROFILES: ("person row", "people rows")}
"""A person may stand in several rows; what is counted before and after sending are the rows."""

KIND_WORDS = {Kind.EVENTS: ("event", "events"), Kind.PROFILES: ("person", "people")}


def bare(words: str) -> str:
    """Return words without the full stop, to stand within a sentence."""
    return words.rstrip(" .")


def duration(seconds: float) -> str:
    """Return a time span as a person says it."""
    whole = max(1, round(seconds))
    if whole < 60:  # noqa: PLR2004 - seconds of a minute
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        return f"{minutes} min {rest} s" if rest and minutes < 10 else f"{minutes} min"  # noqa: PLR2004 - seconds matter in short spans only
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min"


def span(least: float, most: float) -> str:
    """Return a range of time as a person says it: "20 to 30 s", "3 to 4 min", "1 h 5 min"."""
    if most >= 7_200:  # noqa: PLR2004 - two hours
        low, high = duration(least), duration(most)
        return low if low == high else f"{low} to {high}"
    name, size = ("min", 60) if most >= 100 else ("s", 1)  # noqa: PLR2004 - shorter is told in seconds
    low_number, high_number = max(1, math.floor(least / size)), max(1, math.ceil(most / size))
    return (
        f"{low_number} to {high_number} {name}"
        if low_number < high_number
        else f"{high_number} {name}"
    )


def unit(kind: Kind, number: int) -> str:
    """Return the noun for so many records of this kind."""
    return _UNITS[kind][number != 1]


def amount(kind: Kind, number: int) -> str:
    """Return a count of records, one for each row: "54 events", "1 person row"."""
    return f"{number:,} {unit(kind, number)}"


def in_state(tally: Tally, *states: State) -> str:
    """Return how many records are in these states: "6 events and 3 people rows", or nothing."""
    counts = {kind: sum(getattr(tally.of(kind), state) for state in states) for kind in Kind}
    return " and ".join(amount(kind, number) for kind, number in counts.items() if number)


def count(number: int, kind: Kind) -> str:
    """Return what arrives, rows of one person merged, with its noun: "1 event", "24,310 people"."""
    one, many = KIND_WORDS[kind]
    return f"{number:,} {one if number == 1 else many}"


def plural(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: "1 row", "24,310 rows"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: list[str]) -> str:
    """Return names as a sentence lists them: "a, b and c", the last of many as their number."""
    if len(names) > _LISTED:
        names = [*names[:_LISTED], f"{len(names) - _LISTED} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
