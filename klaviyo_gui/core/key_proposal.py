"""By which columns two files are probably joined: those that hold the same texts.

Of each column of the first file some texts are taken, and looked for in all columns of the second.
What is found there by chance, as every country is, stands in many of its rows; a key stands in one.
Whole numbers from 1 on are found in any list of numbers, so they want a look unless their columns
are called alike.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.join import Join
from klaviyo_gui.core.join_key import key_text
from klaviyo_gui.core.joined_names import taken_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TEXTS = 200
"""Different texts of a column that are looked for."""

PROPOSED = 5

_LEAST = 0.05
"""Share of the texts that must be found, to be proposed at all: a list may hold few of them."""

_HALF, _MOST = 0.5, 0.9
_SEVERAL = 3

Wanted = dict[str, frozenset[int]]
"""In which columns of the first file, by their places, a text stands."""


@dataclass(frozen=True, slots=True)
class KeyProposal:
    """A pair of columns with the same texts: how many were found of those that were looked for.

    ``rows_each`` tells in how many rows of the second file a text stands, one for a key.
    """

    first: str
    second: str
    found: int
    looked_for: int
    rows_each: float
    is_alike: bool
    is_telling: bool

    @property
    def share(self) -> float:
        """Return the share of the texts that were found."""
        return self.found / self.looked_for

    @property
    def is_sure(self) -> bool:
        """Tell whether nothing else is likely: many are found, each in one row, and not by chance.

        A text tells by itself where it holds more than digits; else the names of its columns must.
        """
        is_enough = self.found >= min(_SEVERAL, self.looked_for)
        is_key = self.rows_each * _MOST <= 1
        return is_enough and is_key and self.share >= _HALF and (self.is_alike or self.is_telling)


def wanted_texts(rows: Iterable[Sequence[str]], width: int) -> Wanted:
    """Return the texts to look for, of rows of the first file; the same column says none twice."""
    places: dict[str, set[int]] = defaultdict(set)
    counts = [0] * width
    for row in rows:
        for at, cell in enumerate(row[:width]):
            if counts[at] < TEXTS and (text := key_text(cell)) and at not in places[text]:
                places[text].add(at)
                counts[at] += 1
    return {text: frozenset(found) for text, found in places.items() if found}


class Overlaps:
    """What of the wanted texts stands in the columns of the second file; parts can be merged."""

    def __init__(self, width: int) -> None:
        self._found: list[dict[str, int]] = [{} for _ in range(width)]

    def add(self, rows: Sequence[Sequence[str]], wanted: Wanted) -> None:
        """Look at more rows."""
        for at, found in enumerate(self._found):
            for row in rows:
                if at < len(row) and (text := key_text(row[at])) in wanted:
                    found[text] = found.get(text, 0) + 1

    def merge(self, other: Overlaps) -> None:
        """Add what was found in another part of the file."""
        for known, more in zip(self._found, other._found, strict=True):
            for text, count in more.items():
                known[text] = known.get(text, 0) + count

    def proposals(
        self, wanted: Mapping[str, frozenset[int]], header: Sequence[str], second: Sequence[str]
    ) -> tuple[KeyProposal, ...]:
        """Return the likely keys, the best first."""
        texts: dict[int, list[str]] = defaultdict(list)
        for text, places in wanted.items():
            for place in places:
                texts[place].append(text)
        made = [
            _proposal(name, texts[at], column, found)
            for at, name in enumerate(header)
            for column, found in zip(second, self._found, strict=True)
            if texts[at]
        ]
        likely = (each for each in made if each is not None and each.share >= _LEAST)
        return tuple(sorted(likely, key=_rank)[:PROPOSED])


def join_by(proposal: KeyProposal, header: Sequence[str], file: str, second: Sequence[str]) -> Join:
    """Return the join by a proposed key, that takes all other columns of the second file."""
    taken = taken_columns(header, file, second, (proposal.second,))
    return Join(file, ((proposal.first, proposal.second),), taken)


def _proposal(
    first: str, texts: Sequence[str], second: str, counts: Mapping[str, int]
) -> KeyProposal | None:
    found = [text for text in texts if text in counts]
    if not found:
        return None
    rows_each = sum(counts[text] for text in found) / len(found)
    telling = sum(not text.isdecimal() for text in found)
    return KeyProposal(
        first,
        second,
        len(found),
        len(texts),
        rows_each,
        folded(first) == folded(second),
        # What stands in every column, such as yes and no, is soon found in many rows.
        2 * telling >= len(found),
    )


def _rank(each: KeyProposal) -> tuple[bool, bool, float, bool, float]:
    is_key = each.rows_each * _MOST <= 1
    return not each.is_sure, not is_key, -each.share, not each.is_alike, each.rows_each
