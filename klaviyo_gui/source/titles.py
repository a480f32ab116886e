"""Tell a row of titles from a row of data."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from klaviyo_gui.source.kinds import DATA, Kind, kind_of
from klaviyo_gui.source.known_titles import is_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_Value = TypeVar("_Value")

_COMMON = 0.7
_SAME_WORD = 0.3
_KNOWN = 3
_NUMBERED = 0.2
_DIGIT, _LETTER = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TELLING = frozenset({Kind.EMAIL, Kind.LINK, Kind.DATE})


def votes_for_data(cells: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """Weigh whether a row is one of data like those below, above 0, or of titles, below 0."""
    return _data_votes(cells, below) - title_votes(cells, below)


def _data_votes(cells: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """Count what speaks for a row of data: values of a kind, a shape or a word as below."""
    votes = 0.0
    others = [row for row in below if row != cells]
    years = are_years(cells)
    for place, cell in enumerate(cells):
        column = _column(others, place)
        kind = kind_of(cell)
        if kind in DATA:
            if years and kind is Kind.NUMBER:
                continue
            if not column or _mostly(map(kind_of, column)) is kind:
                votes += 2 if kind in _TELLING else 1
        elif cell.strip() and column:
            shape = _shape(cell)
            if "9" in shape and _mostly(map(_shape, column)) == shape:
                votes += 1
            elif cell in column:
                votes += _SAME_WORD
    return votes


def title_votes(cells: Sequence[str], below: Sequence[Sequence[str]]) -> float:
    """Count what speaks for a row of titles: usual ones, and words above numbers, dates, codes."""
    votes = 0.0
    for place, cell in enumerate(cells):
        column = _column(below, place)
        if cell not in column and is_known(cell):
            votes += _KNOWN
            continue
        if not cell.strip() or not column or kind_of(cell) in DATA:
            continue
        shape = _mostly(map(_shape, column)) or ""
        has_values = _mostly(map(kind_of, column)) in DATA or "9" in shape
        if has_values:
            votes += _NUMBERED if _DIGIT.search(cell) else 1
    return votes


def _column(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place] for row in rows if place < len(row) and row[place].strip()]


def _mostly(values: Iterable[_Value]) -> _Value | None:
    """Find the value that most of the values are."""
    counts = Counter(values)
    value, count = counts.most_common(1)[0]
    return value if count >= _COMMON * counts.total() else None


def _shape(cell: str) -> str:
    """Write a value as its pattern of letters and digits."""
    return _LETTER.sub("a", _DIGIT.sub("9", cell))


def are_years(cells: Sequence[str]) -> bool:
    """Tell whether the row's numbers are neighbouring years: the titles of a table over time."""
    numbers = [cell.strip() for cell in cells if kind_of(cell) is Kind.NUMBER]
    return (
        len(numbers) > 1
        and all(map(_YEAR.fullmatch, numbers))
        and all(abs(int(one) - int(other)) == 1 for one, other in pairwise(numbers))
    )
