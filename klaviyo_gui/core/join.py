"""Columns that a second file adds to the rows of the first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Doubles(StrEnum):
    """What is done where several rows of the second file have the same key."""

    HOLD = "hold"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Taken:
    """A column of the second file, and the name that it has beside those of the first."""

    column: str
    name: str


@dataclass(frozen=True, slots=True)
class Join:
    """How a second file is joined to the first.

    ``key`` pairs columns of the first file with columns of the second that hold the same texts.
    ``file`` is the name of the second file without its folder, to find it beside the first.
    ``reading`` is what somebody chose about how it is read, by the names of the overrides of the
    detection; what is not there is detected.
    """

    file: str
    key: tuple[tuple[str, str], ...]
    taken: tuple[Taken, ...]
    doubles: Doubles = Doubles.HOLD
    reading: tuple[tuple[str, str | int], ...] = ()
