"""Numbers as people and machines write them, read only where they can be read in one way.

``1,234.50``, ``1.234,50`` and ``12,5`` each say by themselves what separates what; ``1.234`` does
not, and waits for a choice. Signs of one currency, brackets for what is owed, with a minus in them
or without, and percents are understood.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from klaviyo_gui.core.catalog import CUSTOM
from klaviyo_gui.core.conversion import NumberStyle, Percent
from klaviyo_gui.core.convert.signs import SIGNS, is_of_one_currency
from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.conversion import Conversion

_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_INT64 = 2**63
_EXACT_DIGITS = 15
"""A binary double keeps every decimal number of so many digits (IEEE 754)."""

_GROUP = 3
"""Digits between two signs that separate thousands."""

_IP_ADDRESS = re.compile(r"\d{3}(?:\.\d{3}){3}", re.ASCII)
_OCTET_MAX = 255

_SPACES = (
    " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}"
)
"""What separates thousands beside point and comma, in French, Swiss and SI writing."""

_PHONE = re.compile(rf"\d+(?:[{_SPACES[:-2]}]\d+)+", re.ASCII)
"""Behind a plus, digits in groups are a phone number, and no sum."""

_GAP = "[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]{0,2}"
_MINUS = "-\N{MINUS SIGN}\N{EN DASH}"
_WRITTEN = re.compile(
    rf"(?:(?P<before>{SIGNS}){_GAP}(?=\())?(?P<open>\()?{_GAP}(?P<minus>[{_MINUS}+])?{_GAP}"
    rf"(?P<lead>{SIGNS})?{_GAP}(?P<inner>[{_MINUS}+])?"
    rf"{_GAP}(?P<digits>[\d.,](?:[\d.,{_SPACES}]*[\d.,])?)"
    rf"(?:(?P<flat>(?<=[.,])(?:--?|[\N{{EN DASH}}\N{{EM DASH}}]))|(?P<behind>[{_MINUS}]))?"
    rf"{_GAP}(?P<percent>%)?{_GAP}(?P<trail>{SIGNS})?"
    rf"(?:{_GAP}(?P<close>\))(?:{_GAP}(?P<after>{SIGNS}))?)?",
    re.ASCII,
)
"""``flat`` is the dash in place of cents, as in ``12,-``; any other dash behind is a minus."""

_THOUSANDS = {NumberStyle.POINT: ",", NumberStyle.COMMA: "."}
_DECIMAL = {NumberStyle.POINT: ".", NumberStyle.COMMA: ","}


def _pattern(style: NumberStyle) -> re.Pattern[str]:
    """Match digits in groups of three, in the Indian groups of two and three, or in none."""
    between = rf"[{re.escape(_THOUSANDS[style])}{_SPACES}]"
    whole = rf"[1-9]\d{{0,2}}(?P<sep>{between})\d{{3}}(?:(?P=sep)\d{{3}})*"
    indian = r"[1-9]\d?(?:,\d{2})+,\d{3}|" if style is NumberStyle.POINT else ""
    decimal = re.escape(_DECIMAL[style])
    return re.compile(rf"(?:{whole}|{indian}\d+)(?:{decimal}\d*)?|{decimal}\d+", re.ASCII)


_PATTERNS = {style: _pattern(style) for style in NumberStyle}


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
    if style is None and _is_ip_address(digits):
        return None
    styles = (style,) if style is not None else NumberStyle
    read = {_plain(digits, each): None for each in styles if _PATTERNS[each].fullmatch(digits)}
    if not read:
        return None
    return Written(sign + next(iter(read)), is_percent, is_either=len(read) > 1)


def number(target: str, conversion: Conversion) -> Converter:
    """Return the converter of numbers; a text with two meanings is held, as is no number."""
    style, percent = conversion.number, conversion.percent
    usual = _usual(style)
    is_custom = CUSTOM in target

    def convert(text: str, problems: list[Problem]) -> Value:
        if len(text) <= _EXACT_DIGITS and text.isascii():
            # Most numbers by far: digits, or digits with a sign that can mean one thing alone.
            if text.isdecimal():
                if is_custom and text[0] == "0" and len(text) > 1:
                    problems.append(Problem(Code.ZEROS_CUT, Severity.WARN, target, text))
                return int(text)
            found = usual(text)
            if found is not None:
                return found
        written = written_number(text, style)
        code = _doubt(written, percent)
        if written is not None and code is None:
            digits = written.digits
            if written.is_percent and percent is Percent.FRACTION:
                digits = _hundredth(digits)
            value = exact_number(digits)
            if value is not None:
                return value
            code = Code.NUMBER_INEXACT
        problems.append(held(code or Code.NUMBER_INVALID, target, text))
        return None

    return convert


def _usual(style: NumberStyle | None) -> Callable[[str], float | None]:
    """Return what reads the usual numbers of a style, at a fraction of the cost of any number."""
    signs = (".", ",") if style is None else (_DECIMAL[style],)

    def read(text: str) -> float | None:
        for sign in signs:
            whole, _, fraction = text.partition(sign)
            if (
                whole.isdecimal()
                and fraction.isdecimal()
                and (style is not None or len(fraction) != _GROUP)
            ):
                return float(text if sign == "." else f"{whole}.{fraction}")
        return None

    return read


def _hundredth(digits: str) -> str:
    """Move the point by two places; no digit is lost, however many there are."""
    sign, figures, exponent = Decimal(digits).as_tuple()
    return format(Decimal((sign, figures, int(exponent) - 2)), "f")


def _is_ip_address(digits: str) -> bool:
    """Tell whether groups of digits could be an address of a computer."""
    return _IP_ADDRESS.fullmatch(digits) is not None and all(
        int(group) <= _OCTET_MAX for group in digits.split(".")
    )


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
    if len(signs) > 1 or (signs == ["+"] and found["open"]):
        return None
    if not is_of_one_currency(found.group("before", "lead", "trail", "after")):
        return None
    digits, is_negative = found["digits"], bool(found["open"]) or (bool(signs) and signs[0] != "+")
    if signs == ["+"] and _PHONE.fullmatch(digits):
        return None
    return "-" if is_negative else "", digits, bool(found["percent"])


def _plain(digits: str, style: NumberStyle) -> str:
    """Return digits without groups, with a point."""
    kept = "".join(each for each in digits if each not in _THOUSANDS[style] + _SPACES)
    return kept.replace(_DECIMAL[style], ".")
