"""Find the preset that a word of the command line means: a file, an old config.py, or a name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from klaviyo_gui.store import old_presets, presets

if TYPE_CHECKING:
    from klaviyo_gui.store.importing import Found
    from klaviyo_gui.store.library import Library


def found_preset(wanted: str, library: Library) -> Found:
    """Return the preset of this path or saved name, with what of an old one is not as it was."""
    path = Path.cwd() / wanted
    if path.suffix == old_presets.SUFFIX and path.is_file():
        return old_presets.load_old_as_one(path)
    if path.is_file() or path.suffix == presets.SUFFIX:
        return presets.load(path), ()
    return library.load(wanted), ()
