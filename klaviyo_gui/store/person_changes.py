"""What events say otherwise of a person than an earlier one, in a database of one pass over a file.

Of each person the marks of what events say are kept, so that it fits on a disk however large the
file is, and no value of a customer is.
"""

from __future__ import annotations

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
    property.
    """

    position: int
    first: int
    target: str


class PersonChanges:
    """What was said of each person, by the line in which they come first."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute(
            "CREATE TABLE said (key BLOB PRIMARY KEY, line INTEGER, marks BLOB) WITHOUT ROWID"
        )
        database.execute(
            "CREATE TABLE person_change (line INTEGER, place INTEGER, target TEXT, first INTEGER,"
            " PRIMARY KEY (line, place)) WITHOUT ROWID"
        )

    def claim(
        self, lines: Sequence[int], said: Sequence[bytes], targets: Sequence[str]
    ) -> list[PersonChange]:
        """Remember what these events say; return each that contradicts an earlier one first.

        ``said`` are the digests of the people, each with a mark for every one of the ``targets``.
        """
        if not said:
            return []
        incoming = b"".join(said), orjson.dumps(list(lines)).decode(), len(said[0])
        before = self._database.total_changes
        self._database.execute(
            f"INSERT OR IGNORE INTO said SELECT {_KEY}, value, {_MARKS} {_EACH}",
            incoming,
        )
        if self._database.total_changes - before == len(lines):
            return []
        doubtful = self._database.execute(
            f"SELECT incoming.key, said.line, said.marks {_EACH}"
            f" CROSS JOIN said ON said.key = {_KEY} WHERE said.marks <> {_MARKS}"
            " ORDER BY incoming.key",
            incoming,
        ).fetchall()
        return self._compared(lines, said, targets, doubtful)

    def of(self, line: int) -> list[tuple[int, str]]:
        """Return ``(first line, property)`` of what this event is the first to say otherwise."""
        return self._database.execute(
            "SELECT first, target FROM person_change WHERE line = ? ORDER BY place", (line,)
        ).fetchall()

    def _compared(
        self,
        lines: Sequence[int],
        said: Sequence[bytes],
        targets: Sequence[str],
        doubtful: Sequence[tuple[int, int, bytes]],
    ) -> list[PersonChange]:
        marks_of = Struct(f"{MARK_SIZE}s" * len(targets))
        known: dict[bytes, list[bytes]] = {}
        changed: set[bytes] = set()
        found: list[PersonChange] = []
        rows: list[tuple[int, int, str, int]] = []
        for at, first, marks in doubtful:
            key = said[at][:DIGEST_SIZE]
            had = known.get(key)
            if had is None:
                had = known[key] = [*marks_of.unpack(marks)]
            for place, mark in enumerate(marks_of.unpack_from(said[at], DIGEST_SIZE)):
                old = had[place]
                if old in {mark, _TOLD} or mark == UNSAID:
                    continue
                if old != UNSAID:
                    found.append(PersonChange(at, first, targets[place]))
                    rows.append((lines[at], place, targets[place], first))
                    mark = _TOLD  # noqa: PLW2901 - what is remembered in its place
                had[place] = mark
                changed.add(key)
        self._database.executemany(
            "UPDATE said SET marks = ? WHERE key = ?",
            ((b"".join(known[key]), key) for key in sorted(changed)),
        )
        self._database.executemany("INSERT INTO person_change VALUES (?, ?, ?, ?)", rows)
        return found
