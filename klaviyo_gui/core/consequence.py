"""What each problem would lead to, or does, in four classes that somebody who sends can weigh.

The severity of a problem decides what is sent. The consequence says why it matters: a record may be
held because Klaviyo would refuse it, because it would be dropped without a word, or because it
would arrive and mean something else.
"""

from __future__ import annotations

from enum import StrEnum

from klaviyo_gui.core import catalog
from klaviyo_gui.core.event_target import bare_target
from klaviyo_gui.core.problem import Code, Severity


class Consequence(StrEnum):
    """The classes, worst first; stable names for scripts."""

    REFUSED = "refused"
    """Klaviyo would refuse it, perhaps with all that is sent with it."""
    DROPPED = "dropped"
    """Klaviyo would answer "accepted", and the record or a value of it would not be there."""
    CHANGED = "changed"
    """It would be there, and say something else than the row was meant to say."""
    KNOWN = "worth_knowing"
    """It is all right as it is; somebody should know."""


_SPOILT = (
    Code.CELLS_SPARE,
    Code.TOTALS_ROW,
    Code.TOTALS_DOUBTFUL,
    Code.EXCEL_ERROR,
    Code.NOT_CALCULATED,
    Code.EXPONENT_LOST,
    Code.EXPONENT_WHOLE,
    Code.ZEROS_LOST,
    Code.DATE_MADE,
    Code.DIGITS_LOST,
    Code.CUT_AT_32767,
    Code.CUT_AT_255,
    Code.MOJIBAKE,
    Code.MOJIBAKE_PARTLY,
    Code.LETTERS_LOST,
    Code.INVISIBLE_CHARACTERS,
    Code.TEXT_FORMULA,
    Code.TEXT_APOSTROPHE,
    Code.TEXT_APOSTROPHES,
    Code.FORMULA,
)
"""Cells and rows that a spreadsheet or a wrong encoding has spoilt."""

_BY_CLASS = {
    Consequence.REFUSED: (
        Code.IDENTIFIER_MISSING,
        Code.EMAIL_INVALID,
        Code.EMAIL_TOO_LONG,
        Code.METRIC_MISSING,
        Code.METRIC_TOO_LONG,
        Code.TIME_OUT_OF_RANGE,
        Code.TIME_INVALID,
        Code.CURRENCY_INVALID,
        Code.NUMBER_INVALID,
        Code.ID_TOO_LONG,
        Code.TEXT_TOO_LONG,
        Code.ITEM_TOO_LARGE,
        Code.PERSON_TOO_LARGE,
        Code.PROPERTIES_TOO_MANY,
        Code.EVENTS_TOO_MANY,
        Code.LIST_TOO_LONG,
        Code.LIST_TOO_DEEP,
    ),
    Consequence.DROPPED: (
        Code.EMAIL_DROPPED,
        Code.PHONE_INVALID,
        Code.PHONE_AMBIGUOUS,
        Code.PHONE_COUNTRY_UNKNOWN,
        Code.ZERO_IGNORED,
        Code.REPEATED,
        Code.MAY_REPEAT,
        Code.EVENTS_ALIKE,
        Code.EVENTS_REPEATED,
        Code.CONTENT_REPEATED,
        Code.SENT_CHANGED,
        Code.SENT_IN_PART_PERHAPS,
        Code.NAME_RESERVED,
    ),
    Consequence.CHANGED: (
        Code.ROW_TOO_SHORT,
        Code.ROW_TOO_LONG,
        Code.ROW_UNDECODABLE,
        Code.OTHER_ENCODING,
        Code.LINES_SWALLOWED,
        Code.LINES_DOUBTFUL,
        Code.QUOTE_OPEN,
        Code.QUOTE_KEPT,
        Code.QUOTE_LOST,
        Code.QUOTE_ASTRAY,
        Code.TEXT_AFTER_QUOTE,
        Code.EMAIL_TYPO,
        Code.METRIC_ALIKE,
        Code.METRICS_MANY,
        Code.TIME_MISSING,
        Code.DATE_AMBIGUOUS,
        Code.DATE_OTHERWISE,
        Code.YEAR_SHORT,
        Code.HOUR_MISSING,
        Code.TIME_WITHOUT_HOUR,
        Code.TIME_IN_GAP,
        Code.TIME_TWICE,
        Code.ZONE_UNSAID,
        Code.TIME_PLANNED,
        Code.NUMBER_AMBIGUOUS,
        Code.NUMBER_OTHERWISE,
        Code.PERCENT_UNSAID,
        Code.NUMBER_INEXACT,
        Code.YES_NO_INVALID,
        Code.LIST_INVALID,
        Code.VALUE_UNKNOWN,
        Code.CURRENCY_UNKNOWN,
        Code.VALUE_UNREAD,
        Code.CURRENCY_CONTRADICTS,
        Code.ID_PADDED,
        Code.VALUE_BLANK,
        Code.ZEROS_CUT,
        Code.DATE_AS_TEXT,
        Code.EDIT_ASTRAY,
        Code.FILTER_UNREAD,
        Code.CONDITION_UNREAD,
        Code.JOIN_DOUBLE,
        Code.JOIN_DAMAGED,
        Code.JOIN_DOUBTFUL,
        Code.LINES_DIFFER,
        Code.LINES_ALIKE,
        Code.LINES_UNSENT,
        Code.ID_BY_PLACE,
        Code.TOTAL_DIFFERS,
        Code.ORDER_DAMAGED,
        Code.KEY_BLANK,
        Code.VALUES_DIFFER,
        Code.IDENTIFIER_SHARED,
        Code.IDENTIFIER_JOINS,
        *_SPOILT,
    ),
    Consequence.KNOWN: (
        Code.LEFT_OUT,
        Code.NOT_WANTED,
        Code.ALL_HISTORY,
        Code.SENT_IN_PART,
        Code.JOIN_UNMATCHED,
        Code.ID_MISSING,
        Code.PHONE_ALONE,
        Code.FORM_UNUSUAL,
        Code.TYPES_MIXED,
        Code.HEADER_INSIDE,
        Code.ROW_BLANK,
        Code.ROW_REPEATED,
        Code.KEPT_APART,
        Code.SAME_SECOND,
        Code.MERGED,
        Code.PERSON_CHANGES,
        Code.SENT_BEFORE,
        Code.SENT_IN_DOUBT,
        Code.PERSON_UNCHANGED,
    ),
}

_OF_CODES = {code: consequence for consequence, codes in _BY_CLASS.items() for code in codes}

_OF_TYPES = frozenset(
    {Code.NUMBER_INVALID, Code.TIME_INVALID, Code.EMAIL_INVALID, Code.EMAIL_TOO_LONG}
)
"""Klaviyo refuses them in a property of its own; in a custom one it takes whatever comes."""


_OF_SENT = frozenset({Consequence.DROPPED, Consequence.CHANGED})

OF_THE_FILE = frozenset(
    {
        Code.ROW_TOO_SHORT,
        Code.ROW_TOO_LONG,
        Code.ROW_UNDECODABLE,
        Code.OTHER_ENCODING,
        Code.LINES_SWALLOWED,
        Code.LINES_DOUBTFUL,
        Code.QUOTE_OPEN,
        Code.QUOTE_KEPT,
        Code.QUOTE_LOST,
        Code.QUOTE_ASTRAY,
        Code.TEXT_AFTER_QUOTE,
        *_SPOILT,
    }
)
"""Damages of a file, which are told of all its rows."""


def is_of_sent(code: Code, severity: Severity, target: str) -> bool:
    """Tell whether a problem says what becomes of a record that is sent, and of no other."""
    if severity is Severity.HOLD or code in OF_THE_FILE:
        return False
    return consequence_of(code, target) in _OF_SENT


def consequence_of(code: Code, target: str) -> Consequence:
    """Return what a problem of this property would lead to."""
    target = bare_target(target)
    if code in _OF_TYPES and target.removeprefix(catalog.PERSON).startswith(catalog.CUSTOM):
        return Consequence.CHANGED
    return _OF_CODES[code]
