"""Codes of currencies, and the signs that sums are written with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from klaviyo_gui.core.convert.number import SIGNS
from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from klaviyo_gui.core.problem import Problem

_LETTERS = 3
_SIGN = re.compile(SIGNS)
_CURRENCIES = {
    "$": "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU DOP BRL BBD BSD BZD BMD BND FJD GYD JMD"
    " KYD LRD NAD NIO SBD SRD TTD XCD MOP CUP CVE BOB ZWL",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD NIO",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP GIP FKP SHP EGP LBP SYP SDG SSP",
    "¥": "JPY CNY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW KPW",
    "₺": "TRY",
    "₴": "UAH",
    "₫": "VND",
    "₪": "ILS",
    "₱": "PHP CUP",
    "฿": "THB",
    "₦": "NGN",
    "₡": "CRC SVC",
    "₲": "PYG",
    "₸": "KZT",
    "kr": "SEK NOK DKK ISK",
    "zł": "PLN",
    "Kč": "CZK",
    "Ft": "HUF",
    "lei": "RON MDL",
    "Fr": "CHF XOF XAF XPF DJF GNF KMF RWF BIF CDF",
    "Rs": "INR PKR LKR NPR MUR SCR",
}
"""Which currencies a sign stands for (Unicode CLDR, narrow symbols, and what shops write)."""


def currency(target: str) -> Converter:
    """Return the converter of ISO 4217 codes, in any case of letters."""

    def convert(text: str, problems: list[Problem]) -> Value:
        letters = text.strip()
        if len(letters) == _LETTERS and letters.isascii() and letters.isalpha():
            return letters.upper()
        problems.append(held(Code.CURRENCY_INVALID, target, text))
        return None

    return convert


def contradicts(text: str, code: str) -> bool:
    """Tell whether a sum is written with a sign or a code that is none of this currency."""
    return any(
        code not in _CURRENCIES.get(sign.removesuffix("."), sign).split()
        for sign in _SIGN.findall(text)
    )
