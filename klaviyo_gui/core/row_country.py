"""Phone numbers are read by the country that their own row names, before any choice for the file.

A number without its country code is somebody's number in nearly every country: read by another
one, it is a stranger's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.convert import Value
from klaviyo_gui.core.countries import country_code

if TYPE_CHECKING:
    from klaviyo_gui.core.problem import Problem

Chain = Callable[[Sequence[str], "list[Problem]"], Value]
Said = Callable[[Sequence[str]], Value]

_WORDS_KEPT = 1_024
"""More different texts than there are countries, in the languages of a shop."""

_code = lru_cache(_WORDS_KEPT)(country_code)


def by_row_country(said: Said, otherwise: Chain, made: Callable[[str], Chain]) -> Chain:
    """Return what reads phone numbers by what a row says of its country.

    ``made`` makes the reader for the ISO 3166 alpha-2 code of a country; it gets an empty one for
    a country that nobody understands, of which only numbers with a country code can be read.
    ``otherwise`` reads where the row says no country.
    """
    chains: dict[str, Chain] = {}

    def chain(cells: Sequence[str], problems: list[Problem]) -> Value:
        word = said(cells)
        if not (isinstance(word, str) and any(map(str.isalpha, word))):
            return otherwise(cells, problems)
        code = _code(word)
        if code not in chains:
            chains[code] = made(code)
        return chains[code](cells, problems)

    return chain
