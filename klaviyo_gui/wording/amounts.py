"""Numbers and spans of time as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind

if TYPE_CHECKING:
    from klaviyo_gui.core.tally import State, Tally

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
