"""The last versions of a file, kept beside it so that an earlier one can be had back."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from klaviyo_gui.store.atomic import sync_folder, write_bytes

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 10
"""Versions kept of one file, besides the one in use."""

FOLDER = "versions"


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier state of a file; ``number`` grows, ``written`` is when it was new."""

    number: int
    written: datetime
    path: Path


def version_folder(path: Path) -> Path:
    """Return where the earlier versions of a file lie."""
    return path.parent / FOLDER / path.stem


def versions(path: Path) -> tuple[Version, ...]:
    """Return the earlier versions of a file, the latest first."""
    found = (
        Version(int(each.stem), datetime.fromtimestamp(each.stat().st_mtime, UTC), each)
        for each in version_folder(path).glob(f"*{path.suffix}")
        if each.stem.isdecimal()
    )
    return tuple(sorted(found, key=lambda version: -version.number))


def file_version(path: Path) -> None:
    """Keep what a file holds now, before it is replaced; nothing happens where there is none."""
    if path.is_file():
        kept, was = _next(path), path.stat()
        write_bytes(kept, path.read_bytes())
        os.utime(kept, ns=(was.st_atime_ns, was.st_mtime_ns))
        _prune(path)


def retire(path: Path) -> None:
    """Take a file out of use; it becomes the latest of its versions."""
    kept = _next(path)
    path.replace(kept)
    sync_folder(kept.parent)
    sync_folder(path.parent)
    _prune(path)


def move_versions(path: Path, to: Path) -> None:
    """Let a file that gets another name take its versions along, behind those already there."""
    for version in reversed(versions(path)):
        version.path.replace(_next(to))
        _prune(to)
    with suppress(OSError):
        version_folder(path).rmdir()


def versioned(folder: Path, suffix: str) -> tuple[str, ...]:
    """Return the names, without suffix, of all files of which there are versions."""
    found = (folder / FOLDER).glob(f"*/*{suffix}")
    return tuple(sorted({each.parent.name for each in found}))


def _next(path: Path) -> Path:
    folder = version_folder(path)
    folder.mkdir(parents=True, exist_ok=True)
    known = versions(path)
    return folder / f"{known[0].number + 1 if known else 1}{path.suffix}"


def _prune(path: Path) -> None:
    for version in versions(path)[KEPT:]:
        version.path.unlink()
