"""What a pass over the whole file must remember, on disk so that memory stays flat.

Keys already seen, rows that repeat an earlier one, and people put together from several rows.
The database is SQLite's private temporary one: it goes with the connection, whatever happens.
"""

from __future__ import annotations

import sqlite3
from itertools import repeat
from threading import Lock
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core.batch import ITEM_MAX_BYTES
from klaviyo_gui.core.ids import DIGEST_SIZE
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.people import merged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_SCHEMA = """
CREATE TABLE seen (kind TEXT, key BLOB, line INTEGER, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE again (kind TEXT, line INTEGER, first INTEGER, PRIMARY KEY (kind, line)) WITHOUT ROWID;
CREATE INDEX again_first ON again (kind, first);
CREATE TABLE person (line INTEGER PRIMARY KEY, body BLOB);
CREATE TABLE incoming (position INTEGER PRIMARY KEY, line INTEGER, key BLOB);
"""
_CACHE_KIB = 65_536


class Draft:
    """Keys, repeats and people of one pass; may be read from another thread afterwards."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._database.executescript(_SCHEMA)
        self._database.execute("BEGIN")

    def close(self) -> None:
        """Forget everything."""
        with self._lock:
            self._database.close()

    def claim(self, kind: Kind, lines: Sequence[int], keys: bytes) -> list[tuple[int, int]]:
        """Remember these records; return ``(position, first line)`` of those seen before."""
        with self._lock:
            before = self._database.total_changes
            self._database.executemany(
                "INSERT OR IGNORE INTO seen VALUES (?, ?, ?)",
                zip(repeat(kind), _cut(keys), lines, strict=False),
            )
            if self._database.total_changes - before == len(lines):
                return []
            self._database.execute("DELETE FROM incoming")
            self._database.executemany(
                "INSERT INTO incoming VALUES (?, ?, ?)",
                zip(range(len(lines)), lines, _cut(keys), strict=True),
            )
            self._database.execute(
                "INSERT INTO again SELECT seen.kind, incoming.line, seen.line"
                " FROM incoming JOIN seen USING (key)"
                " WHERE seen.kind = ? AND seen.line <> incoming.line",
                (kind,),
            )
            return self._database.execute(
                "SELECT incoming.position, again.first FROM incoming"
                " JOIN again USING (line) WHERE again.kind = ? ORDER BY 1",
                (kind,),
            ).fetchall()

    def first_line(self, kind: Kind, line: int) -> int:
        """Return the line of the earlier record that this one repeats, 0 when it repeats none."""
        with self._lock:
            row = self._database.execute(
                "SELECT first FROM again WHERE kind = ? AND line = ?", (kind, line)
            ).fetchone()
        return row[0] if row else 0

    def lines_of(self, kind: Kind, first: int) -> tuple[int, ...]:
        """Return all lines of the record that begins at this line, in the order of the file."""
        with self._lock:
            rows = self._database.execute(
                "SELECT line FROM again WHERE kind = ? AND first = ? ORDER BY line", (kind, first)
            ).fetchall()
        return (first, *(line for (line,) in rows))

    def occurrence(self, kind: Kind, line: int, first: int) -> int:
        """Return which occurrence of its content this line is; the first one is 1."""
        with self._lock:
            (earlier,) = self._database.execute(
                "SELECT count(*) FROM again WHERE kind = ? AND first = ? AND line < ?",
                (kind, first, line),
            ).fetchone()
        return int(earlier) + 2

    def add_people(
        self, lines: Sequence[int], bodies: Sequence[bytes], repeats: Sequence[tuple[int, int]]
    ) -> list[int]:
        """Keep these people; a repeated one is merged into its first line, the later value wins.

        Returns the positions of the rows with which their person would be larger than Klaviyo
        takes: they go into nobody, and repeat nothing any more.
        """
        again = dict(repeats)
        with self._lock:
            self._database.executemany(
                "INSERT INTO person VALUES (?, ?)",
                (
                    (line, body)
                    for position, (line, body) in enumerate(zip(lines, bodies, strict=True))
                    if position not in again
                )
                if again
                else zip(lines, bodies, strict=True),
            )
            too_large = [
                position for position, first in repeats if not self._merge(first, bodies[position])
            ]
            self._database.executemany(
                "DELETE FROM again WHERE kind = ? AND line = ?",
                ((Kind.PROFILES, lines[position]) for position in too_large),
            )
        return too_large

    def person(self, first: int) -> bytes:
        """Return the person who begins at this line, as all their rows make them.

        Empty where nobody does: the row was too large to be merged.
        """
        with self._lock:
            row = self._database.execute(
                "SELECT body FROM person WHERE line = ?", (first,)
            ).fetchone()
        return row[0] if row else b""

    def people(self) -> Iterator[tuple[int, bytes]]:
        """Yield ``(first line, body)`` of every person in the order of the file."""
        yield from self._database.execute("SELECT line, body FROM person ORDER BY line")

    def repeats(self, kind: Kind) -> Iterator[tuple[int, int]]:
        """Yield ``(line, first line)`` of every record that repeats an earlier one."""
        yield from self._database.execute(
            "SELECT line, first FROM again WHERE kind = ? ORDER BY line", (kind,)
        )

    def _merge(self, first: int, later: bytes) -> bool:
        """Merge a row into its person; tell whether the person stays small enough to be sent."""
        (earlier,) = self._database.execute(
            "SELECT body FROM person WHERE line = ?", (first,)
        ).fetchone()
        body = orjson.dumps(merged(orjson.loads(earlier), orjson.loads(later)))
        if len(body) > ITEM_MAX_BYTES[Kind.PROFILES]:
            return False
        self._database.execute("UPDATE person SET body = ? WHERE line = ?", (body, first))
        return True


def _cut(keys: bytes) -> Iterator[bytes]:
    return (keys[at : at + DIGEST_SIZE] for at in range(0, len(keys), DIGEST_SIZE))
