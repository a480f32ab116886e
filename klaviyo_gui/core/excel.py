"""Know the marks that spreadsheets leave in cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CELL_LIMIT = 32_767
"""Characters that a cell of Excel holds at most (Excel specifications and limits)."""

OLD_CELL_LIMIT = 255
"""Characters at which old versions and some exports cut a cell."""

EXACT_DIGITS = 15
"""Digits that Excel keeps of a number; it writes zeros for the others."""

_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA"
    r"|NV|BEZUG!|WERT!|ZAHL!|VALEUR!|NOM\?|NOMBRE!|¡REF!|¡VALOR!|¿NOMBRE\?|¡DIV/0!|#{3,})"
)
NOT_CALCULATED = "#NOT_CALCULATED!"
"""Stands for the value of a formula of which a workbook holds none; no program writes it."""

_EXPONENT = re.compile(r"([+-]?)(\d)(?:[.,](\d+))?[Ee]\+(\d{1,3})")
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_APOSTROPHE = re.compile(r"'((?!\d\d\Z)(?:[+-]?[\d(][\d.,/() -]*|0[\w.-]*))", re.ASCII)
"""Digits behind an apostrophe; two alone are a year, such as '24."""

_APOSTROPHE_EMAIL = re.compile(r"'([\w.+'-]+@[\w-]+(?:\.[\w-]+)+)")
_APOSTROPHE_TEXT = re.compile(r"'((?![a-z][- ])[^\W\d_].*(?<!'))", re.DOTALL)
"""Words behind an apostrophe, but not in a pair of them, and no Dutch name such as 's-Hage."""

_FORMULA = re.compile(r"=(?:[^\W\d_][\w.]*\(.*\)|\$?[A-Z]{1,3}\$?\d+(?: *[-+*/&^:].*)?)", re.DOTALL)
"""A function, or the place of another cell with what is done to it."""

_LINK = re.compile(r'=HYPERLINK\("(?:[^"]|"")*"[;,] *"((?:[^"]|"")*)"\)', re.IGNORECASE)
_SHORT_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mrz|Mär|Mai|Okt|Dez)"
_MONTH = f"(?:{_SHORT_MONTH}|janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)"
_MONTH_DATE = re.compile(rf"\d{{1,2}}(?:-|\. ){_MONTH}\.?|{_SHORT_MONTH}-\d{{2}}")
# Each begins with a character that the search finds fast; a date in a cell is never missed.
_MONTH_NEAR = re.compile(rf"-(?:(?=[A-Zadfjmnos]){_MONTH}|\d\d(?!\d)(?<={_SHORT_MONTH}-\d\d))")
_DOT_NEAR = re.compile(rf"\.(?:\d\d?\.\d{{4}}| {_MONTH})")
_MONTHS = {
    "Jan": 1,
    "Feb": 2,
    "Mar": 3,
    "Apr": 4,
    "May": 5,
    "Jun": 6,
    "Jul": 7,
    "Aug": 8,
    "Sep": 9,
    "Oct": 10,
    "Nov": 11,
    "Dec": 12,
}
_DAY_MONTH = re.compile(rf"(\d{{1,2}})-({'|'.join(_MONTHS)})")
_SLASH_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}\.\d{1,2}\.\d{4}")
_MADE_DATES = re.compile(rf"\0\s*(?:{_MONTH_DATE.pattern}|{_SLASH_DATE.pattern})\s*(?=\0)")
_SLASH_NEAR = re.compile(r"/\d\d?/\d{4}")
_DIGITS_AS_ZEROS = bytes(ord("0") if chr(byte) in "0123456789" else 0 for byte in range(256))
_ANY_DATE = re.compile(
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}"
    rf"|\d{{1,2}}[-. /]+{_MONTH}\w*\.?(?:[-., /]+\d{{2,4}})?|{_MONTH}\w*[-. /]+\d{{1,4}})"
    r"(?:[T ,].*)?",
    re.IGNORECASE,
)


def is_error(cell: str) -> bool:
    """Tell whether a cell holds the name of an error instead of a value."""
    return _ERROR.fullmatch(cell.strip()) is not None


def exponent(cell: str) -> tuple[bool, str] | None:
    """Read ``4.91E+11`` as (whether all its digits are there, the number); None for other text."""
    found = _EXPONENT.fullmatch(cell.strip())
    if found is None:
        return None
    sign, first, rest, power = found[1], found[2], found[3] or "", int(found[4])
    if len(rest) >= power:
        whole, fraction = first + rest[:power], rest[power:].rstrip("0")
        return True, f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"
    return False, ""


def text_formula(cell: str) -> str | None:
    """Return the text in ``="00123"``, by which Excel is kept from taking zeros away."""
    found = _TEXT_FORMULA.fullmatch(cell)
    return found[1].replace('""', '"') if found else None


def after_apostrophe(cell: str) -> str | None:
    """Return what is in ``'00123`` or ``'a@b.co``, which Excel was to leave as they are."""
    found = _APOSTROPHE.fullmatch(cell) or ("@" in cell and _APOSTROPHE_EMAIL.fullmatch(cell))
    return found[1] if found else None


def words_after_apostrophe(cell: str) -> str | None:
    """Return the words in ``'Ann``; by itself such a cell may be right."""
    found = _APOSTROPHE_TEXT.fullmatch(cell)
    return found[1] if found else None


def formula(cell: str) -> str | None:
    """Return what a formula shows, empty where only Excel knows; None for what is no formula."""
    if not _FORMULA.fullmatch(cell):
        return None
    link = _LINK.fullmatch(cell)
    return link[1].replace('""', '"') if link else ""


def made_date(cell: str) -> bool:
    """Tell whether a cell looks like what Excel makes of ``1-2``, ``JAN02`` or ``1/2``."""
    text = cell.strip()
    return (_MONTH_DATE.fullmatch(text) or _SLASH_DATE.fullmatch(text)) is not None


def count_made_dates(cells: Sequence[str]) -> int:
    """Count the cells of a column that look so, fast."""
    return len(_MADE_DATES.findall("\0".join(("", *cells, ""))))


def before_date(cell: str) -> str:
    """Return what most probably was ``2-Jan`` before: ``1-2``; empty for other dates."""
    found = _DAY_MONTH.fullmatch(cell.strip())
    return f"{_MONTHS[found[2]]}-{int(found[1])}" if found else ""


def may_hold_error(text: str) -> bool:
    """Tell quickly whether a long text is worth looking at cell by cell."""
    return "#" in text and _ERROR.search(text) is not None


def may_hold_formula(text: str) -> bool:
    """Tell quickly whether a cell of a text, between tabs or line feeds, begins like a formula."""
    return "=" in text and ("\t=" in text or "\n=" in text or text[0] == "=")


def may_hold_apostrophe(text: str) -> bool:
    """Tell quickly whether a cell of a text, between tabs or line feeds, begins with one."""
    return "'" in text and ("\t'" in text or "\n'" in text or text[0] == "'")


def may_hold_exponent(text: str) -> bool:
    """Tell quickly whether a long text is worth looking at cell by cell."""
    return "+" in text and ("E+" in text or "e+" in text)


def may_hold_made_date(text: str) -> bool:
    """Tell quickly whether a long text is worth looking at cell by cell."""
    return (
        ("/" in text and _SLASH_NEAR.search(text) is not None)
        or _MONTH_NEAR.search(text) is not None
        or _DOT_NEAR.search(text) is not None
    )


def may_hold_long_digits(text: str) -> bool:
    """Tell quickly whether a long text has more digits in a row than Excel keeps."""
    marked = text.encode("utf-8", "surrogatepass").translate(_DIGITS_AS_ZEROS)
    return b"0" * (EXACT_DIGITS + 1) in marked


def any_date(cell: str) -> bool:
    """Tell whether a cell looks like a date in any order, with or without a time."""
    return _ANY_DATE.fullmatch(cell.strip()) is not None


def has_zeros_for_digits(cell: str) -> bool:
    """Tell whether all digits of a long number beyond those that Excel keeps are zeros."""
    return not cell.rstrip()[EXACT_DIGITS:].strip("0")
