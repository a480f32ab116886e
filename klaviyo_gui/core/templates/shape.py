"""The shape of an event that Klaviyo knows what to do with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import ValueType

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Detail:
    """One custom property of such an event, spelt as Klaviyo spells it.

    A dot in the name makes an object. ``names`` are header names that mean it, folded as headers
    are compared. One that ``is_list`` holds texts of the type, in a list.
    """

    name: str
    meaning: str
    example: str
    names: tuple[str, ...]
    type: ValueType = ValueType.TEXT
    is_list: bool = False
    is_advised: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of event with what belongs to it.

    ``advised`` are Klaviyo's own properties without which the event loses its use. ``names`` are
    header names that mean one of them in this event, in place of the usual ones; ``doubts`` are
    those that no column alone can fill for certain, with the reason. ``items`` are the details of
    one line within ``Items``.
    """

    metric: str
    meaning: str
    details: tuple[Detail, ...]
    advised: tuple[str, ...] = ("time", "value", "unique_id")
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)
    items: tuple[Detail, ...] = ()
