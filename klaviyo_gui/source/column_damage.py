"""Find what spreadsheets and wrong encodings did to the cells of each column."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from klaviyo_gui.core import excel
from klaviyo_gui.core.cell_damage import (
    BY_COLUMN,
    DIGITS_KEPT,
    LONGER,
    MARKS,
    Mark,
    look_for_cut,
    look_for_date,
    worth_looking,
)
from klaviyo_gui.core.judged import Judged
from klaviyo_gui.core.problem import Code
from klaviyo_gui.source import causes
from klaviyo_gui.source.places import LINES_KEPT, Places
from klaviyo_gui.source.zeros import Zeros

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from klaviyo_gui.core.cell_damage import Found

_PLAINLY_LOST = excel.EXACT_DIGITS + 3
"""Digits of which so many zeros at the end are no chance, even once."""

_CODE_LIKE = re.compile(r"[^\W_]+(?:[-/._][^\W_]+)*")
_CODE_LENGTH = 24
_MOST = 0.8
_NEARLY_ALL = 0.9
_FEW = 2

_DATES = Mark(excel.may_hold_made_date, look_for_date)
"""They are counted first, and only looked at where they are listed."""


class ColumnDamage:
    """Gathers the damage of cells by cause and column, from rows as wide as the header."""

    def __init__(self, names: Sequence[str]) -> None:
        self._places: dict[tuple[str, int], Places] = {}
        self._names = tuple(names)
        self._zeros = Zeros(names)

    def add(self, lines: Sequence[int], cells: Sequence[Sequence[str]]) -> None:
        """Look at more rows, at least one."""
        marks, is_long = worth_looking(cells, (_DATES, *MARKS))
        if marks or is_long:
            for position, column in enumerate(zip(*cells, strict=True)):
                self._add_column(position, lines, column, marks, is_long=is_long)
        self._zeros.add(lines, cells)

    def merge(self, other: ColumnDamage) -> None:
        """Add what was found elsewhere in the same file."""
        for key, places in other._places.items():
            self._places.setdefault(key, Places()).merge(places)
        self._zeros.merge(other._zeros)

    def found(self, samples: Sequence[Sequence[str]]) -> Iterator[tuple[str, int, Places]]:
        """Give each (code, column, places); ``samples`` holds the first cells of each column."""
        for (code, position), places in self._places.items():
            if self._holds(code, position, places, samples[position]):
                yield code, position, places
        for position, places in self._zeros.found(samples):
            yield Code.ZEROS_LOST, position, places

    def judged(self, samples: Sequence[Sequence[str]]) -> Judged:
        """Judge what only whole columns can tell."""
        columns = frozenset(
            (self._names[position], Code(code))
            for code, position, _ in self.found(samples)
            if code in BY_COLUMN
        )
        return Judged(columns, tuple(self._zeros.judged(samples)))

    def _add_column(
        self,
        position: int,
        lines: Sequence[int],
        column: Sequence[str],
        marks: Sequence[Mark],
        *,
        is_long: bool,
    ) -> None:
        text = "\n".join(column) if marks else ""
        for mark in marks:
            if not mark.may_hold(text):
                continue
            if mark is _DATES:
                self._add_dates(position, lines, column)
            else:
                self._add_found(position, lines, column, map(mark.look, column))
        if is_long and max(map(len, column)) >= excel.OLD_CELL_LIMIT:
            self._add_found(position, lines, column, map(look_for_cut, column))

    def _add_found(
        self,
        position: int,
        lines: Sequence[int],
        column: Sequence[str],
        found: Iterable[Found | None],
    ) -> None:
        for at, each in enumerate(found):
            if each is not None:
                code, mended = each
                self._at(code, position).add(lines[at], column[at], mended)

    def _add_dates(self, position: int, lines: Sequence[int], column: Sequence[str]) -> None:
        """Count what may be dates, and look only for as many as are listed.

        Whole columns rightly hold dates; what is damage among codes is found out at the end.
        """
        count = excel.count_made_dates(column)
        if not count:
            return
        places = self._at(Code.DATE_MADE, position)
        places.count += count
        if places.has_room(lines[0]):
            dates = (each for each in zip(lines, column, strict=True) if excel.made_date(each[1]))
            for line, cell in islice(dates, min(count, LINES_KEPT)):
                places.keep(line, cell, excel.before_date(cell))

    def _at(self, code: str, position: int) -> Places:
        return self._places.setdefault((code, position), Places())

    def _holds(self, code: str, position: int, places: Places, sample: Sequence[str]) -> bool:
        """Judge what only the whole column can tell."""
        match code:
            case Code.DATE_MADE:
                return is_code_column(sample)
            case Code.DIGITS_LOST:
                is_plain = any(len(text) >= _PLAINLY_LOST for _, text, _ in places.examples)
                is_kept = (DIGITS_KEPT, position) in self._places
                return not is_kept and (places.count >= _FEW or is_plain)
            case Code.TEXT_APOSTROPHES:
                return is_column_of_apostrophes(sample)
            case Code.CUT_AT_255:
                is_longer = (LONGER, position) in self._places or (
                    Code.CUT_AT_32767,
                    position,
                ) in self._places
                return not is_longer and places.count >= _FEW
            case _:
                return code in causes.MEANINGS


def is_column_of_apostrophes(sample: Sequence[str]) -> bool:
    """Tell whether nearly all filled cells begin with an apostrophe, as no names do."""
    filled = [cell for cell in sample if cell.strip()]
    count = sum(excel.words_after_apostrophe(cell) is not None for cell in filled)
    return count > _FEW and count >= _NEARLY_ALL * len(filled)


def is_code_column(sample: Sequence[str]) -> bool:
    """Tell whether a column holds short codes and not, for its greater part, dates."""
    filled = [cell.strip() for cell in sample if cell.strip()]
    others = [cell for cell in filled if not excel.any_date(cell)]
    if len(others) < _FEW or 2 * len(others) < len(filled):
        return False
    codes = sum(1 for cell in others if len(cell) <= _CODE_LENGTH and _CODE_LIKE.fullmatch(cell))
    return codes >= _MOST * len(others)
