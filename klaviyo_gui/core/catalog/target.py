"""What is known of one property that a column can fill."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from klaviyo_gui.language import mark, tr

if TYPE_CHECKING:
    from klaviyo_gui.core.mapping import ValueType


class Group(StrEnum):
    """The groups in which properties are shown."""

    WHO = mark("Who")
    WHAT = mark("What happened")
    ITEMS = mark("Items")
    DETAILS = mark("Event details")
    ABOUT = mark("About the person")


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

    @property
    def shown_label(self) -> str:
        """Return what people call it; a custom one is called as it is sent in every language."""
        return self.label if self.is_custom else tr(self.label)

    @property
    def shown_meaning(self) -> str:
        """Return what it means, in the language of whoever reads it."""
        return tr(self.meaning)

    @property
    def shown_limit(self) -> str:
        """Return what Klaviyo allows, in the language of whoever reads it, empty for anything."""
        return tr(self.limit)
