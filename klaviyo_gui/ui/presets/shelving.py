"""The work on saved presets beside the window: each thing asked is a generator of what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.fit import Fit, Ranked, ranked
from klaviyo_gui.language import tr
from klaviyo_gui.store.choices import learn
from klaviyo_gui.store.preset_names import fitting_name
from klaviyo_gui.store.ranking import judged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klaviyo_gui.core.errors import PresetError
    from klaviyo_gui.core.old_mapping import Note
    from klaviyo_gui.store.library import Library
    from klaviyo_gui.store.presets import Preset
    from klaviyo_gui.store.ranking import Looks
    from klaviyo_gui.store.versions import Version


@dataclass(frozen=True, slots=True)
class Shown:
    """What lies on the shelf: presets, each with its fit to the open file, the best first.

    ``fits`` holds those that have to do with the file; all of them where none is open. ``deleted``
    are names that can be had back.
    """

    presets: dict[str, Preset]
    fits: tuple[Ranked, ...]
    others: tuple[Ranked, ...]
    deleted: tuple[str, ...]

    @property
    def all(self) -> tuple[Ranked, ...]:
        """Return every preset, those that fit before the others."""
        return (*self.fits, *self.others)


@dataclass(frozen=True, slots=True)
class Saved:
    """A preset was saved under this name."""

    name: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """A preset has another name."""

    before: str
    name: str


@dataclass(frozen=True, slots=True)
class Copied:
    """A preset has a copy of this name."""

    name: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """A preset was taken out of use; it can be had back."""

    name: str


@dataclass(frozen=True, slots=True)
class Restored:
    """A preset is as it was before, or there again."""

    name: str


@dataclass(frozen=True, slots=True)
class Exported:
    """A preset was saved as a file of its own."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Imported:
    """Presets were taken in from a file, with what of old ones is not as it was."""

    names: tuple[str, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """The earlier versions of a preset, the latest first."""

    name: str
    found: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Damaged:
    """Presets cannot be used; those that are damaged were moved aside."""

    errors: tuple[PresetError, ...]


Done = Saved | Renamed | Copied | Deleted | Restored | Exported | Imported


def nothing() -> Iterator[object]:
    """Do nothing but read the shelf anew."""
    yield from ()


def reading(library: Library, looks: Looks | None) -> Iterator[object]:
    """Read every preset; those that fit the file that is looked at first."""
    shelf = library.survey()
    if shelf.refused:
        yield Damaged(shelf.refused)
    by_name = {preset.name: preset for preset in shelf.presets}
    if looks is None:
        uses = library.last_uses()
        found = [
            Ranked(name, Fit(len(preset.mapping.file_columns)), uses.get(name, ""))
            for name, preset in by_name.items()
        ]
        latest = tuple(sorted(found, key=lambda each: each.last_use, reverse=True))
        yield Shown(by_name, latest, (), library.deleted)
        return
    fits = judged(library, shelf, looks)
    others = tuple(each for each in fits if not each.fit.is_likely)
    yield Shown(by_name, ranked(fits), others, library.deleted)


def saving(library: Library, preset: Preset) -> Iterator[object]:
    """Save a preset, and remember what was chosen in it."""
    saved = library.save(preset)
    library.note_use(saved.name)
    learn(preset.mapping)
    yield Saved(saved.name)


def renaming(library: Library, name: str, to: str) -> Iterator[object]:
    """Give a preset another name."""
    yield Renamed(name, library.rename(name, to).name)


def copying(library: Library, name: str) -> Iterator[object]:
    """Copy a preset under the next free name."""
    yield Copied(library.duplicate(name, _free(library, name)).name)


def _free(library: Library, name: str) -> str:
    taken = {each.casefold() for each in library.names}
    at, start = 1, name[:40]
    copy = fitting_name(tr("{name} copy", name=start))
    while copy.casefold() in taken:
        at += 1
        copy = fitting_name(tr("{name} copy {number}", name=start, number=at))
    return copy


def deleting(library: Library, name: str) -> Iterator[object]:
    """Take a preset out of use."""
    library.delete(name)
    yield Deleted(name)


def restoring(library: Library, name: str, number: int | None) -> Iterator[object]:
    """Bring back an earlier version, else the latest."""
    yield Restored(library.restore(name, number).name)


def exporting(library: Library, name: str, path: Path) -> Iterator[object]:
    """Save a preset as a file of its own."""
    library.export(name, path)
    yield Exported(name, path)


def importing(library: Library, path: Path) -> Iterator[object]:
    """Take in every preset of a file; what is in it, somebody else may have chosen."""
    from klaviyo_gui.store.importing import found_presets  # noqa: PLC0415 - no start needs it

    found, general = found_presets(path)
    names: list[str] = []
    notes: list[Note] = [*general]
    for preset, of_it in found:
        added = library.add(preset)
        names.append(added.name)
        notes += of_it
    yield Imported(tuple(names), tuple(dict.fromkeys(notes)))


def listing(library: Library, name: str) -> Iterator[object]:
    """Find the earlier versions of a preset."""
    yield Versions(name, library.versions(name))


def using(library: Library, name: str) -> Iterator[object]:
    """Note that a preset was used just now."""
    library.note_use(name)
    yield from ()
