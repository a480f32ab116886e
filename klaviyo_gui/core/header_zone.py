"""What the name of a column says of the clock that wrote its times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.header_words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

_UTC = "UTC"
_ENDINGS_OF_UTC = (" utc", " gmt", " utc timezone")
_LOCAL = " local time"

ZONE_ENDINGS = (*_ENDINGS_OF_UTC, _LOCAL)
"""Last words that say in which zone a time is, and nothing of what it is the time of."""


def told_zone(names: Iterable[str]) -> str:
    """Return the zone that the names of columns end with, empty where none does or they differ."""
    words = tuple(map(folded, names))
    is_local = any(each.endswith(_LOCAL) for each in words)
    return _UTC if not is_local and any(map(_is_of_utc, words)) else ""


def _is_of_utc(words: str) -> bool:
    return words.endswith(_ENDINGS_OF_UTC)
