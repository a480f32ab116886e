"""Files that are either the old one or the new one, never half of each."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


_GROWS_FOR = 3_600
"""Seconds after which nobody writes to a draft any more."""


def make_private(folder: Path) -> None:
    """Make a folder that nobody else on this computer can look into, where the system has modes."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """Give a temporary file in the same folder; synced at the end, it takes the name for good."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def write_bytes(path: Path, content: bytes) -> None:
    """Write a whole file at once."""
    with writing(path) as file:
        file.write(content)


def remove_orphans(path: Path) -> None:
    """Remove what writers of a file left behind that were killed while they wrote.

    A draft that is still growing is younger, and stays.
    """
    before = time.time() - _GROWS_FOR
    for draft in path.parent.glob(f".{escape(path.name)}.*"):
        with suppress(OSError):
            if draft.stat().st_mtime < before:
                draft.unlink()


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, so that a power cut brings back no old one.

    Where the system opens no folders, as on Windows, the file system's own journal keeps them.
    """
    flag = getattr(os, "O_DIRECTORY", None)
    if flag is None:
        return
    handle = os.open(folder, os.O_RDONLY | flag)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
