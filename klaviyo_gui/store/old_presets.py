"""Old ``config.py`` files as presets: one for each mapping in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import PresetUnreadable
from klaviyo_gui.core.old_mapping import Note, NoteCode, Old, is_mapping, merged, translated
from klaviyo_gui.store.form import Misplaced
from klaviyo_gui.store.old_config import assignments
from klaviyo_gui.store.presets import Preset, raw_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIX = ".py"

_KEY_WORDS = ("key", "token", "secret", "password")
_SIZE_MAX = 200_000
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class OldPreset:
    """A preset made of an old mapping, called after its name in the file, with what changed."""

    preset: Preset
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class OldFile:
    """All mappings of an old file; ``notes`` are about the file as a whole."""

    presets: tuple[OldPreset, ...]
    notes: tuple[Note, ...]


def load_old(path: Path) -> OldFile:
    """Read an old ``config.py``; it is never run. Raises PresetMissing or PresetUnreadable."""
    raw = raw_of(path)
    if len(raw) > _SIZE_MAX:
        raise PresetUnreadable(str(path), "it is far too large for a config.py")
    try:
        return _presets(raw.decode("utf-8-sig"), path.stem)
    except UnicodeDecodeError as error:
        raise PresetUnreadable(str(path), "it is not saved as UTF-8; save it so") from error
    except Misplaced as error:
        raise PresetUnreadable(str(path), error.cause) from error


def load_old_as_one(path: Path) -> tuple[Preset, tuple[Note, ...]]:
    """Read an old ``config.py`` of one mapping, or of one for events and one for profiles."""
    found = load_old(path)
    mapping = merged(tuple(each.preset.mapping for each in found.presets))
    if mapping is None:
        names = ", ".join(f"“{each.preset.name}”" for each in found.presets)
        cause = f"it holds several mappings of one kind: {names}; import it and choose one of them"
        raise PresetUnreadable(str(path), cause)
    notes = (note for each in found.presets for note in each.notes)
    return Preset(path.stem, mapping), tuple(dict.fromkeys((*found.notes, *notes)))


def _presets(text: str, stem: str) -> OldFile:
    presets: list[OldPreset] = []
    notes: list[Note] = []
    for each in assignments(text):
        named = tuple(_mappings(each.name, each.value))
        if not named and isinstance(each.value, dict):
            notes.append(Note(NoteCode.NO_MAPPING, each.name))
        if not named and any(word in each.name.casefold() for word in _KEY_WORDS):
            notes.append(Note(NoteCode.KEY, each.name))
        repeated = tuple(Note(NoteCode.REPEATED, key) for key in each.repeated)
        for name, content in named:
            mapping, told = translated(_checked(name, content))
            if mapping.kinds:
                presets.append(OldPreset(Preset(f"{stem} {name}", mapping), (*repeated, *told)))
            else:
                notes.append(Note(NoteCode.NO_MAPPING, name))
    if not presets:
        raise Misplaced("it holds no mapping of the old package")
    if len(presets) == 1:
        only = presets[0]
        presets = [replace(only, preset=replace(only.preset, name=stem))]
    return OldFile(tuple(presets), tuple(notes))


def _mappings(name: str, value: object) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield each mapping of a value with its name: it is one, or a list or dictionary of some."""
    match value:
        case dict() if all(isinstance(key, str) for key in value) and is_mapping(value):
            yield name, value
        case dict():
            for key, each in value.items():
                if isinstance(each, dict) and isinstance(key, str) and is_mapping(each):
                    yield f"{name} {key}", each
        case list() | tuple():
            for at, each in enumerate(value, 1):
                if isinstance(each, dict) and is_mapping(each):
                    yield f"{name} {at}", each


def _checked(name: str, content: dict[str, object]) -> Old:
    """Return a mapping of which every property names a column; raises Misplaced."""
    checked: dict[str, str | dict[str, str]] = {}
    for key, value in content.items():
        if isinstance(value, dict):
            checked[key] = {
                _text(name, below): _column(name, below, value[below]) for below in value
            }
        else:
            checked[_text(name, key)] = _column(name, key, value)
    return checked


def _text(name: str, key: object) -> str:
    if not isinstance(key, str) or not key:
        raise Misplaced(f"“{name}” has a property that is no text: {str(key)[:_SHOWN]}")
    return key


def _column(name: str, key: object, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise Misplaced(f"“{str(key)[:_SHOWN]}” in “{name}” must name a column, in quotes")
    return value
