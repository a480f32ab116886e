"""The signs and codes of currencies that sums of money are written with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_CODES = (
    "AED|ARS|AUD|BGN|BHD|BOB|BRL|CAD|CHF|CLP|CNY|COP|CRC|CZK|DKK|DOP|EGP|EUR|GBP|GEL|GTQ|HKD|HUF"
    "|IDR|ILS|INR|ISK|JOD|JPY|KES|KRW|KWD|KZT|LKR|MAD|MDL|MXN|MYR|NGN|NOK|NZD|OMR|PEN|PHP|PKR|PLN"
    "|PYG|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|TND|TRY|TWD|UAH|USD|UYU|VND|ZAR"
)
"""Codes of currencies (ISO 4217) in which shops sell."""

SIGNS = rf"[$€£¥₹₽₩₺₴₫₪₱฿₦₡₲₸]|{_CODES}|US\$|A\$|C\$|R\$|kr\.?|zł|Kč|Ft|lei|Fr\.?|Rs\.?"
"""What stands before or behind a sum of money (a pattern)."""

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
"""Which currencies a sign stands for (Unicode CLDR, narrow symbols, and what shops write).

The one that is used by most people comes first.
"""


def signs_in(text: str) -> list[str]:
    """Return the signs and codes that stand in a text, from left to right."""
    return _SIGN.findall(text)


def currencies_of(sign: str) -> frozenset[str]:
    """Return the ISO 4217 codes of all currencies that a sign stands for; a code is its own."""
    return frozenset(_CURRENCIES.get(sign.removesuffix("."), sign).split())


def likely_currency(sign: str) -> str:
    """Return the code of the currency that a sign stands for most often."""
    return _CURRENCIES.get(sign.removesuffix("."), sign).split()[0]


def is_of_one_currency(signs: Iterable[str | None]) -> bool:
    """Tell whether there is a currency for which all these signs stand; None stands for any."""
    meant = [currencies_of(sign) for sign in signs if sign]
    return not meant or bool(frozenset.intersection(*meant))
