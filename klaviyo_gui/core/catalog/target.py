"""What is known of one property that a column can fill."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import ValueType


class Group(StrEnum):
    """The groups in which properties are shown."""

    WHO = "Who"
    WHAT = "What happened"
    ITEMS = "Items"
    DETAILS = "Event details"
    ABOUT = "About the person"


@dataclass(frozen=True, slots=True)
class Target:
    """One property that a column can fill.

    ``synonyms`` are header names that mean it, in lower case with single blanks between words, the
    most telling first; ``hints`` are names that only may. ``importer`` are the header names of
    Klaviyo's own importer, ``legacy`` is the name in Klaviyo's older interface, and ``limit`` says
    in plain words what Klaviyo allows. One that ``is_rare`` is of use to few.
    """

    key: str
    group: Group
    label: str
    type: ValueType
    meaning: str
    example: str
    synonyms: tuple[str, ...] = ()
    is_required: bool = False
    is_advised: bool = False
    is_identifier: bool = False
    is_custom: bool = False
    legacy: str = ""
    limit: str = ""
    importer: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    is_rare: bool = False
