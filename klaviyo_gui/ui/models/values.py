"""Finished records and their values, for the eye only."""

from __future__ import annotations

from typing import Any

import orjson

from klaviyo_gui.core.sent import value_in as value

__all__ = ["document", "pretty", "shown", "value"]


def document(body: bytes) -> dict[str, Any]:
    """Return a record's body as values."""
    result: dict[str, Any] = orjson.loads(body)
    return result


def pretty(body: bytes) -> str:
    """Return a record's body with line breaks, nothing else changed."""
    return orjson.dumps(orjson.loads(body), option=orjson.OPT_INDENT_2).decode()


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
