"""The form of a pair in a preset: a property, what fills it, and how that is converted."""

from __future__ import annotations

from typing import Any

from klaviyo_gui.core.conversion import AS_IT_IS
from klaviyo_gui.core.mapping import Column, Fixed, Joined, Pair, Part, Source, ValueType
from klaviyo_gui.language import told
from klaviyo_gui.store.conversion_form import conversion_as_json, conversion_in
from klaviyo_gui.store.form import Misplaced, check_keys, choice, text_of, within

_SOURCES = ("column", "text", "join")
_KEYS = ("target", *_SOURCES, "with", "type", "convert", "otherwise")
_JOINER = " "


def source_as_json(source: Source) -> dict[str, Any]:
    """Return what fills a property."""
    match source:
        case Column(name):
            return {"column": name}
        case Fixed(text):
            return {"text": text}
        case Joined(parts, joiner):  # pragma: no branch - mypy proves that no other is left
            return {"join": [source_as_json(part) for part in parts], "with": joiner}


def pair_as_json(pair: Pair) -> dict[str, Any]:
    """Return a pair with what somebody chose of it."""
    content: dict[str, Any] = {"target": pair.target} | source_as_json(pair.source)
    if pair.type is not None:
        content["type"] = pair.type
    if pair.conversion != AS_IT_IS:
        content["convert"] = conversion_as_json(pair.conversion)
    if pair.fallback:
        content["otherwise"] = [source_as_json(part) for part in pair.fallback]
    return content


def pair_in(content: object, what: str) -> Pair:
    """Return the pair that stands there; Misplaced for anything that is none."""
    if not isinstance(content, dict):
        raise Misplaced(told("{what} must be names and values in braces", what=what))
    check_keys(content, _KEYS, what)
    if sum(name in content for name in _SOURCES) != 1:
        raise Misplaced(
            told("{what} must have either a “column” or a “text”, or columns to “join”", what=what)
        )
    if "target" not in content:
        raise Misplaced(told("{what} has no “target”", what=what))
    to = content.get("type")
    convert = content.get("convert")
    return Pair(
        text_of(content["target"], within("target", what)),
        _joined(content, what) if "join" in content else _part(content, what),
        None if to is None else choice(ValueType, to, within("type", what)),
        AS_IT_IS if convert is None else conversion_in(convert, within("convert", what)),
        _parts(content.get("otherwise", []), within("otherwise", what)),
    )


def _joined(content: dict[str, Any], what: str) -> Joined:
    parts = _parts(content["join"], within("join", what))
    if not any(isinstance(part, Column) for part in parts):
        raise Misplaced(told("“join” in {what} must have a “column”", what=what))
    return Joined(parts, text_of(content.get("with", _JOINER), within("with", what)))


def _parts(value: object, what: str) -> tuple[Part, ...]:
    if not isinstance(value, list):
        raise Misplaced(told("{what} must be a list", what=what))
    return tuple(
        _entry(each, told("entry {at} of {what}", at=at, what=what))
        for at, each in enumerate(value, 1)
    )


def _entry(content: object, what: str) -> Part:
    if not isinstance(content, dict) or len(content) != 1:
        raise Misplaced(told("{what} must be either a “column” or a “text” in braces", what=what))
    check_keys(content, ("column", "text"), what)
    return _part(content, what)


def _part(content: dict[str, Any], what: str) -> Part:
    name = "column" if "column" in content else "text"
    filled = text_of(content[name], within(name, what))
    return Column(filled) if name == "column" else Fixed(filled)
