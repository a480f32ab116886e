"""The causes of damage that a file can show, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from klaviyo_gui.core.problem import Severity


class Recovery(StrEnum):
    """Whether what was damaged can be had back from the file alone."""

    EXACT = "exact"
    """The only reading there can be; the examples give it."""
    LIKELY = "likely"
    """A reading that somebody has to confirm; the examples give it."""
    LOST = "lost"
    """It is not in the file any more."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a cause does to its rows, and whether that can be undone."""

    severity: Severity
    recovery: Recovery


def told_severity(severity: Severity, recovery: Recovery) -> Severity:
    """Return how bad it is for a person: a row that is held and was no record is no loss."""
    is_loss = severity is not Severity.HOLD or recovery is not Recovery.EXACT
    return severity if is_loss else Severity.WARN


ROW_UNDECODABLE = "row_undecodable"
LETTER_CUT = "letter_cut"
OTHER_ENCODING = "other_encoding"
HEADER_REPEATED = "header_repeated"
HEADER_EMPTY = "header_empty"
HEADER_INSIDE = "header_inside"
HEADER_MOJIBAKE = "header_mojibake"
HEADER_UNSEEN = "header_unseen"
HEADER_ALIKE = "header_alike"
HEADER_SECOND = "header_second"
LINES_SWALLOWED = "lines_swallowed"
LINES_DOUBTFUL = "lines_doubtful"
QUOTE_UNCLOSED = "quote_unclosed"
ROW_TOO_LARGE = "row_too_large"
QUOTE_OPEN = "quote_open"
QUOTE_KEPT = "quote_kept"
QUOTE_LOST = "quote_lost"
QUOTE_ASTRAY = "quote_astray"
TEXT_AFTER_QUOTE = "text_after_quote"
NUL_BYTE = "nul_byte"
LONE_RETURN = "lone_return"
CELLS_SPARE = "cells_spare"
BLANK_LINE = "blank_line"
ROW_BLANK = "row_blank"
TOTALS_ROW = "totals_row"
TOTALS_DOUBTFUL = "totals_doubtful"
EXCEL_ERROR = "excel_error"
NOT_CALCULATED = "not_calculated"
EXPONENT_LOST = "exponent_lost"
EXPONENT_WHOLE = "exponent_whole"
ZEROS_LOST = "zeros_lost"
DATE_MADE = "date_made"
DIGITS_LOST = "digits_lost"
CUT_AT_32767 = "cut_at_32767"
CUT_AT_255 = "cut_at_255"
MOJIBAKE = "mojibake"
MOJIBAKE_PARTLY = "mojibake_partly"
LETTERS_LOST = "letters_lost"
INVISIBLE_CHARACTERS = "invisible_characters"
TEXT_FORMULA = "text_formula"
TEXT_APOSTROPHE = "text_apostrophe"
FORMULA = "formula"

MEANINGS = {
    "row_too_short": Meaning(Severity.HOLD, Recovery.LOST),
    "row_too_long": Meaning(Severity.HOLD, Recovery.LOST),
    ROW_UNDECODABLE: Meaning(Severity.HOLD, Recovery.LIKELY),
    LETTER_CUT: Meaning(Severity.HOLD, Recovery.LOST),
    OTHER_ENCODING: Meaning(Severity.WARN, Recovery.LIKELY),
    HEADER_REPEATED: Meaning(Severity.NOTE, Recovery.EXACT),
    HEADER_EMPTY: Meaning(Severity.NOTE, Recovery.EXACT),
    HEADER_INSIDE: Meaning(Severity.HOLD, Recovery.EXACT),
    HEADER_MOJIBAKE: Meaning(Severity.WARN, Recovery.EXACT),
    HEADER_UNSEEN: Meaning(Severity.NOTE, Recovery.EXACT),
    HEADER_ALIKE: Meaning(Severity.WARN, Recovery.EXACT),
    HEADER_SECOND: Meaning(Severity.WARN, Recovery.LIKELY),
    LINES_SWALLOWED: Meaning(Severity.HOLD, Recovery.LIKELY),
    LINES_DOUBTFUL: Meaning(Severity.WARN, Recovery.LIKELY),
    QUOTE_UNCLOSED: Meaning(Severity.HOLD, Recovery.LIKELY),
    ROW_TOO_LARGE: Meaning(Severity.HOLD, Recovery.LIKELY),
    QUOTE_OPEN: Meaning(Severity.HOLD, Recovery.LIKELY),
    QUOTE_KEPT: Meaning(Severity.WARN, Recovery.EXACT),
    QUOTE_LOST: Meaning(Severity.WARN, Recovery.LIKELY),
    QUOTE_ASTRAY: Meaning(Severity.WARN, Recovery.LIKELY),
    TEXT_AFTER_QUOTE: Meaning(Severity.WARN, Recovery.LIKELY),
    NUL_BYTE: Meaning(Severity.WARN, Recovery.LIKELY),
    LONE_RETURN: Meaning(Severity.WARN, Recovery.LIKELY),
    BLANK_LINE: Meaning(Severity.NOTE, Recovery.EXACT),
    CELLS_SPARE: Meaning(Severity.WARN, Recovery.EXACT),
    ROW_BLANK: Meaning(Severity.NOTE, Recovery.EXACT),
    TOTALS_ROW: Meaning(Severity.HOLD, Recovery.EXACT),
    TOTALS_DOUBTFUL: Meaning(Severity.WARN, Recovery.LIKELY),
    EXCEL_ERROR: Meaning(Severity.WARN, Recovery.LOST),
    NOT_CALCULATED: Meaning(Severity.HOLD, Recovery.LOST),
    EXPONENT_LOST: Meaning(Severity.WARN, Recovery.LOST),
    EXPONENT_WHOLE: Meaning(Severity.WARN, Recovery.EXACT),
    ZEROS_LOST: Meaning(Severity.WARN, Recovery.LIKELY),
    DATE_MADE: Meaning(Severity.WARN, Recovery.LIKELY),
    DIGITS_LOST: Meaning(Severity.WARN, Recovery.LOST),
    CUT_AT_32767: Meaning(Severity.WARN, Recovery.LOST),
    CUT_AT_255: Meaning(Severity.NOTE, Recovery.LOST),
    MOJIBAKE: Meaning(Severity.WARN, Recovery.EXACT),
    MOJIBAKE_PARTLY: Meaning(Severity.WARN, Recovery.LIKELY),
    LETTERS_LOST: Meaning(Severity.WARN, Recovery.LOST),
    INVISIBLE_CHARACTERS: Meaning(Severity.WARN, Recovery.EXACT),
    TEXT_FORMULA: Meaning(Severity.WARN, Recovery.EXACT),
    TEXT_APOSTROPHE: Meaning(Severity.WARN, Recovery.LIKELY),
    FORMULA: Meaning(Severity.WARN, Recovery.LIKELY),
}
"""Every code that a fault can have."""
