"""A run whose journal was found damaged is marked so, for who lists runs cannot read them all.

The mark goes as soon as the journal can be opened again, as when it was put back from a backup.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

DAMAGED = "damaged"
"""The state of such a run in the history, and the name of the file that marks it."""

_PRIMARY: Final = 0xFF
"""The extended codes of SQLite keep the code itself in their lowest byte."""

_BROKEN: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_REFUSED: Final = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EACCES,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
}


def mark_damaged(journal: Path, cause: str) -> None:
    """Note what is wrong with a journal, where its folder takes that."""
    with suppress(OSError):
        if journal.parent.is_dir():
            _mark(journal).write_text(cause, "utf-8", "replace")


def mark_sound(journal: Path) -> None:
    """Note that nothing is wrong with a journal, or no longer."""
    with suppress(OSError):
        _mark(journal).unlink(missing_ok=True)


def is_marked(journal: Path) -> bool:
    """Tell whether a journal was found damaged when somebody used it last."""
    return _mark(journal).exists()


def code_of(error: sqlite3.Error) -> int:
    """Return SQLite's code of an error without what extends it, 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & _PRIMARY


def is_broken(error: sqlite3.Error) -> bool:
    """Tell whether an error of SQLite says that the file itself is damaged."""
    return code_of(error) in _BROKEN


def as_system_error(error: sqlite3.Error, path: Path) -> OSError | None:
    """Return what the system refused, as it says so itself; None for an error of another sort."""
    number = _REFUSED.get(code_of(error))
    return None if number is None else OSError(number, os.strerror(number), str(path))


def _mark(journal: Path) -> Path:
    return journal.with_name(DAMAGED)
