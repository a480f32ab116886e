"""Repairs of damaged columns: steps of a mapping, each mends the cells of one column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.cell_damage import BLANKED, LOOKS
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from klaviyo_gui.core.lost_zeros import LostZeros

REPAIRABLE = (
    Code.TEXT_FORMULA,
    Code.TEXT_APOSTROPHE,
    Code.TEXT_APOSTROPHES,
    Code.FORMULA,
    Code.EXCEL_ERROR,
    Code.MOJIBAKE,
    Code.MOJIBAKE_PARTLY,
    Code.INVISIBLE_CHARACTERS,
    Code.EXPONENT_WHOLE,
    Code.DATE_MADE,
    Code.ZEROS_LOST,
)
"""Damage that can be mended, in the order in which it is: what wraps a cell goes first."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Mend this damage in the cells of this column; ``zeros`` says how lost zeros are put back."""

    column: str
    code: Code
    zeros: LostZeros | None = None

    @property
    def place(self) -> tuple[str, Code]:
        """Return what it mends: a column has one repair for each damage."""
        return self.column, self.code


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding that somebody has looked at: its cause, its place, and how often it was found.

    The place are its columns for damage of the file, else the kind of record and the property.
    """

    code: str
    columns: tuple[str, ...]
    count: int


def mender(
    repairs: Sequence[Repair], header: Sequence[str]
) -> Callable[[Sequence[str]], Sequence[str]]:
    """Return the function that mends a row; repairs of columns that the file lacks do nothing."""
    steps = tuple(
        (header.index(repair.column), _mend_of(repair, header))
        for repair in sorted(repairs, key=_order)
        if repair.column in header
    )

    def mend(cells: Sequence[str]) -> Sequence[str]:
        mended = list(cells)
        for at, step in steps:
            mended[at] = step(mended[at], mended)
        return mended

    return mend


def _order(repair: Repair) -> int:
    return REPAIRABLE.index(repair.code)


def _mend_of(repair: Repair, header: Sequence[str]) -> Callable[[str, Sequence[str]], str]:
    if repair.zeros is not None:
        return _restore(repair.zeros, header)
    look, code = LOOKS[repair.code], repair.code

    def mend(cell: str, _row: Sequence[str]) -> str:
        found = look(cell)
        if found is None or found[0] != code:
            return cell
        return found[1] or ("" if code in BLANKED else cell)

    return mend


def _restore(zeros: LostZeros, header: Sequence[str]) -> Callable[[str, Sequence[str]], str]:
    country = header.index(zeros.country) if zeros.country in header else -1

    def mend(cell: str, row: Sequence[str]) -> str:
        restored = zeros.restored(cell, row[country] if country >= 0 else "")
        return cell if restored is None else restored

    return mend
