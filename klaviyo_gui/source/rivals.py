"""Refute a reading of a text by what it shares with a better one, and by what it does not."""

from __future__ import annotations

from collections import Counter

from klaviyo_gui.source.alphabets import languages_of
from klaviyo_gui.source.legacy import FIRST_WIDE

_SHARED, _KINDS = 6, 2
_DIFFERING, _MANY = 3, 20
_FITTING, _FOREIGN = 0.97, 0.34
_ORDINALS = frozenset("°ºª")

_HANGUL = ("\uac00", "\ud7a3")
_MANY_HANGUL, _ALL = 24, 0.98


def refutes(text: str, rival: str) -> bool:
    """Tell whether a rival can be no reading, beside this better one of the same bytes."""
    return _is_korean(text) or _is_of_no_language(text, rival)


def _is_korean(text: str) -> bool:
    """Tell whether the signs of East Asia are all hangul, which other text is not by chance."""
    wide = [each for each in text if each >= FIRST_WIDE]
    hangul = sum(_HANGUL[0] <= each <= _HANGUL[1] for each in wide)
    return len(wide) >= _MANY_HANGUL and hangul >= _ALL * len(wide)


def _is_of_no_language(text: str, rival: str) -> bool:
    """Tell whether no language has both the letters that two readings share and the rival's own.

    Some language must have all of the better text. Letters that only stand in other places, as in
    encodings of more than one byte a character, are not compared.
    """
    if len(text) != len(rival):
        return False
    shared: Counter[str] = Counter()
    own: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for one, other in zip(text.lower(), rival.lower(), strict=False):
        if one == other:
            shared[one] += not one.isascii() and one.isalpha()
        elif one not in _ORDINALS:
            own[one] += 1
        if one != other:
            others[other] += 1
    shared = +shared
    if shared.total() < _SHARED or len(shared) < _KINDS:
        return False
    is_chance = others.total() < _DIFFERING and shared.total() < _MANY
    if is_chance or not any(map(str.isalpha, others)):
        return False
    fitting = [each for each in languages_of(text) if _share(shared, each) >= _FITTING]
    return any(_share(own, each) >= _FITTING for each in fitting) and all(
        _share(others, each) <= _FOREIGN
        for each in languages_of(rival)
        if _share(shared, each) >= _FITTING
    )


def _share(letters: Counter[str], language: frozenset[str]) -> float:
    total = letters.total()
    return sum(letters[each] for each in language) / total if total else 1.0
