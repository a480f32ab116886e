"""Single values read back out of a finished record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core import catalog
from klaviyo_gui.core.event_target import OF
from klaviyo_gui.core.listed import listed
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.nesting import path_of, value_at

if TYPE_CHECKING:
    from collections.abc import Collection

Sent = tuple[int, float, str] | None
"""What a value is put in order by; None for no value."""


def sent_value(kind: Kind, key: str, body: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Return what a record says for one property; None where it says nothing."""
    return value_in(kind, key, orjson.loads(body))


def value_in(kind: Kind, key: str, content: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    """Return the same of a record whose body is read already.

    A property that is named with its event is that of the events of this name: of several in a
    list what each of them says.
    """
    if kind is Kind.PROFILES:
        return _of_person(key, content)
    attributes = content["attributes"]
    if key.startswith(catalog.PERSON):
        return _of_person(key.removeprefix(catalog.PERSON), attributes["profile"]["data"])
    if OF not in key or catalog.find(kind, key) is not None:
        return _of_event(key, attributes["events"]["data"][0]["attributes"])
    name, _, key = key.partition(OF)
    values = (_of_event(key, event) for event in _named(name, content))
    found = [value for value in values if value is not None]
    return found[0] if len(found) == 1 else found or None


def event_names(body: bytes) -> list[str]:
    """Return the names of all events of an item."""
    return names_in(orjson.loads(body))


def names_in(content: dict[str, Any]) -> list[str]:
    """Return the same of a record whose body is read already."""
    return [_of_event("metric", each["attributes"]) for each in _events(content)]


def parts_named(name: str, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what is read of an item once for each of its events of this name, with that alone."""
    attributes = content["attributes"]
    return [
        {**content, "attributes": {**attributes, "events": {"data": [each]}}}
        for each in _events(content)
        if _of_event("metric", each["attributes"]) == name
    ]


def trimmed(body: bytes, places: Collection[int]) -> bytes:
    """Return an item without its events of these places, of which there must be others."""
    item = orjson.loads(body)
    inner = item["attributes"]["events"]
    inner["data"] = [each for at, each in enumerate(inner["data"]) if at not in places]
    assert inner["data"], "an item has an event"
    return orjson.dumps(item)


def entries_in(name: str, content: object) -> list[Any]:
    """Return the entries of the list to which a custom property of this name adds; none if none."""
    found = listed(path_of(name))
    entries = value_at(found.path, content) if found is not None else None
    return entries if isinstance(entries, list) else []


def sorting_key(value: object) -> Sent:
    """Return what puts values in order: numbers by size, before texts without regard to case."""
    match value:
        case None:
            return None
        case bool() | int() | float():
            return 0, float(value), ""
        case str():
            return 1, 0.0, value.casefold()
        case _:
            return 2, 0.0, orjson.dumps(value).decode()


def _events(content: dict[str, Any]) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = content["attributes"]["events"]["data"]
    return events


def _named(name: str, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the events of this name say."""
    every = (each["attributes"] for each in _events(content))
    return [each for each in every if _of_event("metric", each) == name]


def _of_event(key: str, event: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    if key == "metric":
        return event["metric"]["data"]["attributes"]["name"]
    if key.startswith(catalog.CUSTOM):
        return _custom(key.removeprefix(catalog.CUSTOM), event["properties"])
    return event.get(key)


def _custom(name: str, content: object) -> Any:  # noqa: ANN401 - any JSON value
    """Return a custom property; of the items of an order what each of them says, if any does."""
    path = path_of(name)
    value, found = value_at(path, content), listed(path)
    if value is not None or found is None:
        return value
    entries = entries_in(name, content)
    values = [value_at(found.inner, entry) for entry in entries] if found.inner else entries
    return [each for each in values if each is not None] or None


def _of_person(key: str, resource: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    if key == "id":
        return resource.get("id")
    attributes = resource["attributes"]
    if key.startswith(catalog.CUSTOM):
        return _custom(key.removeprefix(catalog.CUSTOM), attributes.get("properties"))
    if key.startswith("location."):
        return attributes.get("location", {}).get(key.removeprefix("location."))
    return attributes.get(key)
