"""Tell whether a file is still the same file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.source.opening import opened, status

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stamp:
    """The size in bytes and the time of the last change in nanoseconds."""

    size: int
    mtime_ns: int


def stamp_of(path: Path) -> Stamp:
    """Read a file's stamp; FileMissing or FileUnreadable if there is none."""
    found = status(path)
    return Stamp(found.st_size, found.st_mtime_ns)


def fingerprint(path: Path) -> str:
    """Compute the SHA-256 of a file's content, in hexadecimal, in flat memory."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
