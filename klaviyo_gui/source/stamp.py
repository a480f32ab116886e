"""Tell whether a file is still the same file."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.source.opening import explained, opened, status

if TYPE_CHECKING:
    from pathlib import Path

_EDGE = 4 * 1024
"""Bytes at the beginning and at the end that are looked at: a few tens of microseconds."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What changes with a file, however carefully somebody puts its time back.

    ``size`` is in bytes and ``mtime_ns`` the time of the last change in nanoseconds. ``identity``
    tells the file from another one put into its place. ``changed_ns`` is when the system last
    wrote down anything about the file, which no program sets; 0 where the system does not tell.
    ``edges`` is a digest of its first and last bytes.
    """

    size: int
    mtime_ns: int
    identity: tuple[int, int] = (0, 0)
    changed_ns: int = 0
    edges: bytes = b""


def stamp_of(path: Path) -> Stamp:
    """Read a file's stamp; FileMissing or FileUnreadable if there is none."""
    status(path)
    with explained(path), path.open("rb", buffering=0) as file:
        # Of the file that is open: another one may take its name meanwhile.
        found = os.fstat(file.fileno())
        edges = hashlib.blake2b(file.read(_EDGE), digest_size=16)
        if found.st_size > _EDGE:
            file.seek(max(found.st_size - _EDGE, _EDGE), io.SEEK_SET)
            edges.update(file.read(_EDGE))
    return Stamp(
        found.st_size,
        found.st_mtime_ns,
        (found.st_dev, found.st_ino),
        # On Windows this is when the file was made, which a copy of the same content may share.
        found.st_ctime_ns if sys.platform != "win32" else 0,
        edges.digest(),
    )


def fingerprint(path: Path) -> str:
    """Compute the SHA-256 of a file's content, in hexadecimal, in flat memory."""
    with opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
