"""What somebody chose about how the text of a pair becomes a value. Frozen values alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LetterCase(StrEnum):
    """How letters are written."""

    LOWER = "lower"
    UPPER = "upper"
    TITLE = "title"


class NumberStyle(StrEnum):
    """What separates whole numbers from fractions; the other sign separates thousands."""

    POINT = "point"
    """``1,234.50``"""
    COMMA = "comma"
    """``1.234,50``"""


class Percent(StrEnum):
    """What ``12 %`` becomes."""

    WHOLE = "whole"
    """12"""
    FRACTION = "fraction"
    """0.12"""


class DateStyle(StrEnum):
    """How dates and times are written, where the text alone does not say it."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"
    SECONDS = "unix seconds"
    MILLISECONDS = "unix milliseconds"
    EXCEL = "excel days"
    """Days since the end of 1899, with the time of day as a fraction."""
    EXCEL_1904 = "excel days of 1904"
    """The same since the first day of 1904, as old workbooks of the Mac count."""


class MissingHour(StrEnum):
    """What becomes of a date without a time of day."""

    MIDNIGHT = "midnight"
    NOON = "noon"
    DATE = "date"
    """It stays a date: ``2024-05-31``. Only a custom property can hold one."""
    HOLD = "hold"
    """The row is held."""


class CallingCode(StrEnum):
    """Whether phone numbers without a plus have their calling code where both can be read."""

    WRITTEN = "written"
    """``4915112345678`` is ``+49 151 12345678``."""
    MISSING = "missing"
    """``4921123456`` is ``+49 4921 123456``."""


class Others(StrEnum):
    """What becomes of values that a value table does not name."""

    KEEP = "keep"
    LEAVE_OUT = "leave out"
    HOLD = "hold"


class Unread(StrEnum):
    """What becomes of a text that cannot be read as what its property is."""

    HOLD = "hold"
    """The row is held."""
    LEAVE_OUT = "leave out"
    """The record goes without the property, and is told of."""


@dataclass(frozen=True, slots=True)
class Conversion:
    """How the text of a pair is changed and read; as it stands, nothing is changed or guessed.

    The text is trimmed, its parts replaced in order, its domain exchanged where ``domains`` names
    what stands behind its last @, its letters written as ``case`` says, and looked up in ``table``,
    in this order. Then the type of the pair reads it: numbers by
    ``number`` and ``percent``, times by ``date``, ``zone`` (an IANA name) and ``hour``, phones by
    ``country`` (ISO 3166 alpha-2) and ``calling_code``, words by ``yes`` and ``no``, lists by
    ``separator`` (empty for JSON). ``unread`` says what becomes of a text that it cannot read. What
    is empty here leaves the question to the options of the mapping, or to the text.
    """

    trim: bool = False
    replace: tuple[tuple[str, str], ...] = ()
    domains: tuple[tuple[str, str], ...] = ()
    case: LetterCase | None = None
    table: tuple[tuple[str, str], ...] = ()
    others: Others = Others.KEEP
    number: NumberStyle | None = None
    percent: Percent | None = None
    date: DateStyle | None = None
    zone: str = ""
    hour: MissingHour = MissingHour.MIDNIGHT
    country: str = ""
    calling_code: CallingCode | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    separator: str = ""
    unread: Unread = Unread.HOLD


AS_IT_IS = Conversion()
"""Nothing was chosen."""
