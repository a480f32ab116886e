"""The form of a preset: what may stand where. Anything else is told with its place."""

from __future__ import annotations

import codecs
from dataclasses import fields
from typing import Any

from klaviyo_gui.core.convert import checked_country, zone
from klaviyo_gui.core.errors import OptionError
from klaviyo_gui.core.mapping import Kind, Mapping, Options, Pair, Repeats, Undated
from klaviyo_gui.language import told
from klaviyo_gui.store import list_form, several_form
from klaviyo_gui.store.form import (
    SHOWN,
    Misplaced,
    choice,
    group,
    quoted,
    text_of,
    texts_of,
    within,
)
from klaviyo_gui.store.pair_form import pair_in

KEYS = (
    "format",
    "version",
    "name",
    "reading",
    "columns",
    "options",
    *Kind,
    "left_out",
    "repairs",
    "confirmed",
    "joins",
    "rows",
    "grouping",
    several_form.CONDITION,
    several_form.FURTHER,
    list_form.KEY,
)
"""What stands at the top of a preset."""

READING_KEYS = (
    "delimiter",
    "encoding",
    "header_line",
    "quote",
    "escape",
    "sheet",
    "is_wrapped",
)
"""What a preset tells about how its file is read."""

_OPTION_KEYS = tuple(field.name for field in fields(Options) if field.name != "guessed_country")
_TAB = ("tab", r"\t")


def mapping_in(content: dict[str, Any]) -> Mapping:
    """Return the mapping of a preset."""
    left_out = content.get("left_out")
    return Mapping(
        _pairs(content, Kind.EVENTS),
        _pairs(content, Kind.PROFILES),
        _options(content),
        () if left_out is None else texts_of(left_out, quoted("left_out")),
    )


def reading_in(content: dict[str, Any]) -> dict[str, Any]:
    """Return what a preset tells about how its file is read, by name."""
    return reading_of(group(content, "reading", READING_KEYS))


def reading_of(found: dict[str, Any]) -> dict[str, Any]:
    """Return what is told about how a file is read, by name."""
    given = {name: value for name, value in found.items() if value is not None}
    for name, value in given.items():
        what = within(name, quoted("reading"))
        if name == "header_line":
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                raise Misplaced(
                    told("{what} must be the number of a line, or 0 for none", what=what)
                )
            continue
        if name == "is_wrapped":
            if not isinstance(value, bool):
                raise Misplaced(told("{what} must be true or false", what=what))
            continue
        text = text_of(value, what)
        if name == "encoding":
            _check_encoding(text, what)
        elif name != "sheet":
            _check_character(text, what, is_delimiter=name == "delimiter")
    return given


def places_in(content: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    """Return where the columns in use stood in the file of a preset, counted from 1."""
    found = content.get("columns", {})
    if not isinstance(found, dict):
        raise Misplaced(told("“columns” must be names and values in braces"))
    for name, place in found.items():
        if not isinstance(place, int) or isinstance(place, bool) or place < 1:
            raise Misplaced(
                told(
                    "“{name}” in “columns” must be the place of a column, from 1", name=name[:SHOWN]
                )
            )
    return tuple(found.items())


def _options(content: dict[str, Any]) -> Options:
    found = {**_as_dict(Options()), **group(content, "options", _OPTION_KEYS)}
    where = quoted("options")
    time_zone = text_of(found["time_zone"], within("time_zone", where))
    country = text_of(found["phone_country"], within("phone_country", where))
    repeats = choice(Repeats, found["repeats"], within("repeats", where))
    undated = choice(Undated, found["undated"], within("undated", where))
    try:
        # Empty, nobody has said it.
        time_zone = zone(time_zone).key if time_zone else ""
    except OptionError as error:
        raise Misplaced(
            told(
                "“time_zone” in “options” is “{time_zone}”, which is no time zone; use a name such "
                "as Europe/Berlin",
                time_zone=time_zone[:SHOWN],
            )
        ) from error
    try:
        country = checked_country(country)
    except OptionError as error:
        raise Misplaced(
            told(
                "“phone_country” in “options” is “{country}”, which is no country; use two letters "
                "such as US or DE",
                country=country[:SHOWN],
            )
        ) from error
    return Options(time_zone, country, repeats, undated)


def _as_dict(options: Options) -> dict[str, object]:
    return {name: getattr(options, name) for name in _OPTION_KEYS}


def _pairs(content: dict[str, Any], kind: Kind) -> tuple[Pair, ...]:
    found = content.get(kind)
    if found is None:
        return ()
    if not isinstance(found, list):
        raise Misplaced(told("“{kind}” must be a list of pairs", kind=kind))
    return tuple(
        pair_in(each, told("pair {at} of “{kind}”", at=at, kind=kind))
        for at, each in enumerate(found, 1)
    )


def _check_encoding(name: str, what: str) -> None:
    try:
        # Asking by encoding tells a text encoding from base64 and the like.
        "".encode(codecs.lookup(name).name)
    except (LookupError, ValueError) as error:
        raise Misplaced(
            told(
                "{what} is “{name}”, which is no encoding; use utf-8 or windows-1252",
                what=what,
                name=name[:SHOWN],
            )
        ) from error


def _check_character(text: str, what: str, *, is_delimiter: bool) -> None:
    """Raise Misplaced for what can be no separator, or neither quote nor escape sign."""
    if (text.casefold() in _TAB) if is_delimiter else not text:
        return
    is_one = len(text) == 1 and text.isascii() and text not in "\r\n\0"
    if not is_one or (is_delimiter and text == '"'):
        example = told("such as , or ; or tab") if is_delimiter else told('such as " or \\')
        raise Misplaced(told("{what} must be one character, {example}", what=what, example=example))
