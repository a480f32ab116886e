"""The form of a preset: what may stand where. Anything else is told with its place."""

from __future__ import annotations

import codecs
import difflib
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from klaviyo_gui.core.convert import checked_country, zone
from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.core.mapping import (
    Column,
    Fixed,
    Kind,
    Mapping,
    Options,
    Pair,
    Repeats,
    ValueType,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

KEYS = ("format", "version", "name", "reading", "options", *Kind)
"""What stands at the top of a preset."""

READING_KEYS = ("delimiter", "encoding", "header_line", "quote", "escape", "sheet")
"""What a preset tells about how its file is read."""

_PAIR_KEYS = ("target", "column", "text", "type")
_OPTION_KEYS = tuple(field.name for field in fields(Options))
_SECRETS = ("key", "secret", "token", "password")
_TAB = ("tab", r"\t")
_SHOWN = 60

Choice = TypeVar("Choice", bound="StrEnum")


class Misplaced(Exception):
    """Something is wrong in a preset; ``cause`` says where, what, and what to do, for people."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


def check_keys(content: dict[str, Any], known: Iterable[str], where: str) -> None:
    """Raise Misplaced for the first name that has no meaning here; its value is never told."""
    names = tuple(known)
    for name in content:
        if name in names:
            continue
        what = f"“{name[:_SHOWN]}” in {where}"
        if any(word in name.casefold() for word in _SECRETS):
            raise Misplaced(f"{what} must go, for no preset holds a key")
        near = difflib.get_close_matches(name, names, 1)
        advice = f"perhaps “{near[0]}” is meant" if near else f"known are {_listed(names)}"
        raise Misplaced(f"{what} is not known; {advice}")


def group(content: dict[str, Any], name: str, known: Iterable[str]) -> dict[str, Any]:
    """Return the group of this name, an empty one where it is left out."""
    found = content.get(name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise Misplaced(f"“{name}” must be names and values in braces")
    check_keys(found, known, f"“{name}”")
    return found


def text_of(value: object, what: str) -> str:
    """Return a text; ``what`` names its place."""
    if not isinstance(value, str):
        raise Misplaced(f"{what} must be a text in quotes")
    return value


def mapping_in(content: dict[str, Any]) -> Mapping:
    """Return the mapping of a preset."""
    return Mapping(_pairs(content, Kind.EVENTS), _pairs(content, Kind.PROFILES), _options(content))


def reading_in(content: dict[str, Any]) -> dict[str, Any]:
    """Return what a preset tells about how its file is read, by name."""
    found = group(content, "reading", READING_KEYS)
    told = {name: value for name, value in found.items() if value is not None}
    for name, value in told.items():
        what = f"“{name}” in “reading”"
        if name == "header_line":
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                raise Misplaced(f"{what} must be the number of a line, or 0 for none")
            continue
        text = text_of(value, what)
        if name == "encoding":
            _check_encoding(text, what)
        elif name != "sheet":
            _check_character(text, what, is_delimiter=name == "delimiter")
    return told


def _options(content: dict[str, Any]) -> Options:
    found = {**_as_dict(Options()), **group(content, "options", _OPTION_KEYS)}
    time_zone = text_of(found["time_zone"], "“time_zone” in “options”")
    country = text_of(found["phone_country"], "“phone_country” in “options”")
    repeats = _choice(Repeats, found["repeats"], "“repeats” in “options”")
    try:
        time_zone = zone(time_zone).key
    except OptionError as error:
        raise Misplaced(
            f"“time_zone” in “options” is “{time_zone[:_SHOWN]}”, which is no time zone; "
            "use a name such as Europe/Berlin"
        ) from error
    try:
        country = checked_country(country)
    except OptionError as error:
        raise Misplaced(
            f"“phone_country” in “options” is “{country[:_SHOWN]}”, which is no country; "
            "use two letters such as US or DE"
        ) from error
    return Options(time_zone, country, repeats)


def _as_dict(options: Options) -> dict[str, object]:
    return {name: getattr(options, name) for name in _OPTION_KEYS}


def _pairs(content: dict[str, Any], kind: Kind) -> tuple[Pair, ...]:
    found = content.get(kind)
    if found is None:
        return ()
    if not isinstance(found, list):
        raise Misplaced(f"“{kind}” must be a list of pairs")
    return tuple(_pair(each, f"pair {at} of “{kind}”") for at, each in enumerate(found, 1))


def _pair(content: object, what: str) -> Pair:
    if not isinstance(content, dict):
        raise Misplaced(f"{what} must be names and values in braces")
    check_keys(content, _PAIR_KEYS, what)
    if ("column" in content) == ("text" in content):
        raise Misplaced(f"{what} must have either a “column” or a “text”")
    if "target" not in content:
        raise Misplaced(f"{what} has no “target”")
    name = "column" if "column" in content else "text"
    filled = text_of(content[name], f"“{name}” in {what}")
    to = content.get("type")
    return Pair(
        text_of(content["target"], f"“target” in {what}"),
        Column(filled) if name == "column" else Fixed(filled),
        None if to is None else _choice(ValueType, to, f"“type” in {what}"),
    )


def _choice(choices: type[Choice], value: object, what: str) -> Choice:
    text = text_of(value, what)
    if text not in set(choices):
        raise Misplaced(f"{what} is “{text[:_SHOWN]}”; it must be one of {_listed(choices)}")
    return choices(text)


def _check_encoding(name: str, what: str) -> None:
    try:
        # Asking by encoding tells a text encoding from base64 and the like.
        "".encode(codecs.lookup(name).name)
    except (LookupError, ValueError) as error:
        raise Misplaced(
            f"{what} is “{name[:_SHOWN]}”, which is no encoding; use utf-8 or windows-1252"
        ) from error


def _check_character(text: str, what: str, *, is_delimiter: bool) -> None:
    """Raise Misplaced for what can be no separator, or neither quote nor escape sign."""
    if (text.casefold() in _TAB) if is_delimiter else not text:
        return
    is_one = len(text) == 1 and text.isascii() and text not in "\r\n\0"
    if not is_one or (is_delimiter and text == '"'):
        example = "such as , or ; or tab" if is_delimiter else 'such as " or \\'
        raise Misplaced(f"{what} must be one character, {example}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
