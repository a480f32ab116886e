"""Where practice Klaviyos keep what they took: one file for each that was started.

A store is removed when nobody names it any more and no living process holds it. The hold is a
shared lock of SQLite on a file beside the store: the system gives it back however a process ends,
and it works alike on the three systems.
"""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

_STORE, _HOLD, _JOURNAL = ".db", ".hold", ".db-journal"
_NAME = re.compile(r"[0-9a-f]{16}")
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_WAIT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class HeldStore:
    """One store, which stays as long as it is held."""

    name: str
    path: Path
    _hold: sqlite3.Connection = field(repr=False)

    def release(self) -> None:
        """Let go; the store itself stays until it is swept away."""
        self._hold.close()


class PracticeHome:
    """The stores in one folder, which nobody else on this computer can look into."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self) -> HeldStore:
        """Make an empty store and hold it; raises OSError where it cannot be written."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._folder.chmod(_PRIVATE_FOLDER)
        name = secrets.token_hex(8)
        hold = self._take(name)
        _make_private(self._path(name, _STORE))
        return HeldStore(name, self._path(name, _STORE), hold)

    def take(self, name: str) -> HeldStore | None:
        """Hold the store of this name; None where it is gone or a crash has torn it."""
        path = self._path(name, _STORE)
        if not _NAME.fullmatch(name) or not path.is_file():
            return None
        hold = self._take(name)
        if path.is_file() and _is_sound(path):
            return HeldStore(name, path, hold)
        hold.close()
        return None

    def sweep(self, needed: Callable[[], Collection[str]]) -> None:
        """Remove every store that nobody holds or needs.

        ``needed`` is asked while the store is locked, so that a run which ends meanwhile with the
        wish to be continued is not overlooked.
        """
        for hold in sorted(self._folder.glob(f"*{_HOLD}")):
            if _NAME.fullmatch(hold.stem):
                self._sweep_one(hold, needed)

    def _sweep_one(self, hold: Path, needed: Callable[[], Collection[str]]) -> None:
        with closing(sqlite3.connect(hold, timeout=0, isolation_level=None)) as lock:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                # Somebody holds it, or removed it just now.
                return
            if hold.stem in needed():
                return
            # On Windows a store that is being looked at stays, which does no harm.
            with suppress(PermissionError):
                for suffix in (_STORE, _JOURNAL):
                    self._path(hold.stem, suffix).unlink(missing_ok=True)
        if not self._path(hold.stem, _STORE).exists():
            with suppress(PermissionError):
                hold.unlink(missing_ok=True)

    def _take(self, name: str) -> sqlite3.Connection:
        path = self._path(name, _HOLD)
        _make_private(path)
        hold = sqlite3.connect(
            path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
        )
        hold.execute("BEGIN")
        # The lock comes with the first reading and stays until the connection is closed.
        hold.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return hold

    def _path(self, name: str, suffix: str) -> Path:
        return self._folder / f"{name}{suffix}"


def _make_private(path: Path) -> None:
    """Make an empty file that only its owner reads, unless it is there.

    An existing one is not opened: on POSIX closing it would give back this process's locks.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PRIVATE_FILE))


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT_SECONDS)) as database:
            (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(verdict == "ok")
