"""Find what spreadsheets and wrong encodings did to single cells, and how they should read.

The search of a whole file, the check of every record and the repairs of a mapping look by the
same rules, so that none of them tells or mends what another does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core import excel
from klaviyo_gui.core.invisible import may_hold_invisible, visible
from klaviyo_gui.core.mojibake import may_hold_mojibake, reading
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

DIGITS_KEPT = "digits kept"
LONGER = "longer"
"""Evidence against a cause; never shown."""

Found = tuple[str, str]
"""A code, and the cell as it should read; empty where nobody can tell."""


class Mark(NamedTuple):
    """``may_hold`` is quick, and never False for cells of which ``look`` finds one.

    It is asked about many cells at once, joined by tabs or line feeds.
    """

    may_hold: Callable[[str], bool]
    look: Callable[[str], Found | None]


def worth_looking(cells: Sequence[Sequence[str]], marks: Iterable[Mark]) -> tuple[list[Mark], bool]:
    """Tell which marks some rows may hold, and whether a cell may be cut at a limit; quick."""
    texts = list(map("\t".join, cells))
    text = "\n".join(texts)
    is_long = max(map(len, texts)) >= excel.OLD_CELL_LIMIT
    return [mark for mark in marks if mark.may_hold(text)], is_long


def _look_for_error(cell: str) -> Found | None:
    return (Code.EXCEL_ERROR, "") if excel.is_error(cell) else None


def _look_for_no_value(cell: str) -> Found | None:
    return (Code.NOT_CALCULATED, "") if cell == excel.NOT_CALCULATED else None


def _may_hold_no_value(text: str) -> bool:
    return excel.NOT_CALCULATED in text


def _look_for_exponent(cell: str) -> Found | None:
    found = excel.exponent(cell)
    if found is None:
        return None
    is_whole, number = found
    return (Code.EXPONENT_WHOLE, number) if is_whole else (Code.EXPONENT_LOST, "")


def _look_for_long_digits(cell: str) -> Found | None:
    if len(cell) <= excel.EXACT_DIGITS or not (cell.isascii() and cell.isdecimal()):
        return None
    return (Code.DIGITS_LOST if excel.has_zeros_for_digits(cell) else DIGITS_KEPT), ""


def _look_for_mojibake(cell: str) -> Found | None:
    if cell.isascii():
        return None
    better = reading(cell)
    if better is None:
        return None
    if better.is_exact:
        return Code.MOJIBAKE, better.text
    return Code.MOJIBAKE_PARTLY, "" if better.is_cut else better.text


def _look_for_lost_letters(cell: str) -> Found | None:
    return (Code.LETTERS_LOST, "") if "\N{REPLACEMENT CHARACTER}" in cell else None


def _may_hold_lost_letters(text: str) -> bool:
    return "\N{REPLACEMENT CHARACTER}" in text


def _look_for_invisible(cell: str) -> Found | None:
    if cell.isspace():
        # A cell of blanks is blank to everybody, of whichever kind they are.
        return None
    shown = visible(cell)
    if shown is None or _look_for_mojibake(cell) is not None:
        # Some of its characters are parts of letters that can be turned back.
        return None
    return Code.INVISIBLE_CHARACTERS, shown


def _look_for_formula(cell: str) -> Found | None:
    text = excel.text_formula(cell)
    if text is not None:
        return Code.TEXT_FORMULA, text
    shown = excel.formula(cell)
    return (Code.FORMULA, shown) if shown is not None else None


def _look_for_apostrophe(cell: str) -> Found | None:
    text = excel.after_apostrophe(cell)
    if text is not None:
        return Code.TEXT_APOSTROPHE, text
    words = excel.words_after_apostrophe(cell)
    return (Code.TEXT_APOSTROPHES, words) if words is not None else None


def look_for_date(cell: str) -> Found | None:
    """Find a date; it is damage where the column holds codes."""
    return (Code.DATE_MADE, excel.before_date(cell)) if excel.made_date(cell) else None


def look_for_cut(cell: str) -> Found | None:
    """Find a cell as long as a limit; at 255 it is damage where no cell of the column is longer."""
    if len(cell) == excel.OLD_CELL_LIMIT:
        return Code.CUT_AT_255, ""
    if len(cell) < excel.OLD_CELL_LIMIT:
        return None
    return (Code.CUT_AT_32767 if len(cell) == excel.CELL_LIMIT else LONGER), ""


MARKS = (
    Mark(excel.may_hold_error, _look_for_error),
    Mark(_may_hold_no_value, _look_for_no_value),
    Mark(excel.may_hold_exponent, _look_for_exponent),
    Mark(excel.may_hold_long_digits, _look_for_long_digits),
    Mark(may_hold_mojibake, _look_for_mojibake),
    Mark(_may_hold_lost_letters, _look_for_lost_letters),
    Mark(may_hold_invisible, _look_for_invisible),
    Mark(excel.may_hold_formula, _look_for_formula),
    Mark(excel.may_hold_apostrophe, _look_for_apostrophe),
)

BY_COLUMN = frozenset({Code.DATE_MADE, Code.DIGITS_LOST, Code.CUT_AT_255, Code.TEXT_APOSTROPHES})
"""Causes of cells that are damage only where the whole column says so."""

LOOKS: dict[Code, Callable[[str], Found | None]] = {
    Code.EXCEL_ERROR: _look_for_error,
    Code.EXPONENT_WHOLE: _look_for_exponent,
    Code.DATE_MADE: look_for_date,
    Code.MOJIBAKE: _look_for_mojibake,
    Code.MOJIBAKE_PARTLY: _look_for_mojibake,
    Code.INVISIBLE_CHARACTERS: _look_for_invisible,
    Code.TEXT_FORMULA: _look_for_formula,
    Code.FORMULA: _look_for_formula,
    Code.TEXT_APOSTROPHE: _look_for_apostrophe,
    Code.TEXT_APOSTROPHES: _look_for_apostrophe,
}
"""The look that finds a damage that can be mended, where a cell alone tells how."""

BLANKED = frozenset({Code.EXCEL_ERROR, Code.TEXT_FORMULA, Code.INVISIBLE_CHARACTERS})
"""Damage of cells that hold nothing else: mended they are blank."""
