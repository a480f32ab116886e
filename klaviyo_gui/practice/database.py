"""The SQLite file behind a practice Klaviyo."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CACHE_KIB = 32_768
"""The most memory that pages may take, however many events there are."""

PAGE_BYTES = 16_384
"""Bytes of a page; events of some hundred bytes go in twice as fast as with SQLite's 4,096."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS people (
    number INTEGER PRIMARY KEY, body BLOB NOT NULL, updated TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS identifiers (
    key TEXT PRIMARY KEY, person INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
    number INTEGER PRIMARY KEY, identity INTEGER NOT NULL UNIQUE, person INTEGER NOT NULL,
    body BLOB NOT NULL, happened REAL NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS jobs (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
    polls INTEGER NOT NULL, created TEXT NOT NULL, started TEXT, completed TEXT,
    total INTEGER NOT NULL, failed INTEGER NOT NULL, lists TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS import_errors (
    number INTEGER PRIMARY KEY, job INTEGER NOT NULL, id TEXT NOT NULL, payload BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS metrics (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    integration TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS metric_properties (
    metric INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, sample BLOB NOT NULL,
    PRIMARY KEY (metric, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS flows (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, status TEXT NOT NULL,
    archived INTEGER NOT NULL, by_list INTEGER NOT NULL, cause TEXT NOT NULL,
    created TEXT NOT NULL, updated TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS messages (
    number INTEGER PRIMARY KEY, flow INTEGER NOT NULL, person INTEGER NOT NULL, event INTEGER);
CREATE TABLE IF NOT EXISTS lists (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    opt_in_process TEXT NOT NULL, created TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS members (
    number INTEGER PRIMARY KEY, list TEXT NOT NULL, person INTEGER NOT NULL,
    joined TEXT NOT NULL DEFAULT '', UNIQUE (list, person));
CREATE INDEX IF NOT EXISTS import_errors_of_job ON import_errors (job);
"""
_LATER_COLUMNS = (
    ("people", "updated", "TEXT NOT NULL DEFAULT ''"),
    ("events", "happened", "REAL NOT NULL DEFAULT 0"),
    ("members", "joined", "TEXT NOT NULL DEFAULT ''"),
)


class Database:
    """One connection for all threads; ``path`` None means a file that vanishes with it.

    Such a file has no name, so that nothing is left of it even when the process is killed. A named
    one survives that, and several processes may serve it at once.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._lock = threading.Lock()
        self._connection = sqlite3.connect(
            "" if path is None else path, isolation_level=None, check_same_thread=False
        )
        journal = "MEMORY" if path is None else "TRUNCATE"
        # What a practice stores need not survive a power cut, so nothing waits for the disk.
        self._connection.executescript(
            f"PRAGMA page_size={PAGE_BYTES}; PRAGMA cache_size=-{CACHE_KIB};"
            f"PRAGMA synchronous=OFF; PRAGMA journal_mode={journal};" + _SCHEMA
        )
        with self.transaction() as connection:
            _complete(connection)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold the connection alone; what is written is kept unless an exception leaves."""
        with self._lock:
            # Between a read and the write that rests on it, no other process may write.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()


def _complete(connection: sqlite3.Connection) -> None:
    """Add what a file lacks that an earlier version of this program began."""
    for table, column, kind in _LATER_COLUMNS:
        columns = connection.execute(f"PRAGMA table_info({table})")
        if column not in {name for _place, name, *_rest in columns}:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
