"""Which accounts have a key on its way into the place for keys, for whoever starts next.

The place may take a key long after nobody waits any more, even after the program has ended. So that
somebody knows then, a file says of which account it was, and nothing of the key.
"""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import AccountsUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ENDING = ".key-pending"


class PendingKey:
    """A key on its way, held by this process: nobody else settles it meanwhile.

    The hold is an exclusive transaction of SQLite, which the system gives back when the process
    ends in whatever way; the file stays until it is settled.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, account_id: str) -> None:
        self._path = path
        self._connection = connection
        self.account_id = account_id

    def settle(self) -> None:
        """Let it be known of the key whether it is there."""
        self.release()
        # One that cannot be removed is settled once more, which changes nothing.
        with suppress(OSError):
            self._path.unlink()

    def release(self) -> None:
        """Leave it to others."""
        self._connection.close()


class PendingKeys:
    """The keys on their way, each with a file of its own in a folder that all processes share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, account_id: str) -> PendingKey:
        """Note that a key of this account is on its way; raises AccountsUnwritable."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"{secrets.token_hex(8)}{_ENDING}"
            connection = _opened(path)
            try:
                connection.execute("CREATE TABLE pending (account TEXT)")
                connection.execute("INSERT INTO pending VALUES (?)", (account_id,))
                connection.execute("COMMIT")
            except BaseException:
                connection.close()
                raise
        except (OSError, sqlite3.Error) as error:
            raise AccountsUnwritable(str(error)) from error
        return PendingKey(path, connection, account_id)

    def left(self) -> Iterator[PendingKey]:
        """Yield those that nobody holds any more, each held until it is settled or released."""
        for path in sorted(self._folder.glob(f"*{_ENDING}")):
            # What another process holds is its own affair; what is damaged was never written.
            with suppress(sqlite3.DatabaseError):
                connection = _opened(path)
                yield PendingKey(path, connection, _account_in(connection))


def _account_in(connection: sqlite3.Connection) -> str:
    """Return the id of the account, empty where nothing was on its way yet."""
    try:
        row = connection.execute("SELECT account FROM pending").fetchone()
    except sqlite3.DatabaseError:
        return ""
    return str(row[0]) if row else ""


def _opened(path: Path) -> sqlite3.Connection:
    """Return the database of one key with a transaction open, of which the lock stays."""
    # What one thread has begun another one settles, once the first has told it.
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        # What is torn was never committed, so nothing was on its way: no second file need tell.
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
    except BaseException:
        connection.close()
        raise
    return connection
