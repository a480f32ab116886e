"""The states of all records of a run; they always add up to the records read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from klaviyo_gui.core.mapping import Kind


class State(StrEnum):
    """Every record is in exactly one of these."""

    UNSENT = "unsent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    HELD = "held"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many records of one kind are in each state."""

    unsent: int = 0
    accepted: int = 0
    refused: int = 0
    held: int = 0
    unknown: int = 0

    @property
    def read(self) -> int:
        """Return all records read: the sum of the states."""
        return self.unsent + self.accepted + self.refused + self.held + self.unknown

    def plus(self, state: State, count: int) -> Counts:
        """Return the counts with so many more in this state; raises ValueError below zero."""
        number = getattr(self, state) + count
        if number < 0:
            raise ValueError(f"{number} records would be {state}")
        return replace(self, **{state.value: number})

    def moved(self, before: State, after: State, count: int) -> Counts:
        """Return the counts after so many records went from one state to another."""
        return self.plus(before, -count).plus(after, count)


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of both kinds of record."""

    events: Counts = field(default_factory=Counts)
    profiles: Counts = field(default_factory=Counts)

    def of(self, kind: Kind) -> Counts:
        """Return the counts of one kind."""
        return self.events if kind is Kind.EVENTS else self.profiles

    def with_counts(self, kind: Kind, counts: Counts) -> Tally:
        """Return a tally with these counts for one kind."""
        return replace(self, **{kind.value: counts})

    @property
    def total(self) -> Counts:
        """Return the counts of both kinds together."""
        return Counts(
            *(getattr(self.events, state) + getattr(self.profiles, state) for state in State)
        )
