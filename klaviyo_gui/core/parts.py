"""The parts of a record that properties go into, and where each of them stands."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.nesting import path_of

Content = dict[str, Any]
Parts = tuple[Content, Content, Content, Content, Content]
"""What one row fills: the event itself, its properties, the person, and of the person the
location and the custom properties."""

Place = tuple[int, tuple[str, ...]]
"""One of the parts, with the path to a property there."""

PART_NAMES = ("event", "properties", "person", "location", "custom")
EVENT, PROPERTIES, PERSON, LOCATION, CUSTOM = range(len(PART_NAMES))


def place_of(kind: Kind, key: str) -> Place:
    """Return which of the parts a property goes into, with the path to it there."""
    if kind is Kind.EVENTS and not key.startswith(catalog.PERSON):
        name = key.removeprefix(catalog.CUSTOM)
        return (EVENT, (key,)) if name == key else (PROPERTIES, path_of(name))
    key = key.removeprefix(catalog.PERSON)
    if key.startswith(catalog.CUSTOM):
        return CUSTOM, path_of(key.removeprefix(catalog.CUSTOM))
    if key.startswith("location."):
        return LOCATION, (key.removeprefix("location."),)
    return PERSON, (key,)
