"""Lists: ``a;b;c`` by its separator, or JSON."""

from __future__ import annotations

import json
import re
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core.catalog import CUSTOM, TEXT_MAX_BYTES
from klaviyo_gui.core.convert.number import exact_number
from klaviyo_gui.core.convert.value import Converter, Value, held
from klaviyo_gui.core.nesting import path_of
from klaviyo_gui.core.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.conversion import Conversion
    from klaviyo_gui.core.problem import Problem

ITEMS_MAX = 4_000
"""Items of an array (developers.klaviyo.com/en/reference/events_api_overview#limitations)."""

DEPTH_MAX = 10
"""Levels of nesting (the same page); the properties that hold the list are the first."""

_DOUBTFUL = re.compile(r"[\d.]{16}|\d[eE]|\{", re.ASCII)
"""Numbers that may have lost digits, and names that may stand twice."""


def listing(target: str, conversion: Conversion) -> Converter:
    """Return the converter of lists; blanks between separators are no items."""
    separator = conversion.separator
    around = len(path_of(target.rpartition(CUSTOM)[2]))

    def convert(text: str, problems: list[Problem]) -> Value:
        items = _split(text, separator) if separator else _json(text)
        code = (
            Code.LIST_INVALID
            if items is None
            else _refusal(items, text, around, is_json=not separator)
        )
        if code is not None:
            problems.append(held(code, target, text))
            return None
        return items or None

    return convert


def _split(text: str, separator: str) -> list[Any] | None:
    """Return the items of a text; quotes around one hold it together, as those of a CSV file do.

    None where a quote opens an item, and none closes it before the next separator or the end.
    """
    if '"' not in text or '"' in separator:
        return [item for item in map(str.strip, text.split(separator)) if item]
    items: list[str] = []
    at, quoted = 0, _quoted(separator)
    while at <= len(text):
        found = quoted.match(text, at)
        if found is not None:
            item, end = found[1].replace('""', '"'), found.end()
        else:
            item = text[at:].partition(separator)[0]
            end = at + len(item)
            if item.lstrip().startswith('"') and item.count('"') % 2:
                return None
        items.append(item.strip())
        at = end + len(separator)
    return [item for item in items if item]


@cache
def _quoted(separator: str) -> re.Pattern[str]:
    """Match a whole item in quotes, up to the next separator or the end."""
    return re.compile(rf'\s*"([^"]*(?:""[^"]*)*)"\s*(?={re.escape(separator)}|\Z)')


def _json(text: str) -> list[Any] | None:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, list) else None


def _refusal(items: list[Any], text: str, around: int, *, is_json: bool) -> Code | None:
    """Tell what is wrong with a list that lies within so many levels of objects."""
    if _depth(items) > DEPTH_MAX - around:
        return Code.LIST_TOO_DEEP
    parts = tuple(_parts(items))
    if any(isinstance(part, list) and len(part) > ITEMS_MAX for part in parts):
        return Code.LIST_TOO_LONG
    if len(text) > TEXT_MAX_BYTES // 4 and any(map(_is_long, parts)):
        return Code.TEXT_TOO_LONG
    return _loss(text) if is_json and _DOUBTFUL.search(text) else None


def _parts(value: object) -> Iterator[object]:
    """Yield a value with everything in it."""
    yield value
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inside:
        yield from _parts(each)


def _is_long(value: object) -> bool:
    return isinstance(value, str) and len(value.encode()) > TEXT_MAX_BYTES


def _loss(text: str) -> Code | None:
    """Read a list once more, slowly; tell what the fast reading of it changes in silence."""
    try:
        json.loads(text, parse_int=_whole, parse_float=_fraction, object_pairs_hook=_distinct)
    except _InexactError:
        return Code.NUMBER_INEXACT
    except _RepeatedError:
        return Code.LIST_INVALID
    return None


class _InexactError(Exception):
    """A number has too many digits."""


class _RepeatedError(Exception):
    """A name stands twice, and only one of its values would be sent."""


def _whole(digits: str) -> None:
    if exact_number(digits) is None:
        raise _InexactError


def _fraction(digits: str) -> None:
    value = float(digits)
    try:
        is_exact = Decimal(repr(value)) == Decimal(digits)
    except InvalidOperation:
        is_exact = False
    if not is_exact:
        raise _InexactError


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _RepeatedError
    return found


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
