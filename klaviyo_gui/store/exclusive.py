"""One writer at a time in a folder that all windows and commands of this computer share."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = ".lock"
"""The file that is locked; it stays empty."""

PATIENCE = 10.0
"""Seconds to wait for another writer; each holds the lock for some milliseconds."""


class Busy(OSError):
    """Another process holds the folder and does not let go."""

    def __init__(self) -> None:
        super().__init__("another window of this program holds the folder and does not answer")


@contextmanager
def exclusive(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold a folder alone; raises Busy, or OSError where the system lets nobody write there.

    The lock is an exclusive transaction of SQLite: the system gives it back when the process
    ends in whatever way, and it works alike on the three systems.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(folder / LOCK, timeout=patience, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except BaseException:
            connection.close()
            raise
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise Busy from error
        raise OSError(str(error)) from error
    try:
        yield
    finally:
        connection.close()
