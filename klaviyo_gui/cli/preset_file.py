"""Find the preset that a word of the command line means: a file, an old config.py, or a name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import PresetMissing
from klaviyo_gui.core.old_mapping import Note
from klaviyo_gui.store import old_presets, presets
from klaviyo_gui.store.presets import Preset

if TYPE_CHECKING:
    from klaviyo_gui.store.library import Library

Found = tuple[Preset, Sequence[Note]]
"""A preset, with what of an old one is not as it was."""


def found_preset(wanted: str, library: Library) -> Found:
    """Return the preset of this path or saved name, with what of an old one is not as it was."""
    path = Path.cwd() / wanted
    if path.suffix == old_presets.SUFFIX and path.is_file():
        return old_presets.load_old_as_one(path)
    if path.is_file() or path.suffix == presets.SUFFIX:
        return presets.load(path), ()
    return library.load(wanted), ()


def found_presets(path: Path) -> tuple[list[Found], Sequence[Note]]:
    """Return every preset of a file, each with its notes, and the notes on the file."""
    if not path.exists():
        raise PresetMissing(str(path))
    if path.suffix == old_presets.SUFFIX:
        old = old_presets.load_old(path)
        return [(each.preset, each.notes) for each in old.presets], old.notes
    return [(presets.load(path), ())], ()
