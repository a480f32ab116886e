"""The names by which files call countries.

Those of each language follow Unicode CLDR (https://cldr.unicode.org, © 1991-2026 Unicode, Inc.,
Unicode License v3); a name of another language than English is there where it differs from that.
"""

from __future__ import annotations

from klaviyo_gui.core.country_names import (
    common,
    dutch,
    english,
    french,
    german,
    italian,
    polish,
    portuguese,
    spanish,
)
from klaviyo_gui.core.country_names.codes import CODES

__all__ = ["ALPHA_3", "NAMES", "names_in"]

_LANGUAGES = {
    "en": english,
    "de": german,
    "fr": french,
    "es": spanish,
    "it": italian,
    "nl": dutch,
    "pt": portuguese,
    "pl": polish,
}
"""The names of each language, by ISO 639-1."""

ALPHA_3 = dict(zip(CODES.split()[::2], CODES.split()[1::2], strict=True))
"""The alpha-3 code of each alpha-2 code."""

NAMES = tuple(
    (line[:2], name)
    for language in (*_LANGUAGES.values(), common)
    for line in language.NAMES.strip().splitlines()
    for name in line[3:].split("|")
)
"""Alpha-2 codes, each with one name."""


def names_in(language: str) -> dict[str, str]:
    """Return what a language calls each country, by codes; English names where it has no other."""
    lines = english.NAMES.strip().splitlines()
    lines += _LANGUAGES.get(language, english).NAMES.strip().splitlines()
    return {line[:2]: line[3:].partition("|")[0] for line in lines}
