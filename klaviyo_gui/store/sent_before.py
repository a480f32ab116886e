"""Which records of a file earlier runs have sent, in a database of one pass over that file."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

from klaviyo_gui.core.ids import ROW_DIGEST_SIZE, body_digest
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_TAKEN = (State.ACCEPTED, State.UNKNOWN)
"""What an earlier run sent and Klaviyo has, or may have."""


class SentBefore:
    """Compares the keys of a pass with those in the journals of earlier runs."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.create_function("body_digest", 1, body_digest, deterministic=True)
        database.execute(
            "CREATE TABLE before (kind TEXT, line INTEGER, is_same INTEGER,"
            " PRIMARY KEY (kind, line)) WITHOUT ROWID"
        )

    def people(self) -> Iterator[tuple[bytes, int, bytes]]:
        """Return ``(key, first line, digest of the body)`` of every person, by their keys."""
        return self._database.execute(
            "SELECT key, seen.line, body_digest(person.body) FROM profiles_seen AS seen"
            " JOIN person ON person.line = seen.line ORDER BY key"
        )

    def compare(self, kind: Kind, journals: Sequence[Path]) -> None:
        """Look up the records in these journals; of several runs the first one given decides.

        A journal that cannot be read, or whose run is on at this moment, is passed over. What was
        found of this kind before is forgotten.
        """
        self._database.execute("DELETE FROM before WHERE kind = ?", (kind,))
        # A database cannot be attached within a transaction.
        self._database.execute("COMMIT")
        try:
            for journal in journals:
                with suppress(sqlite3.DatabaseError):
                    self._compare(kind, journal)
        finally:
            self._database.execute("BEGIN")

    def sent_before(self, kind: Kind, line: int) -> bool | None:
        """Tell whether this record was sent before, and then whether it said the same."""
        row = self._database.execute(
            "SELECT is_same FROM before WHERE kind = ? AND line = ?", (kind, line)
        ).fetchone()
        return bool(row[0]) if row else None

    def all(self, kind: Kind) -> Iterator[tuple[int, bool]]:
        """Yield ``(line, whether it said the same)`` of all that was sent before, by line."""
        for line, is_same in self._database.execute(
            "SELECT line, is_same FROM before WHERE kind = ? ORDER BY line", (kind,)
        ):
            yield line, bool(is_same)

    def _compare(self, kind: Kind, journal: Path) -> None:
        self._database.execute("ATTACH ? AS earlier", (_address(journal),))
        try:
            self._database.execute("PRAGMA earlier.locking_mode = EXCLUSIVE")
            has_keys = self._database.execute(
                "SELECT 1 FROM earlier.sqlite_master WHERE name = 'sent'"
            ).fetchone()
            if has_keys:
                values = (kind, *_TAKEN, *((_SAYS,) if kind is Kind.EVENTS else ()))
                self._database.execute(_LOOK_UP[kind], values)
        finally:
            self._database.execute("DETACH earlier")


_SAYS = ROW_DIGEST_SIZE + 1
"""Where in the digests of an event the one of what it says begins, counted from 1.

The first journals have only the one of its row. By that nobody knows what was sent, so such an
event is taken for the same.
"""

_LOOK_UP = {
    Kind.EVENTS: (
        "INSERT OR IGNORE INTO before SELECT sent.kind, seen.line,"
        " sent.says = seen.row OR length(sent.says) <> length(seen.row)"
        " OR substr(sent.says, ?4) = substr(seen.row, ?4)"
        " FROM events_seen AS seen JOIN earlier.sent ON sent.kind = ?1 AND sent.key = seen.key"
        " JOIN earlier.fate ON fate.kind = sent.kind AND fate.line = sent.line"
        " WHERE fate.state IN (?2, ?3)"
    ),
    Kind.PROFILES: (
        "INSERT OR IGNORE INTO before"
        " SELECT sent.kind, seen.line, sent.says = body_digest(person.body)"
        " FROM profiles_seen AS seen JOIN earlier.sent ON sent.kind = ?1 AND sent.key = seen.key"
        " JOIN earlier.fate ON fate.kind = sent.kind AND fate.line = sent.line"
        " JOIN person ON person.line = seen.line WHERE fate.state IN (?2, ?3)"
    ),
}


def _address(journal: Path) -> str:
    """Return how to open a journal without changing it.

    One that was closed as it should be is read as it lies there. What a run that was killed left
    beside it belongs to it, and must be read too.
    """
    address = journal.absolute().as_uri()
    has_rest = journal.with_name(journal.name + "-wal").exists()
    return address + ("?mode=rw" if has_rest else "?mode=ro&immutable=1")
