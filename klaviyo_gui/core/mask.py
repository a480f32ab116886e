"""Values that may be looked at by others: their form stays, what they say does not.

A program cannot know what is personal, so that every value is masked, whatever it is.
"""

from __future__ import annotations

import re
from typing import Any

DOT = "\N{BULLET}"
"""Stands for what is not shown."""

REVEALED_MAX = 5
"""Letters of one value that are shown at most: two of an address and those of its ending."""

_CUT = DOT * 3
"""Stands for letters whatever their number, which would tell short names from long ones."""

_LONGEST = 32
"""Characters of numbers, dates and the like that are shown as dots and signs."""

_SHORT = 4
"""Letters and digits of a text that the first letter would tell whole, such as "male" or "yes"."""

_SIGNS = frozenset(" .,:;+-/()#%*_")
"""They give numbers, dates and codes their form, and say nothing by themselves."""

_ENDING = re.compile(r"[a-z]{2,3}", re.ASCII | re.IGNORECASE)
"""The end of an address that names a country or a kind, such as com."""

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
_QUOTED = re.compile(r"„[^“]*“|“[^”]*”|\"[^\"]*\"|(?<!\w)'[^']*'(?!\w)")
"""Texts in German quotes, which end as English ones begin, in English ones, and in plain ones."""

_QUOTES = frozenset("„“”")
_FROM_FIRST_TO_LAST = re.compile(r"[„“”].*[„“”]", re.DOTALL)
_TOLD, _ODDLY_TOLD = (
    re.compile(rf"(?P<quoted>{each.pattern})|[^\s@„“”\"]+@[^\s@„“”\"]+", re.DOTALL)
    for each in (_QUOTED, _FROM_FIRST_TO_LAST)
)
"""What is quoted, and addresses that are not."""

_NUMBERED = re.compile(r"\+?\d[\d .,:/()-]{2,}\d")
"""Numbers of four characters and more within a sentence: of telephones, customers, days."""

_MASKED = re.compile(rf"\w{_CUT}")


def masked(text: str) -> str:
    """Return a value as others may see it, a blank one as it is.

    Of an address its form and ending stay, of any other text of five letters and more the first
    one; of what begins otherwise no letter and no digit. What is masked stays as it is.
    """
    bare = text.strip()
    if not bare:
        return text
    if _MASKED.fullmatch(bare):
        return bare
    if _ADDRESS.fullmatch(bare):
        local, _, domain = bare.partition("@")
        ending = domain.rpartition(".")[2] if "." in domain else ""
        shown = f".{ending}" if _ENDING.fullmatch(ending) else ""
        return f"{_first(local)}{_CUT}@{_first(domain)}{_CUT}{shown}"
    if bare[0].isalpha():
        told = sum(map(str.isalnum, bare))
        return f"{bare[0]}{_CUT}" if told > _SHORT else _CUT
    return "".join(each if each in _SIGNS else DOT for each in bare[:_LONGEST])


def masked_values(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value of JSON with each text and number in it masked; the names in it stay."""
    match value:
        case None:
            return None
        case dict():
            return {name: masked_values(each) for name, each in value.items()}
        case list():
            return [masked_values(each) for each in value]
        case bool():
            return _CUT
        case _:
            return masked(str(value))


def masked_line(line: str) -> str:
    """Return a line of a file with a dot for each character that is no sign between cells."""
    return "".join(DOT if each.isalnum() or ord(each) > _ASCII else each for each in line)


def masked_quotes(sentence: str) -> str:
    """Return a sentence with all masked that it may quote: texts in quotes, addresses, numbers.

    Where a quote is left over, something that is quoted has one in it, and nobody knows which.
    """
    is_odd = not _QUOTES.isdisjoint(_QUOTED.sub("", sentence))
    told = (_ODDLY_TOLD if is_odd else _TOLD).sub(_masked_part, sentence)
    return _NUMBERED.sub(lambda found: masked(found[0]), told)


_ASCII = 127


def _first(part: str) -> str:
    return part[0] if part[0].isalnum() else ""


def _masked_part(found: re.Match[str]) -> str:
    part = found[0]
    return f"{part[0]}{masked(part[1:-1])}{part[-1]}" if found["quoted"] else masked(part)
