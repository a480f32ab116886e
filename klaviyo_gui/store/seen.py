"""Which keys came before, in a table of a database that belongs to one pass over a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson

from klaviyo_gui.core.ids import DIGEST_SIZE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence


_EACH = "FROM json_each(?3) AS incoming"
"""The lines of some records, by their positions; their keys and rows come one behind another."""

_KEY = f"substr(?1, incoming.key * {DIGEST_SIZE} + 1, {DIGEST_SIZE})"
_ROW = "CASE ?4 WHEN 0 THEN x'' ELSE substr(?2, incoming.key * ?4 + 1, ?4) END"


class Repeat(NamedTuple):
    """A record whose key came before: its position among those claimed, the line of the first.

    ``is_copy`` tells that their rows say the same in every cell.
    """

    position: int
    first: int
    is_copy: bool = False


class Seen:
    """The keys of one sort, with the first line of each and all lines in which it came again."""

    def __init__(self, database: sqlite3.Connection, name: str) -> None:
        self._database = database
        self._name = name
        self._has_index = False
        self._execute(
            "CREATE TABLE @_seen (key BLOB PRIMARY KEY, line INTEGER, row BLOB) WITHOUT ROWID"
        )
        self._execute(
            "CREATE TABLE @_again (line INTEGER PRIMARY KEY, first INTEGER, is_copy INTEGER)"
        )

    def claim(
        self, lines: Sequence[int], keys: Sequence[bytes], rows: Sequence[bytes] = ()
    ) -> list[Repeat]:
        """Remember these records; return those seen before, in their order.

        ``rows`` are digests of the cells, all of one size, where copies are to be told from others.
        One statement takes all of them: a call for each would cost as much as the rest.
        """
        size = len(rows[0]) if rows else 0
        incoming = b"".join(keys), b"".join(rows), orjson.dumps(list(lines)).decode(), size
        before = self._database.total_changes
        self._execute(
            f"INSERT OR IGNORE INTO @_seen SELECT {_KEY}, value, {_ROW} {_EACH}", incoming
        )
        if self._database.total_changes - before == len(lines):
            return []
        found = self._execute(
            f"SELECT incoming.key, seen.line, seen.row <> x'' AND seen.row = {_ROW}"
            f" {_EACH} CROSS JOIN @_seen AS seen ON seen.key = {_KEY}"
            " WHERE seen.line <> incoming.value ORDER BY incoming.key",
            incoming,
        ).fetchall()
        self._many(
            "INSERT INTO @_again VALUES (?, ?, ?)",
            ((lines[position], first, is_copy) for position, first, is_copy in found),
        )
        return [Repeat(position, first, bool(is_copy)) for position, first, is_copy in found]

    def known(self, keys: Sequence[bytes]) -> set[bytes]:
        """Return those of these keys that have come."""
        look_up = f"SELECT 1 FROM {self._name}_seen WHERE key = ?"  # noqa: S608 - a name of this program
        return {key for key in keys if self._database.execute(look_up, (key,)).fetchone()}

    def note(self, lines: Sequence[int], repeats: Sequence[Repeat]) -> None:
        """Let these records repeat others for another reason than their key."""
        self._many(
            "INSERT INTO @_again VALUES (?, ?, 0)",
            ((lines[each.position], each.first) for each in repeats),
        )

    def forget(self, lines: Sequence[int]) -> None:
        """Let these lines repeat nothing any more."""
        self._many(
            "DELETE FROM @_again WHERE line = ?",
            ((line,) for line in lines),
        )

    def repeat(self, line: int) -> Repeat | None:
        """Return what the record of this line repeats, None when it repeats none."""
        row = self._execute(
            "SELECT first, is_copy FROM @_again WHERE line = ?",
            (line,),
        ).fetchone()
        return Repeat(-1, row[0], bool(row[1])) if row else None

    def lines_of(self, first: int) -> tuple[int, ...]:
        """Return all lines of the key that came first in this one, in the order of the file."""
        self._index()
        rows = self._execute(
            "SELECT line FROM @_again WHERE first = ? ORDER BY line",
            (first,),
        )
        return (first, *(line for (line,) in rows))

    def occurrence(self, line: int, first: int) -> int:
        """Return which occurrence of its key this line is; the first one is 1."""
        self._index()
        (earlier,) = self._execute(
            "SELECT count(*) FROM @_again WHERE first = ? AND line < ?",
            (first, line),
        ).fetchone()
        return int(earlier) + 2

    def repeats(self) -> Iterator[tuple[int, int]]:
        """Return ``(line, first line)`` of every record that repeats an earlier one."""
        return self._execute("SELECT line, first FROM @_again ORDER BY line")

    def keys(self) -> Iterator[tuple[bytes, int, bytes]]:
        """Return ``(key, first line, digest of its row)`` in the order of the keys."""
        return self._execute("SELECT key, line, row FROM @_seen ORDER BY key")

    def _index(self) -> None:
        """Order the lines by the first of their key, once somebody asks for that."""
        if not self._has_index:
            self._execute("CREATE INDEX @_again_first ON @_again (first)")
            self._has_index = True

    def _execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Execute a statement in which @ stands for the name of this sort."""
        return self._database.execute(statement.replace("@", self._name), values)

    def _many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        self._database.executemany(statement.replace("@", self._name), rows)
