"""The folder of saved presets, which all windows and commands of this computer share."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import (
    PresetError,
    PresetMissing,
    PresetNameTaken,
    PresetUnreadable,
    PresetUnwritable,
)
from klaviyo_gui.language import mark
from klaviyo_gui.store.exclusive import exclusive
from klaviyo_gui.store.kept_preset import read_kept, write_kept
from klaviyo_gui.store.notebook import Notebook
from klaviyo_gui.store.preset_names import NAME_MAX, checked_name, fitting_name, same_name
from klaviyo_gui.store.presets import SUFFIX, Preset, as_bytes, load, save, saved
from klaviyo_gui.store.versions import Version, move_versions, retire, versioned, versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_USES = ".uses"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All saved presets, and what is wrong with those that cannot be used."""

    presets: tuple[Preset, ...]
    refused: tuple[PresetError, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Saved presets by name. What is replaced or deleted stays among the versions of its name.

    A preset is called as its file is. Every method raises PresetMissing, PresetUnreadable or
    PresetTooNew for one that cannot be read, and PresetUnwritable where the system refuses.
    """

    folder: Path

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all saved presets."""
        return tuple(sorted((path.stem for path in saved(self.folder)), key=str.casefold))

    @property
    def deleted(self) -> tuple[str, ...]:
        """Return the names of presets that were deleted and can be had back."""
        names = set(self.names)
        return tuple(each for each in versioned(self.folder, SUFFIX) if each not in names)

    def path(self, name: str) -> Path:
        """Return where the preset of this name lies or would lie."""
        return self.folder / f"{name}{SUFFIX}"

    def load(self, name: str) -> Preset:
        """Return a preset; one that is damaged is moved aside, and the error says where to."""
        name = self._checked(name)
        return replace(read_kept(self.path(name)), name=name)

    def survey(self) -> Shelf:
        """Return every preset that can be used; damaged ones are moved aside and told."""
        presets: list[Preset] = []
        refused: list[PresetError] = []
        for name in self.names:
            try:
                presets.append(self.load(name))
            except PresetError as error:
                refused.append(error)
        return Shelf(tuple(presets), tuple(refused))

    def save(self, preset: Preset) -> Preset:
        """Save a preset under its name, in place of one of this name, which becomes a version.

        Raises PresetTooNew where that would take the place of what a later program wrote.
        """
        is_there = preset.name in self.names
        name = preset.name if is_there else checked_name(preset.name)
        with self._held(name):
            preset = replace(preset, name=self._called(name) or name)
            self._check_age(preset.name)
            self._write(preset)
        return preset

    def export(self, name: str, path: Path) -> None:
        """Save a preset as a file of its own, never over a saved one."""
        preset = self.load(name)
        if self._is_of_it(path):
            raise PresetUnwritable(path, mark("saved presets lie there"))
        save(path, preset)

    def load_at(self, path: Path) -> Preset:
        """Return the preset of a file, which may be one of the saved ones."""
        return self.load(path.stem) if self._is_of_it(path) else load(path)

    def add(self, preset: Preset) -> Preset:
        """Save a preset under the next free name; one that is there already is not doubled."""
        wanted = fitting_name(preset.name)
        with self._held(wanted):
            numbered = (replace(preset, name=name) for name in _numbered(wanted))
            added = next(each for each in numbered if self._is_free(each.name) or self._holds(each))
            self._write(added)
        return added

    def duplicate(self, name: str, to: str) -> Preset:
        """Save a preset under one more name; raises PresetNameTaken."""
        name = self._checked(name)
        with self._held(name):
            copy = replace(load(self.path(name)), name=self._free(to))
            self._write(copy)
        return copy

    def rename(self, name: str, to: str) -> Preset:
        """Give a preset another name, its versions and uses with it; raises PresetNameTaken."""
        name = self._checked(name)
        with self._held(name):
            preset = load(self.path(name))
            renamed = replace(preset, name=self._free(to, besides=name))
            if renamed.name == name:
                return renamed
            before, after = self.path(name), self.path(renamed.name)
            if same_name(name, renamed.name):
                before.replace(after)
            self._write(renamed)
            move_versions(before, after)
            if not same_name(name, renamed.name):
                before.unlink()
        with suppress(OSError):
            self._uses.change(lambda uses: _moved(uses, name, renamed.name))
        return renamed

    def delete(self, name: str) -> None:
        """Take a preset out of use; ``restore`` brings it back."""
        name = self._checked(name)
        with self._held(name):
            retire(self.path(name))

    def versions(self, name: str) -> tuple[Version, ...]:
        """Return the earlier versions of a preset, deleted or not, the latest first."""
        if name not in self.deleted:
            name = self._checked(name)
        return versions(self.path(name))

    def restore(self, name: str, number: int | None = None) -> Preset:
        """Bring back an earlier version, else the latest; what is in use becomes a version."""
        name = self._called(name) or name
        with self._held(name):
            known = self.versions(name)
            found = next((each for each in known if number in {None, each.number}), None)
            if found is None:
                raise PresetMissing(name if number is None else f"{name}, version {number}")
            preset = replace(load(found.path), name=name)
            self._write(preset)
        return preset

    def note_use(self, name: str, at: datetime | None = None) -> None:
        """Note that a preset was used just now; a comfort, so a refusal of the system is none."""
        moment = (at or datetime.now(UTC)).isoformat(timespec="seconds")
        with suppress(OSError):
            self._uses.change(lambda uses: uses | {name: moment})

    def last_uses(self) -> dict[str, str]:
        """Return when each preset was used last, as text that sorts by time."""
        return {name: at for name, at in self._uses.read().items() if isinstance(at, str)}

    @property
    def _uses(self) -> Notebook:
        return Notebook(self.folder / _USES)

    @contextmanager
    def _held(self, name: str) -> Iterator[None]:
        try:
            with exclusive(self.folder):
                yield
        except OSError as error:
            raise PresetUnwritable(self.path(name), error.strerror or str(error)) from error

    def _is_of_it(self, path: Path) -> bool:
        return path.suffix == SUFFIX and path.parent.resolve() == self.folder.resolve()

    def _checked(self, name: str) -> str:
        """Return how a preset is called; raises PresetMissing where there is none.

        So no name ever leads out of the folder.
        """
        called = self._called(name)
        if called is None:
            raise PresetMissing(name, self.names)
        return called

    def _called(self, name: str) -> str | None:
        """Return the saved name that is meant: this one, else one of other letters alike."""
        names = self.names
        alike = (each for each in names if same_name(each, name))
        return name if name in names else next(alike, None)

    def _check_age(self, name: str) -> None:
        """Raise PresetTooNew where a later program wrote what has this name."""
        with suppress(PresetMissing, PresetUnreadable):
            load(self.path(name))

    def _write(self, preset: Preset) -> None:
        write_kept(self.path(preset.name), preset)

    def _is_free(self, name: str) -> bool:
        return not any(same_name(each, name) for each in self.names)

    def _free(self, name: str, besides: str = "") -> str:
        """Return a name that no other preset has; raises PresetNameTaken or PresetNameRefused."""
        name = checked_name(name)
        if any(same_name(each, name) for each in self.names if each != besides):
            raise PresetNameTaken(name)
        return name

    def _holds(self, preset: Preset) -> bool:
        try:
            return self.path(preset.name).read_bytes() == as_bytes(preset)
        except OSError:
            return False


def _numbered(name: str) -> Iterator[str]:
    yield name
    endings = (f" {number}" for number in count(2))
    yield from (f"{name[: NAME_MAX - len(ending)]}{ending}" for ending in endings)


def _moved(uses: dict[str, str], name: str, to: str) -> dict[str, str]:
    return {to if each == name else each: at for each, at in uses.items()}
