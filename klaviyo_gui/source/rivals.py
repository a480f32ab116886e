"""Refute a reading of a text by the language of the letters that it shares with a better one."""

from __future__ import annotations

from collections import Counter

from klaviyo_gui.source.alphabets import languages_of

_SHARED, _KINDS = 6, 2
_DIFFERING = 3
_FITTING, _FOREIGN = 0.97, 0.34


def refutes(text: str, rival: str) -> bool:
    """Tell whether no language has both the letters that two readings share and the rival's own.

    Some language must have all of the better text. Letters that only stand in other places, as in
    encodings of more than one byte a character, are not compared.
    """
    if len(text) != len(rival):
        return False
    shared: Counter[str] = Counter()
    own: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for one, other in zip(text, rival, strict=True):
        if one == other:
            shared[one.lower()] += not one.isascii() and one.isalpha()
        else:
            own[one.lower()] += 1
            others[other.lower()] += 1
    shared = +shared
    if shared.total() < _SHARED or len(shared) < _KINDS or own.total() < _DIFFERING:
        return False
    fitting = [each for each in languages_of(text) if _share(shared, each) >= _FITTING]
    return any(_share(own, each) >= _FITTING for each in fitting) and all(
        _share(others, each) <= _FOREIGN
        for each in languages_of(rival)
        if _share(shared, each) >= _FITTING
    )


def _share(letters: Counter[str], language: frozenset[str]) -> float:
    return sum(letters[each] for each in language) / letters.total()
