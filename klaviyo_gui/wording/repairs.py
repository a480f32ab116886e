"""Repairs of damaged cells in words."""

from __future__ import annotations

from klaviyo_gui.core.problem import Code

_REPAIRS = {
    Code.TEXT_FORMULA: "Keep the text within",
    Code.TEXT_APOSTROPHE: "Take the apostrophe away",
    Code.TEXT_APOSTROPHES: "Take the apostrophes away",
    Code.FORMULA: "Keep the words of links",
    Code.EXCEL_ERROR: "Leave these cells blank",
    Code.MOJIBAKE: "Turn the letters back",
    Code.MOJIBAKE_PARTLY: "Turn back what is whole",
    Code.INVISIBLE_CHARACTERS: "Take what is unseen away",
    Code.EXPONENT_WHOLE: "Write the numbers out",
    Code.DATE_MADE: "Read the dates as codes",
    Code.ZEROS_LOST: "Put the zeros back",
}


def repair_words(code: Code) -> str:
    """Return what the repair of a damage does, for a button."""
    return _REPAIRS[code]
