"""Which country the phone numbers of a file belong to, where one of its columns says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import phonenumbers

from klaviyo_gui.core.suggest import column_for

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = {
    "AT": ("aut", "austria", "österreich"),
    "AU": ("aus", "australia"),
    "BE": ("bel", "belgium", "belgique", "belgië"),
    "CA": ("can", "canada"),
    "CH": ("che", "switzerland", "schweiz", "suisse"),
    "DE": ("deu", "germany", "deutschland"),
    "DK": ("dnk", "denmark", "danmark"),
    "ES": ("esp", "spain", "españa"),
    "FR": ("fra", "france"),
    "GB": ("gbr", "uk", "united kingdom", "great britain"),
    "IE": ("irl", "ireland"),
    "IT": ("ita", "italy", "italia"),
    "NL": ("nld", "netherlands", "the netherlands", "nederland"),
    "NO": ("nor", "norway", "norge"),
    "NZ": ("nzl", "new zealand"),
    "PL": ("pol", "poland", "polska"),
    "PT": ("prt", "portugal"),
    "SE": ("swe", "sweden", "sverige"),
    "US": ("usa", "united states", "united states of america"),
}
"""ISO 3166 alpha-3 codes and common names of the countries that sell most by Klaviyo."""

_CODES = {name: code for code, names in _NAMES.items() for name in names}


def phone_country(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return the ISO 3166 alpha-2 code on which all rows agree, empty where they do not."""
    name = column_for("location.country", header, rows)
    if name is None:
        return ""
    at = header.index(name)
    words = {row[at].strip().casefold() for row in rows if at < len(row) and row[at].strip()}
    codes = {_code(word) for word in words}
    return codes.pop() if len(codes) == 1 else ""


def _code(word: str) -> str:
    upper = word.upper()
    return upper if upper in phonenumbers.SUPPORTED_REGIONS else _CODES.get(word, "")
