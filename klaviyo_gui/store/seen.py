"""Which keys came before, in a table of a database that belongs to one pass over a file."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple, Protocol

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

    ``is_copy`` tells that their rows say the same in every cell, ``is_partly`` that only some of
    several keys came before.
    """

    position: int
    first: int
    is_copy: bool = False
    is_partly: bool = False


_COPY, _PARTLY = 1, 2
"""How a repeat is written down, 0 for one that is neither."""


class Several(Protocol):
    """A record of several keys: its position, the keys, and what is said under each."""

    @property
    def position(self) -> int:
        """Return its position among those claimed."""

    @property
    def keys(self) -> tuple[bytes, ...]:
        """Return its keys, none twice."""

    @property
    def rows(self) -> tuple[bytes, ...]:
        """Return for each key the digest of what is said under it."""


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
        self._execute(
            "CREATE TABLE @_several (line INTEGER, place INTEGER, key BLOB,"
            " PRIMARY KEY (line, place)) WITHOUT ROWID"
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
        # What comes with several keys at a time may repeat several others.
        self._many(
            "INSERT OR IGNORE INTO @_again VALUES (?, ?, ?)",
            ((lines[position], first, is_copy) for position, first, is_copy in found),
        )
        return [Repeat(position, first, bool(is_copy)) for position, first, is_copy in found]

    def claim_several(
        self,
        lines: Sequence[int],
        keys: Sequence[bytes],
        rows: Sequence[bytes],
        others: Sequence[Several],
    ) -> list[Repeat]:
        """Remember the same of records of which some have several keys, all others one.

        One whose keys all came before repeats the first of those. One of which only some did is a
        repeat partly: its other keys are not remembered, for it cannot be sent.
        """
        of_others = {each.position: each for each in others}
        every = [
            (other.keys, other.rows) if (other := of_others.get(at)) else ((key,), (row,))
            for at, (key, row) in enumerate(zip(keys, rows, strict=True))
        ]
        known = self._rows_of([key for each, _ in every for key in each])
        fresh: list[tuple[bytes, int, bytes]] = []
        found: list[Repeat] = []
        for at, (own, says) in enumerate(every):
            hits = [known[key] for key in own if key in known]
            if hits:
                is_partly = len(hits) < len(own)
                is_copy = not is_partly and known[own[0]][1] == says[0]
                found.append(Repeat(at, min(line for line, _ in hits), is_copy, is_partly))
                continue
            fresh += zip(own, repeat(lines[at]), says, strict=False)
            known |= {key: (lines[at], said) for key, said in zip(own, says, strict=True)}
        self._many("INSERT INTO @_seen VALUES (?, ?, ?)", fresh)
        self._many(
            "INSERT INTO @_again VALUES (?, ?, ?)",
            (
                (lines[at], first, _PARTLY if is_partly else int(is_copy))
                for at, first, is_copy, is_partly in found
            ),
        )
        gone = {each.position for each in found}
        self._many(
            "INSERT INTO @_several VALUES (?, ?, ?)",
            (
                (lines[each.position], place, key)
                for each in others
                if each.position not in gone
                for place, key in enumerate(each.keys)
            ),
        )
        return found

    def note_several(self) -> None:
        """Find out which of all lines have several keys, where those came one by one."""
        self._execute(
            "INSERT INTO @_several SELECT line,"
            " row_number() OVER (PARTITION BY line ORDER BY key) - 1, key FROM @_seen"
            " WHERE line IN (SELECT line FROM @_seen GROUP BY line HAVING count(*) > 1)"
        )

    def forget_keys(self, line: int, places: Iterable[int]) -> list[bytes]:
        """Let a line do without its keys of these places; return them."""
        wanted = orjson.dumps(sorted(places)).decode()
        found = self._execute(
            "SELECT key FROM @_several WHERE line = ?"
            " AND place IN (SELECT value FROM json_each(?))",
            (line, wanted),
        ).fetchall()
        self._many("DELETE FROM @_seen WHERE key = ?", found)
        return [key for (key,) in found]

    def known(self, keys: Sequence[bytes]) -> set[bytes]:
        """Return those of these keys that have come."""
        look_up = f"SELECT 1 FROM {self._name}_seen WHERE key = ?"  # noqa: S608 - a name of this program
        return {key for key in keys if self._database.execute(look_up, (key,)).fetchone()}

    def note(self, lines: Sequence[int], repeats: Sequence[Repeat]) -> None:
        """Let these records repeat others for another reason than their key."""
        self._many(
            "INSERT OR IGNORE INTO @_again VALUES (?, ?, 0)",
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
        return Repeat(-1, row[0], row[1] == _COPY, row[1] == _PARTLY) if row else None

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

    def repeats_after(self, line: int, most: int) -> list[tuple[int, int]]:
        """Return ``(line, first line)`` of so many records behind a line that repeat one."""
        statement = "SELECT line, first FROM @_again WHERE line > ? ORDER BY line LIMIT ?"
        return self._execute(statement, (line, most)).fetchall()

    def keys(self) -> Iterator[tuple[bytes, int, bytes]]:
        """Return ``(key, first line, digest of its row)`` in the order of the keys."""
        return self._execute("SELECT key, line, row FROM @_seen ORDER BY key")

    def _rows_of(self, keys: Sequence[bytes]) -> dict[bytes, tuple[int, bytes]]:
        """Return the line and the row of those of these keys that are known."""
        rows = self._execute(
            f"SELECT seen.key, seen.line, seen.row {_EACH} CROSS JOIN @_seen AS seen"
            f" ON seen.key = {_KEY}",
            (b"".join(keys), b"", orjson.dumps([0] * len(keys)).decode()),
        )
        return {key: (line, row) for key, line, row in rows}

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
