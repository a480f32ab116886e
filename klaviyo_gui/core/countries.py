"""Read what a cell says of a country."""

from __future__ import annotations

import phonenumbers

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


def country_code(word: str) -> str:
    """Return the ISO 3166 alpha-2 code of a code or a common name; empty for any other text."""
    upper = word.strip().upper()
    if upper in phonenumbers.SUPPORTED_REGIONS:
        return upper
    return _CODES.get(word.strip().casefold(), "")
