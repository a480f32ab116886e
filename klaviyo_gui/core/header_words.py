"""A header as words, so that headers of many programs and languages can be compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN = re.compile(r"""[\s_\-./:#$()\[\]{}&,;*?!'"\u2019“”|<>+=°€£]+""")
_WITHOUT_MARK = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart into a base and a mark."""


@lru_cache(maxsize=4_096)
def words_of(header: str) -> str:
    """Return a header as words in lower case with single blanks: ``BILL_ZIP`` → ``bill zip``."""
    plain = unicodedata.normalize("NFKC", header)
    return " ".join(_BETWEEN.sub(" ", _CAMEL.sub(" ", plain)).casefold().split())


@lru_cache(maxsize=4_096)
def folded(header: str) -> str:
    """Return the words of a header without accents, as many exports write them."""
    apart = unicodedata.normalize("NFKD", words_of(header))
    return "".join(each for each in apart if not unicodedata.combining(each)).translate(
        _WITHOUT_MARK
    )
