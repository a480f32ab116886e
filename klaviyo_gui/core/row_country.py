"""Phone numbers are read by the country that their own row names, before any choice for the file.

A number without its country code is somebody's number in nearly every country: read by another
one, it is a stranger's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.convert import Value
from klaviyo_gui.core.countries import country_code

if TYPE_CHECKING:
    from klaviyo_gui.core.problem import Problem

Chain = Callable[[Sequence[str], "list[Problem]"], Value]
Said = Callable[[Sequence[str]], str]

_WORDS_KEPT = 1_024
"""More different texts than there are countries, in the languages of a shop."""


def by_row_country(said: Said, otherwise: Chain, made: Callable[[str], Chain]) -> Chain:
    """Return what reads phone numbers by what a row says of its country.

    ``made`` makes the reader for the ISO 3166 alpha-2 code of a country; it gets an empty one for
    a country that nobody understands, of which only numbers with a country code can be read.
    ``otherwise`` reads where the row says no country.
    """
    made_once = cache(made)

    @lru_cache(_WORDS_KEPT)
    def read_by(word: str) -> Chain:
        return made_once(country_code(word)) if any(map(str.isalpha, word)) else otherwise

    def chain(cells: Sequence[str], problems: list[Problem]) -> Value:
        return read_by(said(cells))(cells, problems)

    return chain
