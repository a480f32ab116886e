"""Old ``config.py`` files as presets: one for each mapping in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import PresetUnreadable
from klaviyo_gui.core.old_mapping import Note, NoteCode, Old, is_mapping, merged, translated
from klaviyo_gui.language import mark, told
from klaviyo_gui.store.form import Misplaced, listed
from klaviyo_gui.store.old_config import KEY_WORDS, Unread, config_in
from klaviyo_gui.store.presets import Preset, raw_of

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator

    from klaviyo_gui.store.old_config import Assigned, Path, Place

SUFFIX = ".py"

_SIZE_MAX = 200_000
_SHOWN = 60
_ADVICE = told("an old config.py may hold nothing but names with texts and dictionaries")


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


def load_old(path: pathlib.Path) -> OldFile:
    """Read an old ``config.py``; it is never run. Raises PresetMissing or PresetUnreadable."""
    raw = raw_of(path)
    if len(raw) > _SIZE_MAX:
        raise PresetUnreadable(str(path), mark("it is far too large for a config.py"))
    try:
        return _presets(raw.decode("utf-8-sig"), path.stem)
    except UnicodeDecodeError as error:
        raise PresetUnreadable(str(path), mark("it is not saved as UTF-8; save it so")) from error
    except Misplaced as error:
        raise PresetUnreadable(str(path), error.cause) from error


def load_old_as_one(path: pathlib.Path) -> tuple[Preset, tuple[Note, ...]]:
    """Read an old ``config.py`` of one mapping, or of one for events and one for profiles.

    Raises PresetUnreadable if there are more of one kind, or if anything was not understood.
    """
    found = load_old(path)
    odd = next((each for each in found.notes if each.code is NoteCode.UNREAD), None)
    if odd is not None:
        # What is used at once is looked at by nobody.
        cause = told(
            "line {line} {cause}; import it, look at what came of it, and use that",
            line=str(odd.line),
            cause=odd.name,
        )
        raise PresetUnreadable(str(path), cause)
    mapping = merged(tuple(each.preset.mapping for each in found.presets))
    if mapping is None:
        names = listed(each.preset.name for each in found.presets)
        cause = told(
            "it holds several mappings of one kind: {names}; import it and choose one of them",
            names=names,
        )
        raise PresetUnreadable(str(path), cause)
    notes = (note for each in found.presets for note in each.notes)
    return Preset(path.stem, mapping), tuple(dict.fromkeys((*found.notes, *notes)))


def _presets(text: str, stem: str) -> OldFile:
    config = config_in(text)
    presets: list[OldPreset] = []
    notes: list[Note] = []
    unread = list(config.unread)
    of_mappings: set[str] = set()
    for each in config.assigned:
        named = tuple(_mappings(each.name, each.value))
        if not named and isinstance(each.value, dict):
            notes.append(Note(_nothing(is_read=each.is_whole), each.name))
        if not named and any(word in each.name.casefold() for word in KEY_WORDS):
            notes.append(Note(NoteCode.KEY, each.name))
        repeated = tuple(Note(NoteCode.REPEATED, key) for key in each.repeated)
        for name, path, value in named:
            content, odd = _checked(each, path, value)
            unread += odd
            mapping, told = translated(content, _names_below(each, path))
            if mapping.kinds:
                presets.append(OldPreset(Preset(f"{stem} {name}", mapping), (*repeated, *told)))
                of_mappings.add(each.name)
            else:
                notes.append(Note(_nothing(is_read=each.is_whole and not odd), name))
    unread.sort(key=lambda each: each.place.line)
    if not presets:
        raise Misplaced(_refusal(unread))
    if len(presets) == 1:
        only = presets[0]
        presets = [replace(only, preset=replace(only.preset, name=stem))]
    return OldFile(tuple(presets), (*notes, *(_note(each, of_mappings) for each in unread)))


def _nothing(*, is_read: bool) -> NoteCode:
    """Return what is said of something that maps nothing, as far as it was read."""
    return NoteCode.NO_MAPPING if is_read else NoteCode.UNREAD_MAPPING


def _refusal(unread: list[Unread]) -> str:
    """Return why nothing of a file could be read: for the first thing that is odd in it."""
    if not unread:
        return mark("it holds no mapping of the old package")
    first = unread[0]
    line = str(first.place.line)
    return told("line {line} {cause}; {advice}", line=line, cause=first.cause, advice=_ADVICE)


def _note(unread: Unread, of_mappings: set[str]) -> Note:
    cause, place = unread.cause, unread.place
    touched = [name for name in unread.touched if name in of_mappings]
    if touched:
        names = listed(touched)
        cause = told("{cause}; it may change {names}", cause=unread.cause, names=names)
    return Note(NoteCode.UNREAD, cause, place.line, place.text)


def _mappings(name: str, value: object) -> Iterator[tuple[str, Path, dict[object, object]]]:
    """Yield each mapping of a value with its name and the way to it.

    The value is one, or a list or dictionary of some.
    """
    match value:
        case dict() if is_mapping(value):
            yield name, (), value
        case dict():
            for key, each in value.items():
                if isinstance(each, dict) and isinstance(key, str) and is_mapping(each):
                    yield f"{name} {key}", (key,), each
        case list():
            for at, each in enumerate(value):
                if isinstance(each, dict) and is_mapping(each):
                    yield f"{name} {at + 1}", (at,), each


def _names_below(assigned: Assigned, path: Path) -> set[object]:
    """Return all names within a mapping, also those of which the column was not understood."""
    return {place[-1] for place in assigned.places if place[: len(path)] == path}


def _checked(
    assigned: Assigned, path: Path, content: dict[object, object]
) -> tuple[Old, list[Unread]]:
    """Return the properties of a mapping that name a column, and those that do not."""
    checked: dict[str, str | dict[str, str]] = {}
    unread: list[Unread] = []
    for key, value in content.items():
        way = (*path, key)
        match key, value:
            case str(), dict() if key:
                level: dict[str, str] = {}
                for below, column in value.items():
                    match below, column:
                        case str(), str() if below and column:
                            level[below] = column
                        case _:
                            unread.append(_odd_pair(assigned.places[*way, below], below))
                checked[key] = level
            case str(), str() if key and value:
                checked[key] = value
            case _:
                unread.append(_odd_pair(assigned.places[way], key))
    return checked, unread


def _odd_pair(place: Place, key: object) -> Unread:
    if not isinstance(key, str) or not key:
        return Unread(place, told("has a property that is no text"))
    return Unread(place, told("must name a column for “{name}”, in quotes", name=key[:_SHOWN]))
