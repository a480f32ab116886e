"""The form in a preset of how rows are put together."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.grouping import Grouping
from klaviyo_gui.language import told
from klaviyo_gui.store.form import SHOWN, Misplaced, group, quoted, texts_of, within

_NAME = "grouping"
_KEYS = ("key", "per_item")


def grouping_in(content: dict[str, Any]) -> Grouping | None:
    """Return how the rows of a preset are put together; None where they are not."""
    if content.get(_NAME) is None:
        return None
    found = group(content, _NAME, _KEYS)
    key = texts_of(found.get("key", []), within("key", quoted(_NAME)))
    if not key:
        raise Misplaced(
            told("“key” in “{name}” must name the columns that tell an order", name=_NAME)
        )
    per_item = texts_of(found.get("per_item", []), within("per_item", quoted(_NAME)))
    for name in per_item:
        if name in key:
            raise Misplaced(
                told(
                    "“{name}” in “{grouping}” tells the order, and cannot be of each item",
                    name=name[:SHOWN],
                    grouping=_NAME,
                )
            )
    return Grouping(tuple(dict.fromkeys(key)), tuple(dict.fromkeys(per_item)))


def grouping_as_json(grouping: Grouping) -> dict[str, Any]:
    """Return how rows are put together as plain values for JSON."""
    return {"key": list(grouping.key), "per_item": list(grouping.per_item)}
