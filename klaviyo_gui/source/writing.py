"""Find out how a column writes its dates and numbers, from one cell of every form it has."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.styles import Written, see_dates, see_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_FORMS_KEPT = 500
"""Forms kept of a column, the first by their text: dates have some 300."""

_ISO = (
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?"
    r" ?(?:Z|[+-]\d\d(?::?\d\d)?)?)?"
)
_FIGURES = re.compile(
    rf"^(?![+-]?\d+(?:\.\d+)?$)(?!{_ISO}$)[\d+\-(.$€£].{{0,47}}$", re.ASCII | re.MULTILINE
)
"""What begins like a number, and is neither a plain one nor a date by ISO 8601."""

_BEGINNING = re.compile(r"\n[\d+\-(.$€£]", re.ASCII)
"""How a line begins that tells anything; columns without one need not be looked at."""

_PLAIN = tuple(
    tuple(re.compile(rf"^[+-]?(?:{each})$", re.ASCII | re.MULTILINE) for each in (form, number))
    for form, number in (
        (r"0+\.0+", r"\d{4,}\.\d+|0\d*\.\d+|\d+\.(?:\d{1,2}|\d{4,})"),
        (r"0{1,3}\.000", r"[1-9]\d{0,2}\.\d{3}"),
        (r"00000(?:\.0{1,15})?", r"[2-6]\d{4}(?:\.\d{1,15})?"),
        (r"0{13}", r"1\d{12}"),
        (r"0{8}", r"(?:19|20)\d{6}"),
        (r"0{9,10}", r"\d{9,10}"),
    )
)
"""Plain numbers that prove a point before decimals, may not mean one, or may be moments.

Before each stands the form that it has with zeros for its digits.
"""

_ISO_DAY = re.compile(r"^\d{4}-\d\d-\d\d$", re.ASCII | re.MULTILINE)
_ISO_HOUR = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:", re.ASCII | re.MULTILINE)
"""Dates by ISO 8601 need no style, and tell only whether there is a time of day."""

_ISO_ZONELESS = re.compile(
    r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?$", re.ASCII | re.MULTILINE
)
"""The same with an hour that names no time zone."""

_NEAR = 6
"""Characters in which the first two parts of a date stand."""

_AS_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_AS_BOUNDS = bytes.maketrans(b"3456789", b"9999999")
"""Digits that tell whether two of them are above 12: ``09``, ``12``, ``19``, ``29``, ``99``."""


class Writing:
    """Gathers forms of cells; parts of a column may be gathered apart and merged in any order."""

    __slots__ = ("_forms", "_has_days", "_has_hours", "_zoneless")

    def __init__(self) -> None:
        self._forms: dict[str, str] = {}
        self._has_days = self._has_hours = False
        self._zoneless = ""

    @property
    def written(self) -> Written:
        """Return what the forms tell; they are counted, not their cells."""
        cells = [(cell, 1) for cell in self._forms.values()]
        dates = see_dates(cells)
        hours, days = dates.hours + self._has_hours, dates.days + self._has_days
        zoneless = _least((dates.zoneless, self._zoneless))
        dates = replace(dates, hours=hours, days=days, zoneless=zoneless)
        return Written(dates, see_numbers(cells))

    def add(self, values: Collection[str]) -> None:
        """Look at different cells."""
        text = "\n".join(values)
        if _BEGINNING.search("\n" + text) is None:
            return
        if text.count("\n") >= len(values):
            text = "\n".join(value for value in values if "\n" not in value)
        # A thousand cells have a few forms, which tell what to look for in them.
        forms = "\n".join(set(_with_digits(text, _AS_ZEROS)))
        if _FIGURES.search(forms):
            found = _FIGURES.findall(text)
            self._keep(zip(_forms(found), found, strict=True))
        for at, (form, number) in enumerate(_PLAIN):
            numbers = number.findall(text) if form.search(forms) else ()
            if numbers:
                self._keep(((str(at), min(numbers)),))
        self._has_days = self._has_days or _ISO_DAY.search(forms) is not None
        self._has_hours = self._has_hours or _ISO_HOUR.search(forms) is not None
        if _ISO_ZONELESS.search(forms):
            self._zoneless = _least((self._zoneless, *_ISO_ZONELESS.findall(text)))

    def merge(self, other: Writing) -> None:
        """Add what was seen elsewhere."""
        self._keep(other._forms.items())
        self._has_days |= other._has_days
        self._has_hours |= other._has_hours
        self._zoneless = _least((self._zoneless, other._zoneless))

    def _keep(self, forms: Iterable[tuple[str, str]]) -> None:
        """Keep the least cell of each form, and of too many forms the first."""
        kept = self._forms
        for form, cell in forms:
            known = kept.get(form)
            if known is None or cell < known:
                kept[form] = cell
        if len(kept) > _FORMS_KEPT:
            self._forms = dict(sorted(kept.items())[:_FORMS_KEPT])


def _least(cells: Iterable[str]) -> str:
    """Return the first of the filled cells by their text; empty where there is none."""
    return min(filter(None, cells), default="")


def _with_digits(text: str, table: bytes) -> list[str]:
    """Return the lines of a text with other digits; as bytes that takes a fraction of the time."""
    raw = text.encode("utf-8", "surrogatepass").translate(table)
    return raw.decode("utf-8", "surrogatepass").split("\n")


def _forms(cells: Sequence[str]) -> Iterator[str]:
    """Give the form of each cell, none of which holds a line feed."""
    text = "\n".join(cells)
    near, far = _with_digits(text, _AS_BOUNDS), _with_digits(text, _AS_ZEROS)
    return (first[:_NEAR] + rest[_NEAR:] for first, rest in zip(near, far, strict=True))
