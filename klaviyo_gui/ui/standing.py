"""Where the mapping in hand comes from, which every step may change together with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """The origin of a mapping.

    ``preset`` is the name it was applied or saved under last, with the ``places`` of its columns
    in the file of that preset; ``kept_from`` the file it was made for, where it was kept for
    another one; ``is_back`` tells that it was in hand when such a file was left.
    """

    preset: str = ""
    places: tuple[tuple[str, int], ...] = ()
    kept_from: str = ""
    is_back: bool = False


UNNAMED = Standing()
"""The mapping is of no preset and of no other file."""
