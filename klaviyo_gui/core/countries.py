"""Read what a cell says of a country."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from klaviyo_gui.core.country_names import ALPHA_3, NAMES

_LONGEST = 80
"""Characters; a longer text is no name."""

_BETWEEN = re.compile(r"[\W_]+")
_TWICE = re.compile(r"(.+)[(\[]([^()\[\]]+)[)\]]|(.+?)\s[-\N{EN DASH}|/:]\s(.+)", re.DOTALL)
"""A country said in two ways: ``United States (US)``, ``US - United States``."""

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "đ": "d"})
_SAINT = {"st": "saint", "ste": "sainte"}


def folded(name: str) -> str:
    """Return a name as it is compared: without accents, marks, case and a *the* around it."""
    apart = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    plain = "".join(each for each in apart if not unicodedata.combining(each)).translate(_LETTERS)
    words = _BETWEEN.sub(" ", plain).split()
    if len(words) > 1:
        words = [_SAINT.get(word, word) for word in words]
        words = words[words[0] == "the" : len(words) - (words[-1] == "the")]
    return " ".join(words)


@cache
def _codes() -> dict[str, str]:
    from phonenumbers import SUPPORTED_REGIONS  # noqa: PLC0415 - no start needs it

    return {
        **{folded(name): code for code, name in NAMES},
        **{letters.casefold(): code for code, letters in ALPHA_3.items()},
        **{code.casefold(): code for code in SUPPORTED_REGIONS},
    }


def country_code(word: str) -> str:
    """Return the ISO 3166 alpha-2 code of a code or a name; empty for any other text.

    What says a country twice is understood where both say the same: *Georgia (US)* is none.
    """
    text = word.strip()
    codes = _codes()
    known = codes.get(text.casefold())
    if known is not None or len(text) > _LONGEST:
        return known or ""
    known = codes.get(folded(text))
    if known is not None:
        return known
    twice = _TWICE.fullmatch(text)
    if twice is None:
        return ""
    said = {codes.get(folded(each), "") for each in twice.groups() if each}
    return said.pop() if len(said) == 1 else ""
