"""The header names that mean Klaviyo's properties, by language: data and nothing else.

Languages are ISO 639-1 codes. Names are written as headers are compared, in lower case with single
blanks between words; accents may be missing in a file. The first names of a language are the most
telling ones. ``names`` mean the property for sure; ``hints`` only may, and wait for a nod.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.catalog.names import event, home, person, who

if TYPE_CHECKING:
    from collections.abc import Mapping

_SURE: Mapping[str, Mapping[str, str]] = who.NAMES | person.NAMES | home.NAMES | event.NAMES
_HINTS: Mapping[str, Mapping[str, str]] = who.HINTS | person.HINTS | home.HINTS | event.HINTS


def names(key: str) -> tuple[str, ...]:
    """Return the header names that mean this property, the most telling first."""
    return _flat(_SURE.get(key, {}))


def hints(key: str) -> tuple[str, ...]:
    """Return the header names that may mean this property."""
    return _flat(_HINTS.get(key, {}))


def languages(key: str) -> frozenset[str]:
    """Return the languages in which this property has a name."""
    return frozenset(_SURE.get(key, {}))


def _flat(by_language: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        " ".join(name.split()) for text in by_language.values() for name in text.split(",")
    )
