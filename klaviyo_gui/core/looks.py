"""Tell what a cell looks like, loosely: what it probably is, not whether it is right."""

from __future__ import annotations

import re

from klaviyo_gui.core.conversion import DateStyle
from klaviyo_gui.core.convert import exact_number
from klaviyo_gui.core.countries import country_code
from klaviyo_gui.core.styles import date_styles, number_styles

_EMAIL = re.compile(r"""[^@\s,;|<>"]+@[^@\s,;|<>"]+\.[^@\s,;|<>".]+""")
_PHONE = re.compile(r"[\d +\-()./x]+")
_DATE = re.compile(
    r"(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2}))"
    r"(?:[T ,]+\d{1,2}:\d{2}.*)?",
    re.ASCII,
)

_DIGITS = r"\d{1,3}(?:[., '\u00a0\u202f]\d{3})+|\d+"
_SIGN = r"[$€£¥]|(?:[A-Z]{2})?\$|[A-Z]{3}|zł|kr"
_MONEY = re.compile(
    rf"-?(?:(?:{_SIGN}) ?-?(?:{_DIGITS})(?:[.,]\d{{1,2}})?"
    rf"|(?:{_DIGITS})(?:[.,]\d{{1,2}})? ?(?:{_SIGN})"
    rf"|(?:{_DIGITS})[.,]\d{{2}})",
    re.ASCII,
)


def looks_like_email(cell: str) -> bool:
    """Tell whether a cell looks like an e-mail address."""
    return _EMAIL.fullmatch(cell.strip()) is not None


def looks_like_phone(cell: str) -> bool:
    """Tell whether a cell looks like a phone number, of 7 to 15 digits (E.164)."""
    if _PHONE.fullmatch(cell) is None:
        return False
    return 7 <= sum(map(str.isdecimal, cell)) <= 15  # noqa: PLR2004 - the sentence says so


def looks_like_number(cell: str) -> bool:
    """Tell whether a cell is a number, whatever stands before its decimals."""
    return exact_number(cell.strip()) is not None or number_styles(cell) is not None


def looks_like_time(cell: str) -> bool:
    """Tell whether a cell is a date or a time in any order, but not days of a spreadsheet."""
    return date_styles(cell) not in (None, (DateStyle.EXCEL,))


def looks_like_date(cell: str) -> bool:
    """Tell whether a cell looks like a date in any usual order, with or without a time."""
    return _DATE.fullmatch(cell.strip()) is not None


def looks_like_country(cell: str) -> bool:
    """Tell whether a cell is the code or a common name of a country."""
    return country_code(cell) != ""


def looks_like_money(cell: str) -> bool:
    """Tell whether a cell looks like an amount: a sign of currency, or exactly two decimals."""
    return _MONEY.fullmatch(cell.strip()) is not None
