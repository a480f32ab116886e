"""Phone numbers are read by the country that their own row names, before any choice for the file.

A number without its country code is somebody's number in nearly every country: read by another
one, it is a stranger's. Where nobody understands what the row says, only a choice that was made for
this very property counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from klaviyo_gui.core.convert import Value
from klaviyo_gui.core.countries import country_code
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from klaviyo_gui.core.problem import Problem

Chain = Callable[[Sequence[str], "list[Problem]"], Value]
Said = Callable[[Sequence[str]], str]

_ABROAD = ("+", "00")
"""What a number with its country code begins with."""

_SHOWN = 60
_WORDS_KEPT = 1_024
"""More different texts than there are countries, in the languages of a shop."""


def by_row_country(
    said: Said, otherwise: Chain, made: Callable[[str], Chain], chosen: str = ""
) -> Chain:
    """Return what reads phone numbers by what a row says of its country.

    ``made`` makes the reader for the ISO 3166 alpha-2 code of a country. For a country that nobody
    understands it gets the ``chosen`` code; where that is empty, only numbers with a country code
    can be read. ``otherwise`` reads where the row says no country.
    """
    made_once = cache(made)

    @lru_cache(_WORDS_KEPT)
    def read_by(word: str) -> Chain:
        if not any(map(str.isalpha, word)):
            return otherwise
        code = country_code(word) or chosen
        return made_once(code) if code else _naming(word, made_once(""))

    def chain(cells: Sequence[str], problems: list[Problem]) -> Value:
        return read_by(said(cells))(cells, problems)

    return chain


def _naming(word: str, chain: Chain) -> Chain:
    """Return what reads numbers, and names the unknown country where it could be why it cannot."""

    def named(cells: Sequence[str], problems: list[Problem]) -> Value:
        found: list[Problem] = []
        value = chain(cells, found)
        problems.extend(
            replace(each, code=Code.PHONE_COUNTRY_UNKNOWN, text=word.strip()[:_SHOWN])
            if each.code is Code.PHONE_INVALID and not each.text.lstrip().startswith(_ABROAD)
            else each
            for each in found
        )
        return value

    return named
