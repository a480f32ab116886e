"""Find out how a column writes its dates and numbers, from one cell of every form it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.core.styles import Seen, see_dates, see_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.conversion import DateStyle, NumberStyle

_FORMS_KEPT = 2_000
"""Forms after which no new one says anything new about a column."""

_LONGEST = 48
_NEAR = 6
"""Characters in which the first two parts of a date stand."""

_MOST = 0.5
"""Share of the cells that must begin like a number, to be worth a look."""

_FIGURES = frozenset("0123456789-+(.$€£")
_AS_ZEROS = str.maketrans("123456789", "000000000")
_AS_BOUNDS = str.maketrans("3456789", "9999999")
"""Digits that tell whether two of them are above 12: ``09``, ``12``, ``19``, ``29``, ``99``."""

_POINT = re.compile(
    r"^[+-]?(?:\d{4,}\.\d+|0\d*\.\d+|\d*\.(?:\d{1,2}|\d{4,}))$", re.ASCII | re.MULTILINE
)
_EITHER = re.compile(r"^[+-]?[1-9]\d{0,2}\.\d{3}$", re.ASCII | re.MULTILINE)


class Writing:
    """Gathers forms of cells; parts of a column may be gathered apart and merged in any order.

    ``dates`` and ``numbers`` count forms, not cells.
    """

    __slots__ = ("_forms", "dates", "numbers")

    def __init__(self) -> None:
        self._forms: set[str] = set()
        self.dates: Seen[DateStyle] = Seen()
        self.numbers: Seen[NumberStyle] = Seen()

    def add(self, values: Sequence[str], *, are_numbers: bool) -> None:
        """Look at different cells, none of them blank; plain numbers are looked at faster."""
        if are_numbers:
            self._add_numbers(values)
            return
        if sum(value[0] in _FIGURES for value in values) < _MOST * len(values):
            return
        if len(self._forms) >= _FORMS_KEPT:
            return
        forms = {_form(value): value for value in values if len(value) <= _LONGEST}
        found = [value for form, value in forms.items() if form not in self._forms]
        self._forms.update(forms)
        cells = [(value, 1) for value in found]
        self.dates = self.dates.merged(see_dates(cells))
        self.numbers = self.numbers.merged(see_numbers(cells))

    def merge(self, other: Writing) -> None:
        """Add what was seen elsewhere."""
        self._forms |= other._forms
        self.dates = self.dates.merged(other.dates)
        self.numbers = self.numbers.merged(other.numbers)

    def _add_numbers(self, values: Sequence[str]) -> None:
        """Look for one cell that proves a point before decimals, and one that may not mean one."""
        text = "\n".join(values)
        found = [each[0] for each in (_POINT.search(text), _EITHER.search(text)) if each]
        found += values[:1]
        self.numbers = self.numbers.merged(see_numbers((cell, 1) for cell in found))
        # Days of a spreadsheet and the like are plain numbers, too.
        self.dates = self.dates.merged(see_dates((cell, 1) for cell in values[:1]))


def _form(value: str) -> str:
    return value[:_NEAR].translate(_AS_BOUNDS) + value[_NEAR:].translate(_AS_ZEROS)
