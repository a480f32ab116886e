"""Count the values of a column, in memory that does not grow with the file."""

from __future__ import annotations

from hashlib import blake2b
from heapq import nsmallest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DISTINCT_LIMIT = 10_000
"""So many different values are counted exactly; more of them are called as many."""

_KEPT = 1_000
"""Values that are followed when there are more than can be counted."""

_KEY_LENGTH = 200
_CUT = "…"
_SHOWN = 60


class Frequent:
    """Counts exactly up to a limit, then keeps the most frequent values and a bound of the error.

    Beyond the limit a value's count is at least what is told, and at most ``missed`` more: a
    Misra-Gries summary, the twin of a space-saving sketch whose parts can be merged
    (Agarwal et al., "Mergeable Summaries", PODS 2012).
    """

    __slots__ = ("_counts", "is_exact", "missed")

    def __init__(self) -> None:
        self.is_exact = True
        self.missed = 0
        self._counts: dict[str, int] = {}

    @property
    def distinct(self) -> int:
        """Tell how many different values there are, at most the limit."""
        return len(self._counts) if self.is_exact else DISTINCT_LIMIT

    def add(self, counts: Mapping[str, int], longest: int) -> None:
        """Add values and how often they were seen; none is longer than ``longest``."""
        if longest > _KEY_LENGTH:
            self._combine({_key(value): count for value, count in counts.items()})
        else:
            self._combine(counts)
        self._reduce()

    def merge(self, other: Frequent) -> None:
        """Add what was counted elsewhere."""
        self.is_exact = self.is_exact and other.is_exact
        self.missed += other.missed
        self._combine(other._counts)
        self._reduce()

    def top(self, count: int) -> tuple[tuple[str, int], ...]:
        """Give the most frequent values, of equally frequent ones the first by alphabet.

        Beyond the limit only values that are more frequent than any that is not followed.
        """
        seen_often = (item for item in self._counts.items() if item[1] > self.missed)
        found = nsmallest(count, ((-seen, key) for key, seen in seen_often))
        return tuple((_shown(key), -seen) for seen, key in found)

    def _combine(self, counts: Mapping[str, int]) -> None:
        before = {key: self._counts[key] for key in self._counts.keys() & counts.keys()}
        self._counts.update(counts)
        for key, count in before.items():
            self._counts[key] += count

    def _reduce(self) -> None:
        if self.is_exact and len(self._counts) <= DISTINCT_LIMIT:
            return
        self.is_exact = False
        if len(self._counts) <= _KEPT:
            return
        counts = list(self._counts.values())
        is_one = len(counts) - counts.count(1) <= _KEPT
        least = 1 if is_one else sorted(counts, reverse=True)[_KEPT]
        self.missed += least
        self._counts = {key: count - least for key, count in self._counts.items() if count > least}


def _key(value: str) -> str:
    """Stand in for a long value: its beginning and a digest, the same in every process."""
    if len(value) <= _KEY_LENGTH:
        return value
    digest = blake2b(value.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return value[: _KEY_LENGTH + 1] + digest


def is_whole(shown: str) -> bool:
    """Tell whether a value as it is shown is all of it."""
    return len(shown) < _SHOWN or not shown.endswith(_CUT)


def _shown(key: str) -> str:
    return key if len(key) <= _SHOWN else key[: _SHOWN - 1] + _CUT
