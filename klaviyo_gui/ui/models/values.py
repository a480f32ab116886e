"""Single values read back out of a finished record, for the eye only."""

from __future__ import annotations

from typing import Any

import orjson

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.nesting import path_of, value_at


def document(body: bytes) -> dict[str, Any]:
    """Return a record's body as values."""
    result: dict[str, Any] = orjson.loads(body)
    return result


def pretty(body: bytes) -> str:
    """Return a record's body with line breaks, nothing else changed."""
    return orjson.dumps(orjson.loads(body), option=orjson.OPT_INDENT_2).decode()


def value(kind: Kind, key: str, content: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    """Return what a record says for one property; None where it says nothing."""
    if kind is Kind.PROFILES:
        return _of_person(key, content)
    attributes = content["attributes"]
    if key.startswith(catalog.PERSON):
        return _of_person(key.removeprefix(catalog.PERSON), attributes["profile"]["data"])
    event = attributes["events"]["data"][0]["attributes"]
    if key == "metric":
        return event["metric"]["data"]["attributes"]["name"]
    if key.startswith(catalog.CUSTOM):
        return value_at(path_of(key.removeprefix(catalog.CUSTOM)), event["properties"])
    return event.get(key)


def shown(value: object) -> str:
    """Return a value as a reader expects it: yes and no in words, texts as they are."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case _:
            return orjson.dumps(value).decode()


def _of_person(key: str, resource: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON value
    if key == "id":
        return resource.get("id")
    attributes = resource["attributes"]
    if key.startswith(catalog.CUSTOM):
        return value_at(path_of(key.removeprefix(catalog.CUSTOM)), attributes.get("properties"))
    if key.startswith("location."):
        return attributes.get("location", {}).get(key.removeprefix("location."))
    return attributes.get(key)
