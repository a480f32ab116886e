"""What events say otherwise of a person than an earlier one, in a database of one pass over a file.

Of each person the marks of what events say are kept, so that it fits on a disk however large the
file is, and no value of a customer is.
"""

from __future__ import annotations

from itertools import compress
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

import orjson

from klaviyo_gui.core.ids import DIGEST_SIZE
from klaviyo_gui.core.said import MARK_SIZE, UNSAID

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_TOLD = b"\xff" * MARK_SIZE
"""Takes the place of a mark once somebody was told that others contradict it."""

_EACH = "FROM json_each(?2) AS incoming"
"""The lines of some events, by their positions; what they say comes one behind another."""

_KEY = f"substr(?1, incoming.key * ?3 + 1, {DIGEST_SIZE})"
_MARKS = f"substr(?1, incoming.key * ?3 + {DIGEST_SIZE + 1}, ?3 - {DIGEST_SIZE})"


class PersonChange(NamedTuple):
    """An event that is the first to say something else of its person.

    It comes as its position among those claimed, the line in which the person comes first, and the
    properties.
    """

    position: int
    first: int
    targets: tuple[str, ...]


class PersonChanges:
    """What was said of each person, by the line in which they come first.

    The marks lie apart from the people, in the order of the file: what is long costs little to
    write where nothing has to be moved for it.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._targets: tuple[str, ...] = ()
        database.execute(
            "CREATE TABLE said (key BLOB PRIMARY KEY, line INTEGER) WITHOUT ROWID",
        )
        database.execute("CREATE TABLE said_first (line INTEGER PRIMARY KEY, marks BLOB)")
        database.execute(
            "CREATE TABLE person_change (line INTEGER PRIMARY KEY, first INTEGER, places BLOB)"
        )

    def claim(
        self, lines: Sequence[int], said: Sequence[bytes], targets: Sequence[str]
    ) -> list[PersonChange]:
        """Remember what these events say; return each that contradicts an earlier one first.

        ``said`` are the digests of the people, each with a mark for every one of the ``targets``,
        which are the same at every call.
        """
        if not said:
            return []
        self._targets = tuple(targets)
        incoming = b"".join(said), orjson.dumps(list(lines)).decode(), len(said[0])
        before = self._database.total_changes
        self._database.execute(f"INSERT OR IGNORE INTO said SELECT {_KEY}, value {_EACH}", incoming)
        is_all_new = self._database.total_changes - before == len(lines)
        only_new = "" if is_all_new else f"CROSS JOIN said ON said.key = {_KEY} AND line = value"
        self._database.execute(
            f"INSERT INTO said_first SELECT value, {_MARKS} {_EACH} {only_new}", incoming
        )
        if is_all_new:
            return []
        doubtful = self._database.execute(
            f"SELECT incoming.key, said.line, marks {_EACH}"
            f" CROSS JOIN said ON said.key = {_KEY}"
            " CROSS JOIN said_first ON said_first.line = said.line"
            f" WHERE marks <> {_MARKS} AND marks <> x'' ORDER BY incoming.key",
            incoming,
        ).fetchall()
        return self._compared(lines, said, doubtful)

    def of(self, line: int) -> list[tuple[int, str]]:
        """Return ``(first line, property)`` of what this event is the first to say otherwise."""
        found = self._database.execute(
            "SELECT first, places FROM person_change WHERE line = ?", (line,)
        ).fetchone()
        if found is None:
            return []
        first, places = found
        return [(first, target) for target in compress(self._targets, places)]

    def _compared(
        self,
        lines: Sequence[int],
        said: Sequence[bytes],
        doubtful: Sequence[tuple[int, int, bytes]],
    ) -> list[PersonChange]:
        marks_of = Struct(f"{MARK_SIZE}s" * len(self._targets))
        known: dict[int, list[bytes]] = {}
        changed: set[int] = set()
        found: list[PersonChange] = []
        rows: list[tuple[int, int, bytes]] = []
        for at, first, marks in doubtful:
            had = known.get(first)
            if had is None:
                had = known[first] = [*marks_of.unpack(marks)]
            places = bytearray(len(had))
            for place, mark in enumerate(marks_of.unpack_from(said[at], DIGEST_SIZE)):
                old = had[place]
                if old in {mark, _TOLD} or mark == UNSAID:
                    continue
                places[place] = old != UNSAID
                had[place] = mark if old == UNSAID else _TOLD
                changed.add(first)
            if any(places):
                found.append(PersonChange(at, first, tuple(compress(self._targets, places))))
                rows.append((lines[at], first, bytes(places)))
        self._database.executemany(
            "UPDATE said_first SET marks = ? WHERE line = ?",
            ((_kept(known[first]), first) for first in sorted(changed)),
        )
        self._database.executemany("INSERT INTO person_change VALUES (?, ?, ?)", rows)
        return found


def _kept(marks: Sequence[bytes]) -> bytes:
    """Return the marks of somebody; empty once nothing more can be told of them."""
    return b"" if all(mark == _TOLD for mark in marks) else b"".join(marks)
