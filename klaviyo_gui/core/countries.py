"""Read what a cell says of a country."""

from __future__ import annotations

import phonenumbers

_NAMES = {
    "AT": ("aut", "austria", "österreich", "autriche", "oostenrijk"),
    "AU": ("aus", "australia", "australien", "australie"),
    "BE": ("bel", "belgium", "belgique", "belgië", "belgien"),
    "CA": ("can", "canada", "kanada"),
    "CH": ("che", "switzerland", "schweiz", "suisse", "svizzera", "zwitserland"),
    "DE": ("deu", "germany", "deutschland", "allemagne", "duitsland", "germania"),
    "DK": ("dnk", "denmark", "danmark", "dänemark", "danemark"),
    "ES": ("esp", "spain", "españa", "spanien", "espagne", "spagna", "spanje"),
    "FR": ("fra", "france", "frankreich", "francia", "frankrijk"),
    "GB": (
        *("gbr", "uk", "u.k.", "united kingdom", "great britain", "england", "scotland", "wales"),
        *("northern ireland", "vereinigtes königreich", "großbritannien", "royaume-uni"),
    ),
    "IE": ("irl", "ireland", "irland", "irlande", "republic of ireland"),
    "IT": ("ita", "italy", "italia", "italien", "italie"),
    "NL": ("nld", "netherlands", "the netherlands", "nederland", "niederlande", "pays-bas"),
    "NO": ("nor", "norway", "norge", "norwegen", "norvège"),
    "NZ": ("nzl", "new zealand", "neuseeland"),
    "PL": ("pol", "poland", "polska", "polen", "pologne"),
    "PT": ("prt", "portugal"),
    "SE": ("swe", "sweden", "sverige", "schweden", "suède"),
    "US": (
        *("usa", "u.s.", "u.s.a.", "united states", "united states of america"),
        *("vereinigte staaten", "états-unis", "estados unidos", "verenigde staten"),
    ),
}
"""ISO 3166 alpha-3 codes and common names of the countries that sell most by Klaviyo."""

_CODES = {name: code for code, names in _NAMES.items() for name in names}


def country_code(word: str) -> str:
    """Return the ISO 3166 alpha-2 code of a code or a common name; empty for any other text."""
    upper = word.strip().upper()
    if upper in phonenumbers.SUPPORTED_REGIONS:
        return upper
    return _CODES.get(word.strip().casefold(), "")
