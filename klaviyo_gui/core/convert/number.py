"""Numbers as people and machines write them, read only where they can be read in one way.

``1,234.50``, ``1.234,50`` and ``12,5`` each say by themselves what separates what; ``1.234`` does
not, and waits for a choice. Signs of currencies, brackets for what is owed and percents are
understood.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from klaviyo_gui.core.conversion import NumberStyle, Percent
from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.problem import Problem

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_INT64 = 2**63
_EXACT_DIGITS = 15
"""A binary double keeps every decimal number of so many digits (IEEE 754)."""

_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
"""Thousands or three decimals: the text cannot tell."""

_GROUP = 3
"""Digits between two signs that separate thousands."""

_SPACES = (
    " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}"
)
"""What separates thousands beside point and comma, in French, Swiss and SI writing."""

_MINUS = "-\N{MINUS SIGN}\N{EN DASH}"
_CODES = (
    "AED|ARS|AUD|BGN|BHD|BOB|BRL|CAD|CHF|CLP|CNY|COP|CRC|CZK|DKK|DOP|EGP|EUR|GBP|GEL|GTQ|HKD|HUF"
    "|IDR|ILS|INR|ISK|JOD|JPY|KES|KRW|KWD|KZT|LKR|MAD|MDL|MXN|MYR|NGN|NOK|NZD|OMR|PEN|PHP|PKR|PLN"
    "|PYG|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|TND|TRY|TWD|UAH|USD|UYU|VND|ZAR"
)
"""Codes of currencies (ISO 4217) in which shops sell."""

_SIGNS = rf"[$€£¥₹₽₩₺₴₫₪₱฿₦₡₲₸]|{_CODES}|US\$|A\$|C\$|R\$|kr\.?|zł|Kč|Ft|lei|Fr\.?|Rs\.?"
_WRITTEN = re.compile(
    rf"(?P<open>\()?\s*(?P<minus>[{_MINUS}+])?\s*(?:{_SIGNS})?\s*(?P<inner>[{_MINUS}+])?\s*"
    rf"(?P<digits>[\d.,{_SPACES}]*\d[.,]?)"
    rf"\s*(?P<behind>[{_MINUS}])?\s*(?P<percent>%)?\s*(?:{_SIGNS})?\s*(?P<close>\))?",
    re.ASCII,
)
_GROUPED = {
    NumberStyle.POINT: (",", "."),
    NumberStyle.COMMA: (".", ","),
}


def _pattern(thousands: str, decimal: str) -> re.Pattern[str]:
    """Match digits in groups of three, in the Indian groups of two and three, or in none."""
    between = rf"[{re.escape(thousands)}{_SPACES}]"
    whole = rf"\d{{1,3}}(?P<sep>{between})\d{{3}}(?:(?P=sep)\d{{3}})*"
    indian = rf"\d{{1,2}}(?:{re.escape(thousands)}\d{{2}})+{re.escape(thousands)}\d{{3}}"
    fraction = rf"{re.escape(decimal)}\d*"
    return re.compile(rf"(?:{whole}|{indian}|\d+)(?:{fraction})?|{re.escape(decimal)}\d+", re.ASCII)


_PATTERNS = {style: _pattern(*signs) for style, signs in _GROUPED.items()}


@dataclass(frozen=True, slots=True)
class Written:
    """A number as it was written, in plain digits; ``is_either`` where it could mean two."""

    digits: str
    is_percent: bool = False
    is_either: bool = False


def exact_number(digits: str) -> int | float | None:
    """Return the JSON number that says exactly what plain digits say; None where there is none."""
    if not _PLAIN.fullmatch(digits):
        return None
    if digits.lstrip("+-").isdecimal():
        whole = int(digits) if len(digits) <= 20 else _INT64  # noqa: PLR2004 - longer than 64 bits
        return whole if -_INT64 <= whole < _INT64 else None
    value = float(digits)
    if len(digits) <= _EXACT_DIGITS:
        return value
    return value if math.isfinite(value) and Decimal(repr(value)) == Decimal(digits) else None


def styles_of(text: str) -> tuple[NumberStyle, ...]:
    """Return the styles in which a text is a number; none where it is no number at all."""
    parts = _parts(text)
    if parts is None:
        return ()
    return tuple(style for style in NumberStyle if _PATTERNS[style].fullmatch(parts[1]))


def written_number(text: str, style: NumberStyle | None = None) -> Written | None:
    """Read a number in this style, else by what the text itself proves; None for no number."""
    parts = _parts(text)
    if parts is None:
        return None
    sign, digits, is_percent = parts
    if style is None and _EITHER.fullmatch(digits):
        return Written(sign + digits, is_percent, is_either=True)
    for each in (style,) if style is not None else NumberStyle:
        if _PATTERNS[each].fullmatch(digits):
            return Written(sign + _plain(digits, each), is_percent)
    return None


def number(target: str, conversion: Conversion) -> Converter:
    """Return the converter of numbers; a text with two meanings is held, as is no number."""
    style, percent = conversion.number, conversion.percent

    is_comma = style is NumberStyle.COMMA

    def convert(text: str, problems: list[Problem]) -> Value:
        if len(text) <= _EXACT_DIGITS and text.isascii():
            # Most numbers by far: digits, or digits with a point that can mean one thing alone.
            if text.isdecimal():
                return int(text)
            whole, _, fraction = text.partition(".")
            if (
                whole.isdecimal()
                and fraction.isdecimal()
                and not is_comma
                and (style is not None or len(fraction) != _GROUP)
            ):
                return float(text)
        written = written_number(text, style)
        code = _doubt(written, percent)
        if written is not None and code is None:
            digits = written.digits
            if written.is_percent and percent is Percent.FRACTION:
                digits = format(Decimal(digits).scaleb(-2), "f")
            value = exact_number(digits)
            if value is not None:
                return value
            code = Code.NUMBER_INEXACT
        problems.append(held(code or Code.NUMBER_INVALID, target, text))
        return None

    return convert


def _doubt(written: Written | None, percent: Percent | None) -> Code | None:
    if written is None:
        return None
    if written.is_either:
        return Code.NUMBER_AMBIGUOUS
    return Code.PERCENT_UNSAID if written.is_percent and percent is None else None


def _parts(text: str) -> tuple[str, str, bool] | None:
    """Take a number apart as (sign, digits with their separators, whether it is a percent)."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    signs = [each for each in (found["minus"], found["inner"], found["behind"]) if each]
    if len(signs) > 1 or (signs and found["open"]):
        return None
    is_negative = bool(found["open"]) or (bool(signs) and signs[0] != "+")
    return "-" if is_negative else "", found["digits"], bool(found["percent"])


def _plain(digits: str, style: NumberStyle) -> str:
    thousands, decimal = _GROUPED[style]
    kept = "".join(each for each in digits if each not in thousands + _SPACES)
    return kept.replace(decimal, ".")
