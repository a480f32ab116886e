"""One thing that is wrong or worth knowing about one record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a problem means for its record."""

    HOLD = "hold"
    """The record is not sent."""
    WARN = "warn"
    """The record is sent, but something is left out, will be dropped by Klaviyo or may be wrong."""
    NOTE = "note"
    """The record is sent as it is; the reader should know."""


class Code(StrEnum):
    """Every problem the program can find in a record; stable names for scripts."""

    ROW_TOO_SHORT = "row_too_short"
    ROW_TOO_LONG = "row_too_long"
    ROW_UNDECODABLE = "row_undecodable"
    OTHER_ENCODING = "other_encoding"
    LINES_SWALLOWED = "lines_swallowed"
    LINES_DOUBTFUL = "lines_doubtful"
    QUOTE_OPEN = "quote_open"
    QUOTE_KEPT = "quote_kept"
    QUOTE_LOST = "quote_lost"
    QUOTE_ASTRAY = "quote_astray"
    TEXT_AFTER_QUOTE = "text_after_quote"
    IDENTIFIER_MISSING = "identifier_missing"
    EMAIL_INVALID = "email_invalid"
    EMAIL_TOO_LONG = "email_too_long"
    EMAIL_DROPPED = "email_dropped"
    EMAIL_TYPO = "email_typo"
    PHONE_INVALID = "phone_invalid"
    PHONE_COUNTRY_UNKNOWN = "phone_country_unknown"
    METRIC_MISSING = "metric_missing"
    METRIC_TOO_LONG = "metric_too_long"
    TIME_MISSING = "time_missing"
    TIME_INVALID = "time_invalid"
    TIME_OUT_OF_RANGE = "time_out_of_range"
    DATE_AMBIGUOUS = "date_ambiguous"
    YEAR_SHORT = "year_short"
    HOUR_MISSING = "hour_missing"
    TIME_WITHOUT_HOUR = "time_without_hour"
    TIME_IN_GAP = "time_in_gap"
    TIME_TWICE = "time_twice"
    ZONE_UNSAID = "zone_unsaid"
    TIME_PLANNED = "time_planned"
    NUMBER_INVALID = "number_invalid"
    NUMBER_AMBIGUOUS = "number_ambiguous"
    PERCENT_UNSAID = "percent_unsaid"
    NUMBER_INEXACT = "number_inexact"
    YES_NO_INVALID = "yes_no_invalid"
    LIST_INVALID = "list_invalid"
    LIST_TOO_LONG = "list_too_long"
    LIST_TOO_DEEP = "list_too_deep"
    VALUE_UNKNOWN = "value_unknown"
    CURRENCY_INVALID = "currency_invalid"
    CURRENCY_CONTRADICTS = "currency_contradicts"
    ID_TOO_LONG = "id_too_long"
    ID_MISSING = "id_missing"
    ID_PADDED = "id_padded"
    TEXT_TOO_LONG = "text_too_long"
    ITEM_TOO_LARGE = "item_too_large"
    PROPERTIES_TOO_MANY = "properties_too_many"
    ZERO_IGNORED = "zero_ignored"
    REPEATED = "repeated"
    ROW_REPEATED = "row_repeated"
    CONTENT_REPEATED = "content_repeated"
    KEPT_APART = "kept_apart"
    SAME_SECOND = "same_second"
    MERGED = "merged"
    VALUES_DIFFER = "values_differ"
    IDENTIFIER_SHARED = "identifier_shared"
    IDENTIFIER_JOINS = "identifier_joins"
    SENT_BEFORE = "sent_before"
    SENT_CHANGED = "sent_changed"
    PERSON_UNCHANGED = "person_unchanged"
    HEADER_INSIDE = "header_inside"
    CELLS_SPARE = "cells_spare"
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


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with its place; ``text`` is the offending cell, ``other_line`` a related line."""

    code: Code
    severity: Severity
    target: str = ""
    text: str = ""
    other_line: int = 0


def is_worth_a_look(code: Code, severity: Severity) -> bool:
    """Tell whether somebody wants to see the row of a problem: no note, nor what all rows share."""
    return severity is not Severity.NOTE and code is not Code.TIME_PLANNED
