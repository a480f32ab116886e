"""Single values read back out of a finished record."""

from __future__ import annotations

from typing import Any

import orjson

from klaviyo_gui.core import catalog
from klaviyo_gui.core.listed import listed
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.nesting import path_of, value_at

Sent = tuple[int, float, str] | None
"""What a value is put in order by; None for no value."""


def sent_value(kind: Kind, key: str, body: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Return what a record says for one property; None where it says nothing."""
    return value_in(kind, key, orjson.loads(body))


def value_in(kind: Kind, key: str, content: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    """Return the same of a record whose body is read already."""
    if kind is Kind.PROFILES:
        return _of_person(key, content)
    attributes = content["attributes"]
    if key.startswith(catalog.PERSON):
        return _of_person(key.removeprefix(catalog.PERSON), attributes["profile"]["data"])
    event = attributes["events"]["data"][0]["attributes"]
    if key == "metric":
        return event["metric"]["data"]["attributes"]["name"]
    if key.startswith(catalog.CUSTOM):
        return _custom(key, event["properties"])
    return event.get(key)


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


def _of_person(key: str, resource: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    if key == "id":
        return resource.get("id")
    attributes = resource["attributes"]
    if key.startswith(catalog.CUSTOM):
        return _custom(key, attributes.get("properties"))
    if key.startswith("location."):
        return attributes.get("location", {}).get(key.removeprefix("location."))
    return attributes.get(key)


def _custom(key: str, properties: object) -> Any:  # noqa: ANN401 - any JSON value
    """Return a custom property; of a list of objects what each of them has under this name."""
    path = path_of(key.removeprefix(catalog.CUSTOM))
    found, value = listed(path), value_at(path, properties)
    if found is None or value is not None:
        return value
    entries = value_at(found.path, properties)
    if not isinstance(entries, list):
        return None
    if not found.inner:
        return entries
    values = [value_at(found.inner, each) for each in entries]
    return [each for each in values if each is not None] or None
