"""People put together from several rows, in a database that belongs to one pass over a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core.batch import ITEM_MAX_BYTES
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.same_person import differing, merged

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.store.seen import Repeat


@dataclass(frozen=True, slots=True)
class Added:
    """What became of rows that repeat a person, by their positions.

    ``too_large`` are those with which their person would be larger than Klaviyo takes: they go into
    nobody. ``differing`` names, once for each person and property, the row that first says
    something else. ``same`` say what was known already.
    """

    too_large: list[int]
    differing: list[tuple[int, str]]
    same: frozenset[int]


class DraftedPeople:
    """Every person by the line in which they come first; a later value wins."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute("CREATE TABLE person (line INTEGER PRIMARY KEY, body BLOB)")
        database.execute(
            "CREATE TABLE differing (first INTEGER, target TEXT, line INTEGER,"
            " PRIMARY KEY (first, target)) WITHOUT ROWID"
        )

    def add(
        self, lines: Sequence[int], bodies: Sequence[bytes], repeats: Sequence[Repeat]
    ) -> Added:
        """Keep these people; a repeated one is merged into its first line."""
        again = {each.position for each in repeats}
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
        if not repeats:
            return Added([], [], frozenset())
        wanted = (orjson.dumps(sorted({each.first for each in repeats})).decode(),)
        known: dict[int, bytes] = dict(
            self._database.execute(
                "SELECT line, body FROM person WHERE line IN (SELECT value FROM json_each(?))",
                wanted,
            )
        )
        told = set(
            self._database.execute(
                "SELECT first, target FROM differing"
                " WHERE first IN (SELECT value FROM json_each(?))",
                wanted,
            )
        )
        too_large, same, changed = [], set(), set()
        different: list[tuple[int, str]] = []
        for position, first, *_ in repeats:
            if bodies[position] == known[first]:
                same.add(position)
                continue
            earlier, later = orjson.loads(known[first]), orjson.loads(bodies[position])
            body = orjson.dumps(merged(earlier, later))
            if len(body) > ITEM_MAX_BYTES[Kind.PROFILES]:
                too_large.append(position)
                continue
            for target in differing(earlier, later):
                if (first, target) not in told:
                    told.add((first, target))
                    different.append((position, target))
            known[first] = body
            changed.add(first)
        self._database.executemany(
            "UPDATE person SET body = ? WHERE line = ?",
            ((known[first], first) for first in sorted(changed)),
        )
        firsts = {each.position: each.first for each in repeats}
        self._database.executemany(
            "INSERT INTO differing VALUES (?, ?, ?)",
            ((firsts[at], target, lines[at]) for at, target in different),
        )
        return Added(too_large, different, frozenset(same))

    def person(self, first: int) -> bytes:
        """Return the person who begins at this line, empty where nobody does."""
        row = self._database.execute("SELECT body FROM person WHERE line = ?", (first,)).fetchone()
        return row[0] if row else b""

    def differing(self, first: int, line: int) -> tuple[str, ...]:
        """Name the properties for which this row is the first to say something else."""
        rows = self._database.execute(
            "SELECT target FROM differing WHERE first = ? AND line = ? ORDER BY target",
            (first, line),
        )
        return tuple(target for (target,) in rows)

    def people(self) -> Iterator[tuple[int, bytes]]:
        """Return ``(first line, body)`` of every person in the order of the file."""
        return self._database.execute("SELECT line, body FROM person ORDER BY line")
