"""Suspect that a spreadsheet took the leading zeros of postal codes, phones and codes.

Whether zeros are missing shows only in the whole column, so cells of digits are counted by
length first, and judged when all were seen.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import words_of
from klaviyo_gui.core.lost_zeros import LostZeros, has_five_digits, is_bare
from klaviyo_gui.source.places import LINES_KEPT, Places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ZIP_LENGTH = 5
_ZIP_SHORT = (3, 4)
_GTIN_LENGTHS = (8, 12, 13, 14)
"""Digits of a GTIN (GS1 General Specifications)."""

_LENGTH_MAX = 20
_MOST = 0.8
"""Share of a column's digit cells that must be equally long to call this their length."""
_FEW = 2
"""So many cells are no chance any more."""


class Kind(Enum):
    """What a column's name says that its digits are."""

    ZIP = "zip"
    PHONE = "phone"
    GTIN = "gtin"
    CODE = "code"


_WORDS = {
    Kind.ZIP: {"zip", "zipcode", "postal", "postcode", "plz", "postleitzahl", "postnummer"},
    Kind.PHONE: {"phone", "telephone", "telefon", "tel", "mobile", "mobil", "handy", "cell", "fax"},
    Kind.GTIN: {"ean", "upc", "gtin", "barcode"},
    Kind.CODE: {"sku", "article", "artikelnummer", "item", "variant", "code", "ref"},
}


_NO_DIGITS = frozenset({"country", "state", "province", "currency", "coupon", "discount", "promo"})


@dataclass(frozen=True, slots=True)
class _Group:
    """Cells of digits alike in all that is judged.

    ``is_five`` tells whether the row's country has postal codes of five digits, if that is known.
    """

    length: int
    has_zero: bool
    is_five: bool | None = None


def kind_of(name: str) -> Kind | None:
    """Tell what a column's name says about its digits."""
    words = set(words_of(name).split())
    if words & _NO_DIGITS:
        return None
    return next((kind for kind, known in _WORDS.items() if words & known), None)


class Zeros:
    """Gathers the lengths of digits in the columns whose names speak of codes."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        kinds = ((at, kind_of(name)) for at, name in enumerate(names))
        self._kinds = {at: kind for at, kind in kinds if kind is not None}
        self._countries = {
            at: _country_beside(at, names) if kind is Kind.ZIP else None
            for at, kind in self._kinds.items()
        }
        self._groups: dict[int, dict[_Group, Places]] = {at: {} for at in self._kinds}

    def add(self, lines: Sequence[int], cells: Sequence[Sequence[str]]) -> None:
        """Look at more rows."""
        for at in self._kinds:
            column = list(map(itemgetter(at), cells))
            digits = list(filter(str.isdecimal, column))
            if digits:
                country = self._countries[at]
                countries = [row[country] for row in cells] if country is not None else None
                self._add_column(at, digits, list(zip(lines, column, strict=True)), countries)

    def merge(self, other: Zeros) -> None:
        """Add what was seen elsewhere in the same file."""
        for at, groups in other._groups.items():
            for group, places in groups.items():
                self._groups[at].setdefault(group, Places()).merge(places)

    def found(self, samples: Sequence[Sequence[str]]) -> Iterator[tuple[int, Places]]:
        """Give the columns that have lost zeros; ``samples`` holds first cells of each column."""
        for at, groups in self._lost(samples):
            lost = Places()
            for group, length in groups.items():
                found = Places()
                found.merge(self._groups[at][group])
                found.examples = [
                    (line, text, text.zfill(length)) for line, text, _ in found.examples
                ]
                lost.merge(found)
            if lost.count:
                yield at, lost

    def judged(self, samples: Sequence[Sequence[str]]) -> Iterator[tuple[str, LostZeros]]:
        """Give the rule by which each such column has its zeros put back, with its name."""
        for at, lost in self._lost(samples):
            if lost:
                lengths = {group.length: length for group, length in lost.items()}
                country = self._countries[at]
                yield (
                    self._names[at],
                    LostZeros(
                        tuple(sorted(lengths.items())),
                        "" if country is None else self._names[country],
                        any(group.is_five is None for group in lost),
                    ),
                )

    def _lost(self, samples: Sequence[Sequence[str]]) -> Iterator[tuple[int, dict[_Group, int]]]:
        for at, kind in self._kinds.items():
            counts = {group: places.count for group, places in self._groups[at].items()}
            yield at, _judged(kind, counts, samples[at])

    def _add_column(
        self,
        at: int,
        digits: Sequence[str],
        cells: Sequence[tuple[int, str]],
        countries: Sequence[str] | None,
    ) -> None:
        lengths, kept = Counter(map(len, digits)), _with_zero(digits)
        for length, count in lengths.items():
            if length > _LENGTH_MAX:
                continue
            if kept[length]:
                self._places(at, _Group(length, has_zero=True)).count += kept[length]
            bare = count - kept[length]
            if bare and countries is not None and length in _ZIP_SHORT:
                for (line, cell), country in zip(cells, countries, strict=True):
                    if is_bare(cell, length):
                        group = _Group(length, has_zero=False, is_five=has_five_digits(country))
                        self._places(at, group).add(line, cell)
            elif bare:
                places = self._places(at, _Group(length, has_zero=False))
                places.count += bare
                if _can_be_lost(self._kinds[at], length) and places.has_room(cells[0][0]):
                    found = (each for each in cells if is_bare(each[1], length))
                    for line, cell in islice(found, min(bare, LINES_KEPT)):
                        places.keep(line, cell)

    def _places(self, at: int, group: _Group) -> Places:
        return self._groups[at].setdefault(group, Places())


def _with_zero(digits: Sequence[str]) -> Counter[int]:
    """Count the cells that begin with a zero, by length."""
    if "\n0" not in "\n" + "\n".join(digits):
        return Counter()
    return Counter(len(cell) for cell in digits if cell[0] == "0")


def _can_be_lost(kind: Kind, length: int) -> bool:
    match kind:
        case Kind.ZIP:
            return length in _ZIP_SHORT
        case Kind.GTIN:
            return length not in _GTIN_LENGTHS
        case _:
            return True


def _country_beside(at: int, names: Sequence[str]) -> int | None:
    """Find the country of the same address: the column whose name begins alike, or the only one."""
    countries = [place for place, name in enumerate(names) if "country" in words_of(name).split()]
    if not countries:
        return None
    first = words_of(names[at]).split()[0]
    return next(
        (place for place in countries if words_of(names[place]).split()[0] == first),
        countries[0] if len(countries) == 1 else None,
    )


def _judged(kind: Kind, counts: dict[_Group, int], sample: Sequence[str]) -> dict[_Group, int]:
    """Return the groups that have lost zeros, each with the length that it should have."""
    match kind:
        case Kind.ZIP:
            return _judged_zips(counts)
        case Kind.PHONE:
            return _judged_phones(counts, sample)
        case _:
            return _judged_codes(counts, is_gtin=kind is Kind.GTIN)


def _judged_zips(counts: dict[_Group, int]) -> dict[_Group, int]:
    whole = sum(count for group, count in counts.items() if group.length == _ZIP_LENGTH)
    short = {
        group: count
        for group, count in counts.items()
        if group.length in _ZIP_SHORT and not group.has_zero
    }
    # Four digits are a whole postal code in many countries: unknown ones need a clear majority.
    unknown = sum(count for group, count in short.items() if group.is_five is None)
    is_clear = whole >= 2 * unknown
    return {
        group: _ZIP_LENGTH
        for group in short
        if group.is_five or (group.is_five is None and is_clear)
    }


def _judged_phones(counts: dict[_Group, int], sample: Sequence[str]) -> dict[_Group, int]:
    national = [
        cell.strip()
        for cell in sample
        if cell.strip() and not cell.isdecimal() and not cell.strip().startswith("+")
    ]
    formatted = sum(cell.startswith(("0", "(0")) for cell in national)
    kept = sum(count for group, count in counts.items() if group.has_zero)
    lost = {group: count for group, count in counts.items() if not group.has_zero}
    is_shown = formatted >= _FEW and 2 * formatted >= len(national)
    if not is_shown and (kept < _FEW or kept < sum(lost.values())):
        return {}
    return {group: group.length + 1 for group in lost}


def _judged_codes(counts: dict[_Group, int], *, is_gtin: bool) -> dict[_Group, int]:
    lengths: Counter[int] = Counter()
    for group, count in counts.items():
        lengths[group.length] += count
    if not lengths:
        return {}
    usual, most = lengths.most_common(1)[0]
    if most < _MOST * lengths.total():
        return {}
    if is_gtin and usual in _GTIN_LENGTHS:
        return {
            group: min(length for length in _GTIN_LENGTHS if length > group.length)
            for group in counts
            if group.length < usual and group.length not in _GTIN_LENGTHS and not group.has_zero
        }
    kept = sum(count for group, count in counts.items() if group.has_zero and group.length == usual)
    if kept < _FEW:
        return {}
    return {group: usual for group in counts if group.length < usual and not group.has_zero}
