"""Codes of currencies, and sums whose sign speaks against them."""

from __future__ import annotations

from klaviyo_gui.core.convert.currencies import KNOWN
from klaviyo_gui.core.convert.signs import currencies_of, signs_in
from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.problem import Code, Problem, Severity

_LETTERS = 3


def currency(target: str) -> Converter:
    """Return the converter of ISO 4217 codes, in any case of letters; unknown ones are told of."""

    def convert(text: str, problems: list[Problem]) -> Value:
        letters = text.strip()
        if len(letters) == _LETTERS and letters.isascii() and letters.isalpha():
            code = letters.upper()
            if code not in KNOWN:
                problems.append(Problem(Code.CURRENCY_UNKNOWN, Severity.WARN, target, text))
            return code
        problems.append(held(Code.CURRENCY_INVALID, target, text))
        return None

    return convert


def contradicts(text: str, code: str) -> bool:
    """Tell whether a sum is written with a sign or a code that is none of this currency."""
    return any(code not in currencies_of(sign) for sign in signs_in(text))
