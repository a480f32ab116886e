"""Which column of a file is probably one that a mapping misses there, and what speaks for it.

A saved mapping holds no cells, so the cells of the file are judged by what the property wants.
"""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.looks import (
    looks_like_date,
    looks_like_email,
    looks_like_number,
    looks_like_phone,
    looks_like_time,
)
from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.core.suggest.words import CONSENT, OTHERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.mapping import Mapping

SAMPLE = 200
"""Rows of the sample that are looked at."""

_MOST = 0.9
"""Share of the sample's filled cells that must look like a thing to count as it."""

_ALIKE = 0.85
"""Likeness of two names of which one is a slip of the other, after ``difflib``."""

_SLIPS_MAX = 4_000
"""Pairs of names of which the letters are compared; with more it would take seconds."""

_ENOUGH = 4
"""What evidence must weigh together for a question; a place or a shared word alone does not."""

_OTHER_MATTERS = frozenset(
    {
        *("birth", "birthday", "canceled", "cancellation", "cancelled", "cost", "costs"),
        *("count", "delivered", "deposit", "discount", "discounts", "due", "expires"),
        *("expiry", "fee", "fees", "fulfilled", "item", "items", "modified", "outstanding"),
        *("partial", "refund", "refunded", "refunds", "return", "returned", "returns"),
        *("shipment", "shipped", "subtotal", "tax", "taxes", "tip", "tips", "units"),
        *("updated", "weight"),
    }
)
"""Words that make another matter of a name: another time, another sum, one line of many."""

_OTHERS = OTHERS | CONSENT | _OTHER_MATTERS
"""Words that make another column of a name: somebody else's, a consent, or another matter."""

_CODES = frozenset(
    {"code", "count", "id", "no", "nr", "num", "number", "nummer", "qty", "quantity"}
)
"""Words that make a number of a name which is no sum."""


class Evidence(StrEnum):
    """What speaks for a column being a missing one under another name."""

    NAME = "name"
    """The same words, written in another way."""
    MEANING = "meaning"
    """The name means the property that the missing column fills."""
    SPELLING = "spelling"
    """Nearly the same letters."""
    WORDS = "words"
    """All words of the one name are among those of the other."""
    PLACE = "place"
    """It stands where the missing column stood."""
    CELLS = "cells"
    """Its cells look like what the property wants."""


_WEIGHT = {
    Evidence.NAME: 8,
    Evidence.MEANING: 4,
    Evidence.SPELLING: 4,
    Evidence.WORDS: 2,
    Evidence.PLACE: 2,
    Evidence.CELLS: 2,
}
SURE = frozenset({Evidence.NAME, Evidence.MEANING, Evidence.SPELLING})
"""What speaks for a column by its own name; place and cells alone may be those of any other."""

_WEAK = frozenset({Evidence.WORDS, Evidence.PLACE})
"""What says nothing of a column without cells, where the property wants a look."""


def _looks_like_moment(cell: str) -> bool:
    return looks_like_time(cell) or looks_like_date(cell)


_LOOKS: dict[ValueType, Callable[[str], bool]] = {
    ValueType.EMAIL: looks_like_email,
    ValueType.PHONE: looks_like_phone,
    ValueType.NUMBER: looks_like_number,
    ValueType.TIME: _looks_like_moment,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column of the file that could be a missing one: its words and its filled cells."""

    name: str
    words: str
    word_set: frozenset[str]
    cells: tuple[str, ...]
    _shares: dict[ValueType, float] = field(default_factory=dict, compare=False)

    def share(self, of: ValueType) -> float:
        """Return the share of the filled cells that look like a type; there must be some."""
        if of not in self._shares:
            alike = sum(1 for cell in self.cells if _LOOKS[of](cell))
            self._shares[of] = alike / len(self.cells)
        return self._shares[of]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A missing column: its words, what means and looks like it, and what stands in its place."""

    words: str
    word_set: frozenset[str]
    meanings: frozenset[str]
    types: frozenset[ValueType]
    expected: str | None
    are_letters_compared: bool


def candidates(
    header: Sequence[str], rows: Sequence[Sequence[str]], used: Iterable[str]
) -> tuple[Candidate, ...]:
    """Return the columns of a file that are not in use.

    One that is called like a value is none: there a row of data was read as the header.
    """
    taken = set(used)
    places = {
        name: at
        for at, name in reversed(list(enumerate(header)))
        if name not in taken and not any(looks(name) for looks in _LOOKS.values())
    }
    return tuple(
        Candidate(
            name,
            folded(name),
            frozenset(folded(name).split()),
            tuple(row[at] for row in rows[:SAMPLE] if at < len(row) and row[at].strip()),
        )
        for name, at in sorted(places.items(), key=lambda each: each[1])
    )


def likely(
    mapping: Mapping,
    missing: Sequence[str],
    found: Sequence[Candidate],
    expected: Table[str, str],
) -> dict[str, tuple[str, tuple[Evidence, ...]]]:
    """Return the likely new name of missing columns, with what speaks for it.

    ``expected`` tells which column of the file stands where a missing one stood. No column is the
    answer for two, and where two are as good neither is.
    """
    weighed: dict[tuple[str, str], tuple[Evidence, ...]] = {}
    is_small = len(missing) * len(found) <= _SLIPS_MAX
    for column in missing:
        wanted = _wanted(mapping, column, expected.get(column), are_letters_compared=is_small)
        for candidate in found:
            evidence = _evidence(wanted, candidate)
            if evidence:
                weighed[column, candidate.name] = evidence
    return {column: (name, weighed[column, name]) for column, name in _settled(weighed).items()}


def expected_names(places: Table[str, int], header: Sequence[str]) -> dict[str, str]:
    """Return which column stands where each one stood, counted from its nearest neighbour.

    ``places`` count from 1. Columns that came or went further off move nothing.
    """
    at = {name: place for place, name in enumerate(header, 1)}
    shifts = [(place, at[name] - place) for name, place in places.items() if name in at]
    found: dict[str, str] = {}
    for name, place in places.items():
        shift = min(shifts, key=lambda each: abs(each[0] - place), default=(0, 0))[1]
        if 1 <= place + shift <= len(header):
            found[name] = header[place + shift - 1]
    return found


def _wanted(
    mapping: Mapping, column: str, expected: str | None, *, are_letters_compared: bool
) -> _Wanted:
    found = (catalog.find(kind, key) for kind, key in mapping.targets_of(column))
    targets = [target for target in found if target is not None]
    meanings = {
        folded(name)
        for target in targets
        for name in (target.label, *target.synonyms, *target.importer)
    }
    types = frozenset(target.type for target in targets if target.type in _LOOKS)
    words = folded(column)
    return _Wanted(
        words,
        frozenset(words.split()),
        frozenset(meanings),
        types,
        expected,
        are_letters_compared,
    )


def _evidence(wanted: _Wanted, candidate: Candidate) -> tuple[Evidence, ...]:
    """Return what speaks for a column being the missing one; nothing where it is not enough."""
    before, after = wanted.words, candidate.words
    is_far = wanted.word_set.isdisjoint(candidate.word_set) and after not in wanted.meanings
    if is_far and candidate.name != wanted.expected and not wanted.are_letters_compared:
        return ()
    if not _OTHERS.isdisjoint(wanted.word_set ^ candidate.word_set):
        return ()
    is_coded = not _CODES.isdisjoint(candidate.word_set - wanted.word_set)
    if ValueType.NUMBER in wanted.types and is_coded:
        return ()
    shares = [candidate.share(each) for each in wanted.types if candidate.cells]
    if any(share < _MOST / 2 for share in shares):
        return ()
    says = {
        Evidence.NAME: before == after,
        Evidence.MEANING: after in wanted.meanings,
        Evidence.SPELLING: wanted.are_letters_compared and _is_slip(before, after),
        Evidence.WORDS: _is_within(wanted.word_set, candidate.word_set),
        Evidence.PLACE: wanted.expected == candidate.name,
        Evidence.CELLS: bool(shares) and min(shares) >= _MOST,
    }
    is_blank = bool(wanted.types) and not candidate.cells
    evidence = tuple(
        each for each, is_so in says.items() if is_so and not (is_blank and each in _WEAK)
    )
    return evidence if _weight(evidence) >= _ENOUGH else ()


def _is_slip(one: str, other: str) -> bool:
    """Tell whether two names differ by a slip; other numbers are no slip."""
    most = 2 * min(len(one), len(other)) / max(len(one) + len(other), 1)
    if most < _ALIKE or _digits(one) != _digits(other):
        return False
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _digits(words: str) -> str:
    return "".join(filter(str.isdecimal, words))


def _is_within(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether the words of either name are some of those of the other."""
    return bool(one and other) and (one < other or other < one)


def _weight(evidence: Iterable[Evidence]) -> int:
    return sum(_WEIGHT[each] for each in evidence)


def _settled(found: Table[tuple[str, str], tuple[Evidence, ...]]) -> dict[str, str]:
    """Return one name for each missing column, the surest first."""
    weights = {pair: _weight(evidence) for pair, evidence in found.items()}
    settled: dict[str, str] = {}
    while weights:
        most = max(weights.values())
        best = [pair for pair, weight in weights.items() if weight == most]
        columns = Counter(column for column, _ in best)
        names = Counter(name for _, name in best)
        settled |= {column: name for column, name in best if columns[column] == names[name] == 1}
        weights = {
            (column, name): weight
            for (column, name), weight in weights.items()
            if column not in columns and name not in names
        }
    return settled
