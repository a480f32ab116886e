"""The mapping in hand, kept from the first step on: it comes back with the next such file.

There is one draft for each shape of file, which is a digest of the names in its header.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.core.errors import DraftUnwritable, PresetMissing
from klaviyo_gui.store.exclusive import exclusive
from klaviyo_gui.store.kept_preset import read_kept, write_kept
from klaviyo_gui.store.presets import SUFFIX, saved
from klaviyo_gui.store.versions import retire, version_folder, versions

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.store.presets import Preset
    from klaviyo_gui.store.versions import Version

KEPT = 200
"""Shapes of file of which a draft is kept; those changed longest ago go first."""

_DIGITS = 32
"""Digits of the digest that name a draft: enough never to meet twice, and short in any folder."""


def keep_draft(shape: str, preset: Preset) -> None:
    """Keep the mapping in hand for files of this shape; raises DraftUnwritable.

    ``preset.name`` is that of the preset it was begun from, or empty.
    """
    path = _path(shape)
    try:
        with exclusive(path.parent):
            write_kept(path, preset)
            _forget_old(path.parent)
    except OSError as error:
        raise DraftUnwritable(path, error.strerror or str(error)) from error


def draft(shape: str) -> Preset | None:
    """Return what was in hand for files of this shape; None where nothing was.

    Raises PresetUnreadable for a damaged one, which is moved aside, or PresetTooNew.
    """
    try:
        return read_kept(_path(shape))
    except PresetMissing:
        return None


def draft_versions(shape: str) -> tuple[Version, ...]:
    """Return the earlier states of a draft, the latest first."""
    return versions(_path(shape))


def drop_draft(shape: str) -> None:
    """Begin anew with files of this shape; what was in hand stays among its versions."""
    path = _path(shape)
    try:
        if not path.is_file():
            return
        with exclusive(path.parent):
            if path.is_file():
                retire(path)
    except OSError as error:
        raise DraftUnwritable(path, error.strerror or str(error)) from error


def _path(shape: str) -> Path:
    return paths.drafts() / f"{shape[:_DIGITS]}{SUFFIX}"


def _forget_old(folder: Path) -> None:
    by_age = sorted(saved(folder), key=lambda path: -path.stat().st_mtime_ns)
    for path in by_age[KEPT:]:
        shutil.rmtree(version_folder(path), ignore_errors=True)
        path.unlink()
