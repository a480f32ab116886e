"""Texts compared without regard to capital letters: wholly and in part by one measure."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


_SIGMA, _LAST_SIGMA = "\N{GREEK SMALL LETTER SIGMA}", "\N{GREEK SMALL LETTER FINAL SIGMA}"


def in_small_letters(text: str) -> str:
    """Return the form in which texts are compared.

    Lower case and no case fold, as identifiers of people are compared: groß is not gross. The two
    small letters of the Greek Σ count as one, since which of them it is depends on what follows.
    """
    return text.lower().replace(_LAST_SIGMA, _SIGMA)


def replacing_any_case(find: str, other: str) -> Callable[[str], str]:
    """Return the function that replaces a text within others, in whatever letters it stands."""
    wanted = in_small_letters(find)

    def change(text: str) -> str:
        small = in_small_letters(text)
        if wanted not in small:
            return text
        letters = _letters(text, small)
        parts: list[str] = []
        done, at = 0, small.find(wanted)
        while at >= 0:
            after = at + len(wanted)
            if at in letters and after in letters:
                parts += (text[done : letters[at]], other)
                done = letters[after]
            else:
                # One letter in two small ones, such as İ, is found as a whole or not at all.
                after = at + 1
            at = small.find(wanted, after)
        return "".join((*parts, text[done:]))

    return change


def _letters(text: str, small: str) -> Mapping[int, int] | Sequence[int]:
    """Return where the letters of a text begin in its small letters, and both ends."""
    if len(small) == len(text):
        return range(len(text) + 1)
    starts = accumulate((len(letter.lower()) for letter in text), initial=0)
    return {start: at for at, start in enumerate(starts)}
