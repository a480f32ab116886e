"""Which countries a list of phone numbers without a country code may come from."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TRIED = 60
"""Numbers that are tried in every country: enough to tell, and a moment's work."""

_OFFERED = 4

_OFTEN = ("US", "GB", "DE", "FR", "AU", "CA", "NL", "ES", "IT", "CH", "AT", "BE", "SE", "DK", "IE")
"""Where numbers fit several countries as well, those that sell most by Klaviyo come first."""


def likely_countries(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the ISO 3166 alpha-2 codes by which most of these numbers become valid ones."""
    tried = tuple(dict.fromkeys(filter(str.strip, texts)))[:TRIED]
    fits = Counter(code for code in _codes() for text in tried if _is_valid(text, code))
    places = {code: at for at, code in enumerate(_OFTEN)}
    best = sorted(fits, key=lambda code: (-fits[code], places.get(code, len(places)), code))
    return tuple(best[:_OFFERED])


def calling_code(country: str) -> int:
    """Return the number with which calls to a country begin, 0 for none."""
    from phonenumbers import country_code_for_region  # noqa: PLC0415 - no start of the window needs it

    return int(country_code_for_region(country))


@cache
def _codes() -> tuple[str, ...]:
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415 - as above

    return tuple(sorted(SUPPORTED_REGIONS))


def _is_valid(text: str, country: str) -> bool:
    import phonenumbers  # noqa: PLC0415 - as above

    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return False
    return not number.extension and phonenumbers.is_valid_number_for_region(number, country)
