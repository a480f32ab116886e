"""Small pieces of sentences: what others wrote in quotes, and words with "or" and "and" between."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from klaviyo_gui.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable


def quoted(text: str) -> str:
    """Return a name, a cell or a text in quotes."""
    return tr("“{text}”", text=text)


def either(words: Iterable[str]) -> str:
    """Return words of which one is enough: "a or b or c"."""
    return reduce(_or, words)


def both(words: Iterable[str]) -> str:
    """Return words of which all count: "a and b and c"; of none there is nothing to say."""
    found = tuple(words)
    return reduce(_and, found) if found else ""


def _or(first: str, second: str) -> str:
    return tr("{first} or {second}", first=first, second=second)


def _and(first: str, second: str) -> str:
    return tr("{first} and {second}", first=first, second=second)
