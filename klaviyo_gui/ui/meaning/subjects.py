"""What can be asked about, as the widget says it that shows it; its words are made when asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.core.catalog import Target
    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.ui.file.parts import Part
    from klaviyo_gui.ui.preview.classes import HarmClass
    from klaviyo_gui.ui.status import Station


@dataclass(frozen=True, slots=True)
class PropertySubject:
    """A property: how it is needed, what it takes, what fills it, and what comes of that.

    ``way`` says how what fills it is read, ``value`` what the record on show has, ``note`` what is
    wrong with that, and ``keys`` what can be done with it; each is empty where that is nothing.
    """

    target: Target
    type: str
    need: str = ""
    source: str = ""
    way: str = ""
    value: str = ""
    note: str = ""
    keys: str = ""


@dataclass(frozen=True, slots=True)
class ColumnSubject:
    """A column of the open file, or one that is joined to it."""

    name: str


@dataclass(frozen=True, slots=True)
class FindingSubject:
    """A cause that the check found, in which class it stands, and in how many records it is."""

    finding: Finding
    harm: HarmClass
    amount: str


@dataclass(frozen=True, slots=True)
class PartSubject:
    """A part of how a file is read: what it is now, and whether that is certain."""

    part: Part
    words: str
    is_doubted: bool


@dataclass(frozen=True, slots=True)
class StationSubject:
    """A station, and how far it is."""

    station: Station
    state: str = ""


Subject: TypeAlias = PropertySubject | ColumnSubject | FindingSubject | PartSubject | StationSubject


def has_keys(widget: QWidget) -> bool:
    """Tell whether keys go to a widget, also while a menu or a popup has them for a moment."""
    return widget.window().focusWidget() is widget


@runtime_checkable
class Tells(Protocol):
    """A widget that knows what is shown where the focus is: in itself, or in a child of it."""

    def subject(self) -> Subject | None:
        """Return it, None where it can be told no better than by what stands above it."""
