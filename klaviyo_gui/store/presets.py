"""Presets: a mapping saved for the next file. Readable JSON, versioned, without keys or data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core.errors import PresetMissing, PresetTooNew, PresetUnreadable, PresetUnwritable
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
from klaviyo_gui.store.atomic import write_bytes

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = "klaviyo-gui preset"
VERSION = 1
SUFFIX = ".json"
_SIZE_MAX = 5_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """How the file of a preset is read; None where it is detected anew each time."""

    delimiter: str | None = None
    encoding: str | None = None
    header_line: int | None = None


@dataclass(frozen=True, slots=True)
class Preset:
    """A saved mapping with its name."""

    name: str
    mapping: Mapping
    reading: Reading = Reading()


def save(path: Path, preset: Preset) -> None:
    """Write the preset; the file is either the old or the new one, never half.

    Raises PresetUnwritable where the system refuses.
    """
    content = {
        "format": FORMAT,
        "version": VERSION,
        "name": preset.name,
        "reading": {
            "delimiter": preset.reading.delimiter,
            "encoding": preset.reading.encoding,
            "header_line": preset.reading.header_line,
        },
        **mapping_as_json(preset.mapping),
    }
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    try:
        write_bytes(path, orjson.dumps(content, option=options))
    except OSError as error:
        raise PresetUnwritable(path, error.strerror or str(error)) from error


def load(path: Path) -> Preset:
    """Read a preset; raises PresetMissing, PresetUnreadable or PresetTooNew."""
    try:
        if path.stat().st_size > _SIZE_MAX:
            raise PresetUnreadable(str(path), "it is far too large for a preset")
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise PresetMissing(str(path)) from error
    except OSError as error:
        raise PresetUnreadable(str(path), error.strerror or str(error)) from error
    try:
        content = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise PresetUnreadable(str(path), str(error)) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise PresetUnreadable(str(path), "it does not say that it is a preset")
    version = content.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise PresetUnreadable(str(path), "it has no version")
    if version > VERSION:
        raise PresetTooNew(str(path), version)
    try:
        return Preset(
            _text(content.get("name", path.stem)),
            mapping_from_json(content),
            _reading(content.get("reading") or {}),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PresetUnreadable(str(path), f"damaged: {error}") from error


def find(folder: Path, wanted: str, here: Path) -> Preset:
    """Return the preset of this file path, relative to ``here``, or of this saved name."""
    path = here / wanted
    if path.is_file() or path.suffix == SUFFIX:
        return load(path)
    named = {each.stem: each for each in saved(folder)}
    if wanted in named:
        return load(named[wanted])
    raise PresetMissing(wanted, tuple(sorted(named)))


def saved(folder: Path) -> tuple[Path, ...]:
    """Return the files of all saved presets by name."""
    return tuple(sorted(folder.glob(f"*{SUFFIX}"))) if folder.is_dir() else ()


def mapping_as_json(mapping: Mapping) -> dict[str, Any]:
    """Return a mapping as plain values for JSON."""
    return {
        "options": {
            "time_zone": mapping.options.time_zone,
            "phone_country": mapping.options.phone_country,
            "repeats": mapping.options.repeats.value,
        },
        **{kind.value: [_pair_as_json(pair) for pair in mapping.pairs(kind)] for kind in Kind},
    }


def mapping_from_json(content: dict[str, Any]) -> Mapping:
    """Return the mapping; raises ValueError, TypeError or KeyError for anything unexpected."""
    options = content.get("options") or {}
    return Mapping(
        events=tuple(_pair(each) for each in content.get(Kind.EVENTS) or ()),
        profiles=tuple(_pair(each) for each in content.get(Kind.PROFILES) or ()),
        options=Options(
            _text(options.get("time_zone", Options().time_zone)),
            _text(options.get("phone_country", Options().phone_country)),
            Repeats(options.get("repeats", Options().repeats)),
        ),
    )


def _reading(content: dict[str, Any]) -> Reading:
    delimiter, encoding, line = map(content.get, ("delimiter", "encoding", "header_line"))
    if line is not None and (not isinstance(line, int) or isinstance(line, bool)):
        raise TypeError("the header line is a number")
    return Reading(
        None if delimiter is None else _text(delimiter),
        None if encoding is None else _text(encoding),
        line,
    )


def _pair_as_json(pair: Pair) -> dict[str, str]:
    filled = pair.source
    source = {"column": filled.name} if isinstance(filled, Column) else {"text": filled.text}
    kind = {} if pair.type is None else {"type": pair.type.value}
    return {"target": pair.target} | source | kind


def _pair(content: dict[str, Any]) -> Pair:
    has_column, has_text = "column" in content, "text" in content
    if has_column == has_text:
        raise ValueError("a pair has either a column or a text")
    source = Column(_text(content["column"])) if has_column else Fixed(_text(content["text"]))
    kind = content.get("type")
    return Pair(_text(content["target"]), source, None if kind is None else ValueType(kind))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value
