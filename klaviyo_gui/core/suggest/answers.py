"""Whether a column answers with yes and no, by its name and its cells.

One of the words alone proves nothing: ``NO`` is Norway, and ``N`` an initial.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.convert.words import NO, YES
from klaviyo_gui.core.header_words import folded
from klaviyo_gui.core.suggest.words import CONSENT

if TYPE_CHECKING:
    from collections.abc import Collection

_BITS = frozenset({"0", "1"})
_YES, _NO = YES - _BITS, NO - _BITS

_ASKING_FIRST = frozenset(
    {
        *(
            "is",
            "has",
            "was",
            "accepts",
            "accepted",
            "can",
            "does",
            "did",
            "are",
            "wants",
            "agrees",
        ),
        *("ist", "hat", "est", "heeft"),
    }
)
"""First words of questions."""

_ASKING = CONSENT - {"marketing", "offers", "werbung"} | {"accepts", "verified", "active", "aktiv"}
"""Words that ask wherever they stand."""

_PLACES = (
    *("country", "nation", "region", "province", "provincia", "provinz", "bundesland", "kanton"),
    *("canton", "language", "sprache", "langue", "idioma", "lingua", "locale"),
)
"""Parts of words that speak of places and languages."""

_CODED = frozenset(
    {
        *("land", "pays", "pais", "paese", "kraj", "lang", "taal", "jezyk", "state", "etat"),
        *("estado", "stato", "market", "markt", "origin", "herkunft", "destination", "tld", "iso"),
        *("initial", "initials", "direction", "grade", "code", "letter"),
    }
)
"""Words of what is written in one or two letters."""


def are_answers(name: str, filled: Collection[str]) -> bool:
    """Tell whether cells are yes and no: both of them, or one where the name asks.

    Digits are only where the name is a question.
    """
    cells = {cell.strip().casefold() for cell in filled}
    words = folded(name).split()
    if not cells or _is_of_places(words):
        return False
    is_question = not _ASKING_FIRST.isdisjoint(words[:1])
    if cells <= _BITS:
        return is_question
    if not cells <= _YES | _NO:
        return False
    has_both = not cells.isdisjoint(_YES) and not cells.isdisjoint(_NO)
    return has_both or is_question or not _ASKING.isdisjoint(words)


def _is_of_places(words: Collection[str]) -> bool:
    return any(
        word in _CODED or word.endswith("land") or any(part in word for part in _PLACES)
        for word in words
    )
