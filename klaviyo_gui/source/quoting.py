"""Count how quotes are used in a text, to tell quoting from mere quote characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Quoting:
    """How often a cell is quoted as it should be, and how often one only begins so.

    ``long`` counts the proper ones that hold both a delimiter and a line's end: two quotes that
    mean nothing may have swallowed the lines between them.
    """

    proper: int
    astray: int
    long: int = 0


def quoting_of(text: str, delimiter: str, quote: str, escape: str = "") -> Quoting:
    """Count the quoted cells of a text that begins with a record."""
    if quote not in text:
        return Quoting(0, 0)
    proper = astray = long = 0
    for found in _cells(delimiter, quote, escape).finditer(text):
        cell = found["cell"]
        if cell is None:
            astray += 1
        else:
            proper += 1
            long += delimiter in cell and ("\n" in cell or "\r" in cell)
    return Quoting(proper, astray, long)


@lru_cache(maxsize=256)
def _cells(delimiter: str, quote: str, escape: str) -> re.Pattern[str]:
    """Match each cell that begins with a quote; the group is there if it also ends as it should.

    The possessive quantifiers keep the time in proportion to the text.
    """
    edge, mark = re.escape(delimiter), re.escape(quote)
    plain = f"[^{mark}{re.escape(escape)}]*+"
    inner = f"{mark}{mark}" + (f"|{re.escape(escape)}." if escape else "")
    return re.compile(
        rf"(?:(?<![^\r\n{edge}]))(?:(?P<cell>{mark}{plain}(?:(?:{inner}){plain})*+{mark})"
        rf"(?=[\r\n{edge}]|\Z)|{mark})",
        re.DOTALL,
    )
