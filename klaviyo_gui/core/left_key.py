"""A private key that was on its way into the place for keys when nobody waited any longer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Fate(Enum):
    """What became of it.

    It came late and was removed; or nobody knows whether its account uses it or the one before; or
    the place for keys cannot be asked now.
    """

    REMOVED = auto()
    DOUBTFUL = auto()
    UNSEEN = auto()


@dataclass(frozen=True, slots=True)
class LeftKey:
    """What became of the key of an ``account``, which is its name, or its id where it has none."""

    account: str
    fate: Fate
