"""Lists: ``a;b;c`` by its separator, or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.problem import Problem

ITEMS_MAX = 4_000
"""Items of an array (developers.klaviyo.com/en/reference/events_api_overview#limitations)."""

DEPTH_MAX = 10
"""Levels of nesting (the same page)."""


def listing(target: str, conversion: Conversion) -> Converter:
    """Return the converter of lists; blanks between separators are no items."""
    separator = conversion.separator

    def convert(text: str, problems: list[Problem]) -> Value:
        items = _split(text, separator) if separator else _json(text)
        if items is None:
            problems.append(held(Code.LIST_INVALID, target, text))
        elif len(items) > ITEMS_MAX:
            problems.append(held(Code.LIST_TOO_LONG, target, text))
        elif _depth(items) > DEPTH_MAX - 1:
            problems.append(held(Code.LIST_TOO_DEEP, target, text))
        else:
            return items or None
        return None

    return convert


def _split(text: str, separator: str) -> list[Any]:
    return [item for item in map(str.strip, text.split(separator)) if item]


def _json(text: str) -> list[Any] | None:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, list) else None


def _depth(value: object) -> int:
    """Count levels, without climbing down further than matters."""
    level, depth = [value], 0
    while level and depth <= DEPTH_MAX:
        inside: list[object] = []
        for each in level:
            if isinstance(each, list):
                inside += each
            elif isinstance(each, dict):
                inside += each.values()
        is_nested = any(isinstance(each, (list, dict)) for each in level)
        depth += is_nested
        level = inside
    return depth
