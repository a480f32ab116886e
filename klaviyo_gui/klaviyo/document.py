"""JSON:API documents, read without trust in their shape."""

from __future__ import annotations

from typing import Any, Final

import orjson

# Long enough for any of Klaviyo's sentences, short enough for a journal of a million rows.
MAX_SENTENCE: Final = 500


def document_in(content_type: str, body: bytes) -> dict[str, Any] | None:
    """Return the JSON object of an answer, or None when it is anything else."""
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type != "application/json" and not (
        media_type.startswith("application/") and media_type.endswith("+json")
    ):
        return None
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return document if isinstance(document, dict) else None


def part(value: object, *names: str) -> dict[str, Any]:
    """Return the object that lies under ``names``, an empty one where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def parts(value: object, name: str) -> list[dict[str, Any]]:
    """Return the objects of the list that lies under ``name``."""
    found = value.get(name) if isinstance(value, dict) else None
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def is_resource(value: object, type_: str) -> bool:
    """Tell whether this is a resource of a type, with an id by which to know it."""
    each = part(value)
    return each.get("type") == type_ and bool(text(each.get("id")))


def text(value: object) -> str:
    """Return a text as it is, and "" for whatever is no text."""
    return value if isinstance(value, str) else ""


def sentence(value: object) -> str:
    """Return a text cut to the length of a sentence."""
    return text(value)[:MAX_SENTENCE]


def pointed_field(source: object) -> str:
    """Return the last part of an error's pointer, or its parameter."""
    fields = part(source)
    last = text(fields.get("pointer")).rstrip("/").rpartition("/")[2]
    return sentence(last.replace("~1", "/").replace("~0", "~") or fields.get("parameter"))
