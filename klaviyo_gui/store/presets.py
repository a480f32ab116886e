"""Presets: a mapping saved for the next file. Readable JSON, versioned, without keys or data."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core.errors import PresetMissing, PresetTooNew, PresetUnreadable, PresetUnwritable
from klaviyo_gui.core.mapping import Kind, Mapping, Undated
from klaviyo_gui.core.secret import holds_key
from klaviyo_gui.language import told
from klaviyo_gui.store import list_form, several_form
from klaviyo_gui.store.atomic import write_bytes
from klaviyo_gui.store.confirmed_form import confirmed_as_json, confirmed_in
from klaviyo_gui.store.form import Misplaced, check_keys, quoted, text_of
from klaviyo_gui.store.grouping_form import grouping_as_json, grouping_in
from klaviyo_gui.store.join_form import join_as_json, joins_in
from klaviyo_gui.store.pair_form import pair_as_json
from klaviyo_gui.store.preset_form import KEYS, mapping_in, places_in, reading_in
from klaviyo_gui.store.repair_form import repair_as_json, repairs_in
from klaviyo_gui.store.row_filter_form import row_filter_as_json, row_filter_in, row_filter_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMAT = "klaviyo-gui preset"
VERSION = 2
"""The first one that may hold a list to join, joins, a row filter or grouping.

Presets without any of them stay of the first version.
"""

SUFFIX = ".json"
_SIZE_MAX = 5_000_000
_KEY_INSIDE = told("a private key (pk_…) stands in it as the name of a column or as a text")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the file of a preset is read; None where it is detected anew each time.

    The fields are those of the overrides of the detection, ``header_line`` 0 for no header.
    """

    delimiter: str | None = None
    encoding: str | None = None
    header_line: int | None = None
    quote: str | None = None
    escape: str | None = None
    sheet: str | None = None
    is_wrapped: bool | None = None


@dataclass(frozen=True, slots=True)
class Preset:
    """A saved mapping with its name.

    ``places`` tells where each column in use stood in the file it was made for, counted from 1:
    a column that got another name is known again by it.
    """

    name: str
    mapping: Mapping
    reading: Reading = Reading()
    places: tuple[tuple[str, int], ...] = ()


def made(name: str, mapping: Mapping, header: Sequence[str], reading: Reading) -> Preset:
    """Return the preset of a mapping that was made for a file with this header."""
    used = set(mapping.file_columns)
    places = tuple((column, at) for at, column in enumerate(header, 1) if column in used)
    return Preset(name, mapping, reading, places)


def save(path: Path, preset: Preset) -> None:
    """Write the preset; the file is either the old or the new one, never half.

    Raises PresetUnwritable where the system refuses, and where a private key stands in it.
    """
    content = bytes_for(path, preset)
    try:
        write_bytes(path, content)
    except OSError as error:
        raise PresetUnwritable(path, error.strerror or str(error)) from error


def load(path: Path) -> Preset:
    """Read a preset; raises PresetMissing, PresetUnreadable or PresetTooNew."""
    return preset_in(raw_of(path), path)


def bytes_for(path: Path, preset: Preset) -> bytes:
    """Return what is to be written there; PresetUnwritable where a private key stands in it."""
    content = as_bytes(preset)
    if _holds_key(content):
        raise PresetUnwritable(path, _KEY_INSIDE)
    return content


def as_bytes(preset: Preset) -> bytes:
    """Return what the file of a preset holds."""
    content = {
        "format": FORMAT,
        # What an earlier program cannot send as it is meant, it must not take for something else.
        "version": VERSION if _is_later(preset.mapping) else 1,
        "name": preset.name,
        "reading": asdict(preset.reading),
        **({"columns": dict(preset.places)} if preset.places else {}),
        **mapping_as_json(preset.mapping),
    }
    try:
        return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:
        # The name of a column may hold bytes that are no text; here they can be written as codes.
        return f"{json.dumps(content, indent=2)}\n".encode()


def _is_later(mapping: Mapping) -> bool:
    """Tell whether the first version of presets could not hold a mapping."""
    is_later = mapping.contact_list is not None or mapping.has_steps
    return is_later or mapping.condition is not None or bool(mapping.further)


def raw_of(path: Path) -> bytes:
    """Return what lies at a path; raises PresetMissing or PresetUnreadable."""
    try:
        if path.stat().st_size > _SIZE_MAX:
            raise PresetUnreadable(str(path), told("it is far too large for a preset"))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PresetMissing(str(path)) from error
    except OSError as error:
        raise PresetUnreadable(str(path), error.strerror or str(error)) from error


def preset_in(raw: bytes, path: Path) -> Preset:
    """Return the preset that a file holds; raises PresetUnreadable or PresetTooNew."""
    try:
        content = _document(raw)
        version = _version(content)
        if version > VERSION:
            raise PresetTooNew(str(path), version)
        check_keys(content, KEYS, told("the preset"))
        name = text_of(content.get("name", path.stem), quoted("name"))
        mapping = mapping_of_json(content)
        reading = Reading(**reading_in(content))
        return _without_key(Preset(name, mapping, reading, places_in(content)))
    except Misplaced as error:
        raise PresetUnreadable(str(path), error.cause) from error


def saved(folder: Path) -> tuple[Path, ...]:
    """Return the files of all saved presets by name; what a system hides there is none."""
    found = folder.glob(f"*{SUFFIX}") if folder.is_dir() else ()
    return tuple(sorted(path for path in found if not path.name.startswith(".")))


def mapping_as_json(mapping: Mapping) -> dict[str, Any]:
    """Return a mapping as plain values for JSON; what was only looked at is not part of it."""
    return {
        "options": {
            "time_zone": mapping.options.time_zone,
            "phone_country": mapping.options.phone_country,
            "repeats": mapping.options.repeats.value,
            **_undated(mapping.options.undated),
        },
        **{kind.value: [pair_as_json(pair) for pair in mapping.pairs(kind)] for kind in Kind},
        **({"left_out": list(mapping.left_out)} if mapping.left_out else {}),
        **({"repairs": list(map(repair_as_json, mapping.repairs))} if mapping.repairs else {}),
        **(
            {"confirmed": list(map(confirmed_as_json, mapping.confirmed))}
            if mapping.confirmed
            else {}
        ),
        **({"joins": list(map(join_as_json, mapping.joins))} if mapping.joins else {}),
        **({"rows": row_filter_as_json(mapping.row_filter)} if mapping.row_filter else {}),
        **({"grouping": grouping_as_json(mapping.grouping)} if mapping.grouping else {}),
        **(
            {several_form.CONDITION: row_filter_as_json(mapping.condition)}
            if mapping.condition is not None
            else {}
        ),
        **(
            {several_form.FURTHER: list(map(several_form.further_as_json, mapping.further))}
            if mapping.further
            else {}
        ),
        **(
            {list_form.KEY: list_form.list_as_json(mapping.contact_list)}
            if mapping.contact_list is not None
            else {}
        ),
    }


def mapping_of_json(content: dict[str, Any]) -> Mapping:
    """Return the mapping of such values; raises Misplaced for any others."""
    return replace(
        mapping_in(content),
        repairs=repairs_in(content),
        confirmed=confirmed_in(content),
        joins=joins_in(content),
        row_filter=row_filter_in(content),
        grouping=grouping_in(content),
        contact_list=list_form.list_in(content),
        condition=row_filter_of(content, several_form.CONDITION),
        further=several_form.further_in(content),
    )


def _undated(undated: Undated) -> dict[str, str]:
    """Return the choice for events without a time; presets without one stay as they were."""
    return {"undated": undated.value} if undated is not Undated.UNSAID else {}


def _document(raw: bytes) -> dict[str, Any]:
    """Return what a preset's file holds behind the mark of UTF-8 that Notepad may set."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Misplaced(told("it is not saved as UTF-8; save it so")) from error
    try:
        content = _values(text)
    except json.JSONDecodeError as error:
        line, column = str(error.lineno), str(error.colno)
        place = told("line {line}, column {column}", line=line, column=column)
        raise Misplaced(
            told("a comma, a quote or a brace is wrong at {place} or before", place=place)
            if text
            else told("it is empty")
        ) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise Misplaced(
            told("it is no preset; one begins with “format”: “{format}”", format=FORMAT)
        )
    return content


def _values(text: str) -> Any:  # noqa: ANN401 - whatever JSON can say
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        if r"\ud" not in text:
            raise
        # Half a sign, as it stands for a byte that is no text, is read by this one only.
        try:
            return json.loads(text)
        except RecursionError as error:
            raise Misplaced(told("it is nested too deep")) from error


def _without_key(preset: Preset) -> Preset:
    """Return a preset as it is; raises Misplaced where a private key stands in it."""
    if _holds_key(as_bytes(preset)):
        raise Misplaced(told("{cause}; take it out there", cause=_KEY_INSIDE))
    return preset


def _holds_key(content: bytes) -> bool:
    return holds_key(content.decode())


def _version(content: dict[str, Any]) -> int:
    version = content.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise Misplaced(told("“version” must be 1 or {version}", version=VERSION))
    return version
