"""Repairs of damaged cells in words."""

from __future__ import annotations

from klaviyo_gui.core.problem import Code
from klaviyo_gui.language import mark, tr

_REPAIRS = {
    Code.TEXT_FORMULA: mark("Keep the text within"),
    Code.TEXT_APOSTROPHE: mark("Take the apostrophe away"),
    Code.TEXT_APOSTROPHES: mark("Take the apostrophes away"),
    Code.FORMULA: mark("Keep the words of links"),
    Code.EXCEL_ERROR: mark("Leave these cells blank"),
    Code.MOJIBAKE: mark("Turn the letters back"),
    Code.MOJIBAKE_PARTLY: mark("Turn back what is whole"),
    Code.INVISIBLE_CHARACTERS: mark("Take what is unseen away"),
    Code.EXPONENT_WHOLE: mark("Write the numbers out"),
    Code.DATE_MADE: mark("Read the dates as codes"),
    Code.ZEROS_LOST: mark("Put the zeros back"),
}


def repair_words(code: Code) -> str:
    """Return what the repair of a damage does, for a button."""
    return tr(_REPAIRS[code])
