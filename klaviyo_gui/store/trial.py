"""Keys that records would have after a change, beside those that are claimed already."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Trial:
    """Counts keys that nobody has; in a database of its own, so that memory stays flat."""

    def __init__(self, known: Callable[[Sequence[bytes]], set[bytes]]) -> None:
        self._known = known
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("CREATE TABLE tried (key BLOB PRIMARY KEY) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._database.close()

    def add(self, keys: Sequence[bytes]) -> int:
        """Return how many of these keys are new, each counted once for all that are added."""
        known = self._known(keys)
        before = self._database.total_changes
        self._database.executemany(
            "INSERT OR IGNORE INTO tried VALUES (?)", ((key,) for key in keys if key not in known)
        )
        return self._database.total_changes - before
