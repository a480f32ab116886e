"""Numbers and spans of time as people say them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import counted, grouped, mark, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.tally import State, Tally

_LISTED = 5
"""Names that a sentence lists before it counts the others."""

KIND_WORDS = {
    Kind.EVENTS: (mark("event"), mark("events")),
    Kind.PROFILES: (mark("person"), mark("people")),
}
"""What one and what several are called, without their number."""

KIND_TITLES = {Kind.EVENTS: mark("Events"), Kind.PROFILES: mark("People")}
"""What a part of the window is headed that shows one kind."""


def bare(words: str) -> str:
    """Return words without the full stop, to stand within a sentence."""
    return words.rstrip(" .")


def cause_words(cause: str) -> str:
    """Return why something failed, to stand within a sentence; the system says it its own way."""
    return bare(tr(cause))


def duration(seconds: float) -> str:
    """Return a time span as a person says it."""
    whole = max(1, round(seconds))
    if whole < 60:  # noqa: PLR2004 - seconds of a minute
        return tr("{seconds} s", seconds=whole)
    minutes, rest = divmod(whole, 60)
    if minutes < 60:  # noqa: PLR2004 - minutes of an hour
        if rest and minutes < 10:  # noqa: PLR2004 - seconds matter in short spans only
            return tr("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
        return tr("{minutes} min", minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    return tr("{hours} h {minutes} min", hours=hours, minutes=minutes)


def span(least: float, most: float) -> str:
    """Return a range of time as a person says it: "20 to 30 s", "3 to 4 min", "1 h 5 min"."""
    if most >= 7_200:  # noqa: PLR2004 - two hours
        low, high = duration(least), duration(most)
        return low if low == high else tr("{low} to {high}", low=low, high=high)
    is_long = most >= 100  # noqa: PLR2004 - shorter is told in seconds
    size = 60 if is_long else 1
    low_number, high_number = max(1, math.floor(least / size)), max(1, math.ceil(most / size))
    if low_number >= high_number:
        if is_long:
            return tr("{minutes} min", minutes=high_number)
        return tr("{seconds} s", seconds=high_number)
    if is_long:
        return tr("{low} to {high} min", low=low_number, high=high_number)
    return tr("{low} to {high} s", low=low_number, high=high_number)


def unit(kind: Kind, number: int) -> str:
    """Return the noun for so many records of this kind.

    A person may stand in several rows; what is counted before and after sending are the rows.
    """
    if kind is Kind.EVENTS:
        return counted(number, "event", "events")
    return counted(number, "person row", "people rows")


def amount(kind: Kind, number: int) -> str:
    """Return a count of records, one for each row: "54 events", "1 person row"."""
    if kind is Kind.EVENTS:
        return counted(number, "{count} event", "{count} events")
    return counted(number, "{count} person row", "{count} people rows")


def in_state(tally: Tally, *states: State) -> str:
    """Return how many records are in these states: "6 events and 3 people rows", or nothing."""
    counts = {kind: sum(getattr(tally.of(kind), state) for state in states) for kind in Kind}
    return listed([amount(kind, number) for kind, number in counts.items() if number])


def count(number: int, kind: Kind) -> str:
    """Return what arrives, rows of one person merged, with its noun: "1 event", "24,310 people"."""
    if kind is Kind.EVENTS:
        return counted(number, "{count} event", "{count} events")
    return counted(number, "{count} person", "{count} people")


def listed(names: Sequence[str], *, most: int = _LISTED) -> str:
    """Return names as a sentence lists them: "a, b and c", the last of many as their number."""
    if len(names) > most:
        further = len(names) - most
        names = [*names[:most], tr("{count} more", count=grouped(further))]
    if len(names) <= 1:
        return "".join(names)
    return tr("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def begun(words: str) -> str:
    """Return words with a capital, to begin a line or a sentence."""
    return f"{words[:1].upper()}{words[1:]}"
