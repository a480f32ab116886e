"""One run per account at a time on this computer."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from klaviyo_gui.core.account_name import account_key
from klaviyo_gui.core.errors import RunOngoing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def account_lock(folder: Path, account: str) -> Iterator[None]:
    """Hold the account's lock; raises RunOngoing while another process or window has it.

    The lock is an exclusive transaction of SQLite: the system gives it back when the process
    ends in whatever way, and it works alike on the three systems.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = file_of_account(folder, account, ".lock")
    connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise RunOngoing(account) from error
            raise
        yield
    finally:
        connection.close()


def file_of_account(folder: Path, account: str, ending: str) -> Path:
    """Return where a file about an account lies; its name does not tell which one."""
    return folder / (hashlib.sha256(account_key(account).encode()).hexdigest()[:16] + ending)
