"""A preset that the program keeps for its user: never replaced without a version of the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import PresetUnreadable
from klaviyo_gui.store.aside import move_aside
from klaviyo_gui.store.atomic import remove_orphans, write_bytes
from klaviyo_gui.store.exclusive import exclusive
from klaviyo_gui.store.presets import Preset, bytes_for, load
from klaviyo_gui.store.versions import file_version

if TYPE_CHECKING:
    from pathlib import Path


def read_kept(path: Path) -> Preset:
    """Read a preset; one that is damaged is moved aside, and the error says where to.

    One that the system does not let us read, or that a later version wrote, stays where it is.
    """
    try:
        return load(path)
    except PresetUnreadable as error:
        if isinstance(error.__cause__, OSError):
            raise
        try:
            with exclusive(path.parent):
                return _read_or_move(path)
        except OSError:
            raise error from None


def write_kept(path: Path, preset: Preset) -> None:
    """Write a preset in place of the one before it, while the caller holds the folder."""
    content = bytes_for(path, preset)
    remove_orphans(path)
    if path.is_file() and path.read_bytes() == content:
        return
    file_version(path)
    write_bytes(path, content)


def _read_or_move(path: Path) -> Preset:
    """Read a preset again, for somebody may have put it right, or else move it aside."""
    try:
        return load(path)
    except PresetUnreadable as error:
        moved = move_aside(path)
        raise PresetUnreadable(error.name, error.cause, str(moved)) from error
