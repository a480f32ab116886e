"""The presets that lie in a file from elsewhere: a preset, or an old ``config.py`` of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import PresetMissing
from klaviyo_gui.core.old_mapping import Note
from klaviyo_gui.store import old_presets, presets
from klaviyo_gui.store.presets import Preset

if TYPE_CHECKING:
    from pathlib import Path

Found = tuple[Preset, Sequence[Note]]
"""A preset, with what of an old one is not as it was."""


def found_presets(path: Path) -> tuple[list[Found], Sequence[Note]]:
    """Return every preset of a file, each with its notes, and the notes on the file.

    Raises PresetMissing, PresetUnreadable or PresetTooNew.
    """
    if not path.exists():
        raise PresetMissing(str(path))
    if path.suffix == old_presets.SUFFIX:
        old = old_presets.load_old(path)
        return [(each.preset, each.notes) for each in old.presets], old.notes
    return [(presets.load(path), ())], ()
