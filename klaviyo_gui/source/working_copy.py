"""Keep copies of files that cannot be read in place, as long as somebody reads them."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PREFIX = "klaviyo-gui-copies-"

_SIGN = "in-use"
_YOUNG = 60
"""Seconds in which the maker of a folder has surely put its sign into it."""

_guard = Lock()
_folders: list[Path] = []


class WorkingCopy:
    """One user's hold on a private folder with a copy, which goes with its last user.

    It also goes when nobody remembers it any more, or with the process.
    """

    __slots__ = ("_hold", "folder")

    def __init__(self, hold: _Hold | None = None) -> None:
        self._hold: _Hold | None = hold or _Hold()
        self.folder = self._hold.folder

    def share(self) -> WorkingCopy | None:
        """Give the folder one more user; None if this one has closed it."""
        hold = self._hold
        return None if hold is None else WorkingCopy(hold)

    def close(self) -> None:
        """Need the folder no more."""
        self._hold = None


class _Hold:
    """Takes the folder away with its last reference."""

    __slots__ = ("__weakref__", "folder")

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=_process_folder()))
        weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)


def remove_stale(within: Path | None = None) -> None:
    """Remove the folders of processes that died before they could do it themselves."""
    for folder in (within or Path(tempfile.gettempdir())).glob(PREFIX + "*"):
        with suppress(OSError):
            if _is_ours(folder) and _is_stale(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _process_folder() -> Path:
    """Return the folder of this process, made when it is first needed."""
    with _guard:
        if not _folders:
            remove_stale()
            # Made by mkdtemp, it is for this user's eyes only.
            folder = Path(tempfile.mkdtemp(prefix=PREFIX))
            sign = (folder / _SIGN).open("wb")
            _take(sign)
            atexit.register(_remove, folder, sign)
            _folders.append(folder)
        return _folders[0]


def _remove(folder: Path, sign: IO[bytes]) -> None:
    sign.close()
    shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Tell whether this user made it, long enough ago to be finished."""
    found = folder.lstat()
    is_own = sys.platform == "win32" or found.st_uid == os.getuid()
    return is_own and not folder.is_symlink() and time.time() - found.st_mtime > _YOUNG


def _is_stale(folder: Path) -> bool:
    """Tell whether nobody holds the sign of a folder; a process that dies lets go of it."""
    with (folder / _SIGN).open("r+b") as sign:
        try:
            _take(sign)
        except OSError:
            return False
        return True


def _take(sign: IO[bytes]) -> None:
    """Lock a sign, or raise OSError if another process has it."""
    if sys.platform == "win32":
        msvcrt.locking(sign.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(sign, fcntl.LOCK_EX | fcntl.LOCK_NB)
