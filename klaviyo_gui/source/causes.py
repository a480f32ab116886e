"""The causes of damage that a file can show, and what each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from klaviyo_gui.core.problem import Code, Severity


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


# Causes that a file has and no record knows; the others are the codes of their records.
LETTER_CUT = "letter_cut"
HEADER_REPEATED = "header_repeated"
HEADER_EMPTY = "header_empty"
HEADER_MOJIBAKE = "header_mojibake"
HEADER_UNSEEN = "header_unseen"
HEADER_ALIKE = "header_alike"
HEADER_SECOND = "header_second"
QUOTE_UNCLOSED = "quote_unclosed"
ROW_TOO_LARGE = "row_too_large"
NUL_BYTE = "nul_byte"
LONE_RETURN = "lone_return"
BLANK_LINE = "blank_line"

MEANINGS: dict[str, Meaning] = {
    Code.ROW_TOO_SHORT: Meaning(Severity.HOLD, Recovery.LOST),
    Code.ROW_TOO_LONG: Meaning(Severity.HOLD, Recovery.LOST),
    Code.ROW_UNDECODABLE: Meaning(Severity.HOLD, Recovery.LIKELY),
    LETTER_CUT: Meaning(Severity.HOLD, Recovery.LOST),
    Code.OTHER_ENCODING: Meaning(Severity.WARN, Recovery.LIKELY),
    HEADER_REPEATED: Meaning(Severity.NOTE, Recovery.EXACT),
    HEADER_EMPTY: Meaning(Severity.NOTE, Recovery.EXACT),
    Code.HEADER_INSIDE: Meaning(Severity.HOLD, Recovery.EXACT),
    HEADER_MOJIBAKE: Meaning(Severity.WARN, Recovery.EXACT),
    HEADER_UNSEEN: Meaning(Severity.NOTE, Recovery.EXACT),
    HEADER_ALIKE: Meaning(Severity.WARN, Recovery.EXACT),
    HEADER_SECOND: Meaning(Severity.WARN, Recovery.LIKELY),
    Code.LINES_SWALLOWED: Meaning(Severity.HOLD, Recovery.LIKELY),
    Code.LINES_DOUBTFUL: Meaning(Severity.WARN, Recovery.LIKELY),
    QUOTE_UNCLOSED: Meaning(Severity.HOLD, Recovery.LIKELY),
    ROW_TOO_LARGE: Meaning(Severity.HOLD, Recovery.LIKELY),
    Code.QUOTE_OPEN: Meaning(Severity.HOLD, Recovery.LIKELY),
    Code.QUOTE_KEPT: Meaning(Severity.WARN, Recovery.EXACT),
    Code.QUOTE_LOST: Meaning(Severity.WARN, Recovery.LIKELY),
    Code.QUOTE_ASTRAY: Meaning(Severity.WARN, Recovery.LIKELY),
    Code.TEXT_AFTER_QUOTE: Meaning(Severity.WARN, Recovery.LIKELY),
    NUL_BYTE: Meaning(Severity.WARN, Recovery.LIKELY),
    LONE_RETURN: Meaning(Severity.WARN, Recovery.LIKELY),
    BLANK_LINE: Meaning(Severity.NOTE, Recovery.EXACT),
    Code.CELLS_SPARE: Meaning(Severity.WARN, Recovery.EXACT),
    Code.ROW_BLANK: Meaning(Severity.NOTE, Recovery.EXACT),
    Code.TOTALS_ROW: Meaning(Severity.HOLD, Recovery.EXACT),
    Code.TOTALS_DOUBTFUL: Meaning(Severity.WARN, Recovery.LIKELY),
    Code.EXCEL_ERROR: Meaning(Severity.WARN, Recovery.LOST),
    Code.NOT_CALCULATED: Meaning(Severity.HOLD, Recovery.LOST),
    Code.EXPONENT_LOST: Meaning(Severity.WARN, Recovery.LOST),
    Code.EXPONENT_WHOLE: Meaning(Severity.WARN, Recovery.EXACT),
    Code.ZEROS_LOST: Meaning(Severity.WARN, Recovery.LIKELY),
    Code.DATE_MADE: Meaning(Severity.WARN, Recovery.LIKELY),
    Code.DIGITS_LOST: Meaning(Severity.WARN, Recovery.LOST),
    Code.CUT_AT_32767: Meaning(Severity.WARN, Recovery.LOST),
    Code.CUT_AT_255: Meaning(Severity.NOTE, Recovery.LOST),
    Code.MOJIBAKE: Meaning(Severity.WARN, Recovery.EXACT),
    Code.MOJIBAKE_PARTLY: Meaning(Severity.WARN, Recovery.LIKELY),
    Code.LETTERS_LOST: Meaning(Severity.WARN, Recovery.LOST),
    Code.INVISIBLE_CHARACTERS: Meaning(Severity.WARN, Recovery.EXACT),
    Code.TEXT_FORMULA: Meaning(Severity.WARN, Recovery.EXACT),
    Code.TEXT_APOSTROPHE: Meaning(Severity.WARN, Recovery.LIKELY),
    Code.TEXT_APOSTROPHES: Meaning(Severity.WARN, Recovery.LIKELY),
    Code.FORMULA: Meaning(Severity.WARN, Recovery.LIKELY),
}
"""Every code that a fault can have."""
