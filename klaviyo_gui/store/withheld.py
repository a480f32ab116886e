"""Which records of one pass are not sent after all, in the database of that pass.

Events are parked until the whole file is read and everything that speaks against them is known;
people are in their own table until then anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from klaviyo_gui.core.ids import DIGEST_SIZE
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.sent import trimmed
from klaviyo_gui.core.tally import State
from klaviyo_gui.store.sent_before import SAYS, TAKEN, for_each

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


class Crowd(NamedTuple):
    """Events of one content, by their lines in the order of the file, with the key of the first."""

    lines: tuple[int, ...]
    key: bytes
    body: bytes


class Withheld:
    """Parks events, and remembers of every kind what is not to be sent, and why."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute(
            "CREATE TABLE parked (line INTEGER PRIMARY KEY, body BLOB, has_made_id INTEGER)"
        )
        database.execute(
            "CREATE TABLE refused (kind TEXT, says BLOB, PRIMARY KEY (kind, says)) WITHOUT ROWID"
        )
        database.execute(
            "CREATE TABLE withheld (kind TEXT, line INTEGER, code TEXT, PRIMARY KEY (kind, line))"
            " WITHOUT ROWID"
        )

    def park(
        self, lines: Sequence[int], bodies: Sequence[bytes], has_made_id: Iterable[int]
    ) -> None:
        """Keep events until it is known whether they are sent."""
        self._database.executemany(
            "INSERT INTO parked VALUES (?, ?, ?)", zip(lines, bodies, has_made_id, strict=True)
        )

    def note_refused(self, journals: Sequence[Path]) -> None:
        """Remember what was refused in these runs; raises RunDamaged or RunOngoing."""

        def note(_: Path) -> None:
            self._database.execute(
                "INSERT OR IGNORE INTO refused SELECT sent.kind,"
                " CASE sent.kind WHEN ?1 THEN substr(says, ?2) ELSE says END"
                " FROM earlier.sent JOIN earlier.fate USING (kind, line)"
                " WHERE fate.state = ?3 AND length(says) > 0",
                (Kind.EVENTS, SAYS, State.REFUSED),
            )

        for_each(self._database, journals, note, is_strict=True)

    def withhold_unchanged(self, code: str) -> None:
        """Withhold what says the same as something that was refused.

        Whatever is one of several events of one content says what the first of them does.
        """
        self._database.execute(
            "INSERT OR IGNORE INTO withheld SELECT ?1, parked.line, ?2 FROM parked"
            " LEFT JOIN events_again AS again USING (line)"
            " JOIN events_seen AS seen ON seen.line = coalesce(again.first, parked.line)"
            " JOIN refused ON refused.kind = ?1 AND refused.says = substr(seen.row, ?3)"
            # Of a record of several events all must be as they were.
            " WHERE NOT EXISTS (SELECT 1 FROM events_several AS every"
            " JOIN events_seen AS other ON other.key = every.key"
            " WHERE every.line = coalesce(again.first, parked.line) AND NOT EXISTS"
            " (SELECT 1 FROM refused WHERE kind = ?1 AND says = substr(other.row, ?3)))",
            (Kind.EVENTS, code, SAYS),
        )
        self._database.execute(
            "INSERT OR IGNORE INTO withheld SELECT ?1, person.line, ?2 FROM person"
            " JOIN refused ON refused.kind = ?1 AND refused.says = body_digest(person.body)",
            (Kind.PROFILES, code),
        )

    def withhold_sent(self, same: str, other: str, perhaps: str) -> None:
        """Withhold events that were sent before, whether they said the same or something other.

        Of those that said the same Klaviyo may have some only ``perhaps``.
        """
        self._database.execute(
            "INSERT OR IGNORE INTO withheld"
            " SELECT kind, line, iif(is_same, iif(doubt = '', ?, ?), ?) FROM before WHERE kind = ?",
            (same, perhaps, other, Kind.EVENTS),
        )

    def withhold(self, line: int, code: str) -> None:
        """Withhold the events of this line."""
        self._database.execute(
            "INSERT OR IGNORE INTO withheld VALUES (?, ?, ?)", (Kind.EVENTS, line, code)
        )

    def trim(self, line: int, places: Sequence[int]) -> None:
        """Take the events of these places out of the record of a line, if it was parked."""
        for (body,) in self._database.execute(
            "SELECT body FROM parked WHERE line = ?", (line,)
        ).fetchall():
            self._database.execute(
                "UPDATE parked SET body = ? WHERE line = ?", (trimmed(body, places), line)
            )

    def withhold_known(self, code: str, perhaps: str) -> None:
        """Withhold people of whom exactly this was sent before, or may have been."""
        self._database.execute(
            "INSERT OR IGNORE INTO withheld SELECT kind, line, iif(doubt = '', ?, ?) FROM before"
            " WHERE kind = ? AND is_same",
            (code, perhaps, Kind.PROFILES),
        )

    def withhold_older(self, journals: Sequence[Path], code: str) -> None:
        """Withhold people of whom these runs have sent a later row of the same file."""

        def note(_: Path) -> None:
            self._database.execute(
                "INSERT OR IGNORE INTO withheld SELECT ?1, seen.line, ?2 FROM profiles_seen AS seen"
                " JOIN earlier.sent ON sent.kind = ?1 AND sent.key = seen.key"
                " JOIN earlier.record AS first ON first.kind = ?1 AND first.line = sent.line"
                " WHERE EXISTS (SELECT 1 FROM earlier.record AS other"
                " JOIN earlier.fate USING (kind, line) WHERE other.batch = first.batch"
                " AND other.position = first.position AND other.kind = ?1"
                " AND other.line > seen.line AND fate.state IN (?3, ?4))",
                (Kind.PROFILES, code, *TAKEN),
            )

        for_each(self._database, journals, note, is_strict=True)

    def crowds(self) -> list[Crowd]:
        """Return the events with made ids of which one was sent before by another row.

        Those that are withheld are not among them.
        """
        self._database.execute("CREATE INDEX IF NOT EXISTS seen_line ON events_seen (line)")
        firsts = self._database.execute(
            "SELECT DISTINCT coalesce(again.first, before.line) FROM before"
            " JOIN parked USING (line) LEFT JOIN events_again AS again USING (line)"
            " WHERE before.kind = ? AND parked.has_made_id ORDER BY 1",
            (Kind.EVENTS,),
        ).fetchall()
        return [self._crowd(first) for (first,) in firsts]

    def taken(self, keys: Sequence[bytes], journals: Sequence[Path]) -> set[bytes]:
        """Return those of these keys of events that earlier runs have sent."""
        found: set[bytes] = set()
        packed = b"".join(keys)

        def note(_: Path) -> None:
            rows = self._database.execute(
                "WITH RECURSIVE place (at) AS (SELECT 0 UNION ALL SELECT at + 1 FROM place"
                " WHERE at + 1 < ?2)"
                " SELECT sent.key FROM place JOIN earlier.sent ON sent.kind = ?3"
                " AND sent.key = substr(?1, at * ?6 + 1, ?6)"
                " JOIN earlier.fate ON fate.kind = sent.kind AND fate.line = sent.line"
                " WHERE fate.state IN (?4, ?5)",
                (packed, len(keys), Kind.EVENTS, *TAKEN, DIGEST_SIZE),
            )
            found.update(key for (key,) in rows)

        for_each(self._database, journals, note, is_strict=True)
        return found

    def renumber(self, events: Sequence[tuple[int, bytes, bytes]]) -> None:
        """Give ``(line, key, body)`` their new keys, under which nothing was sent before."""
        lines = [(line,) for line, _, _ in events]
        digests = {
            line: row
            for (line,) in lines
            for (row,) in self._database.execute(
                "SELECT row FROM events_seen WHERE line = ?", (line,)
            )
        }
        self._database.executemany("DELETE FROM events_seen WHERE line = ?", lines)
        self._database.executemany(
            "INSERT INTO events_seen VALUES (?, ?, ?)",
            ((key, line, digests.get(line, b"")) for line, key, _ in events),
        )
        self._database.executemany(
            "UPDATE parked SET body = ? WHERE line = ?", ((body, line) for line, _, body in events)
        )
        self._database.executemany(
            "DELETE FROM before WHERE kind = ? AND line = ?",
            ((Kind.EVENTS, line) for (line,) in lines),
        )

    def spared(self, kind: Kind) -> Iterator[tuple[int, bytes]]:
        """Yield ``(line, body)`` of parked events, or of people, that are sent, by their lines."""
        table = "parked" if kind is Kind.EVENTS else "person"
        yield from self._database.execute(
            f"SELECT line, body FROM {table} WHERE line NOT IN"  # noqa: S608 - both are written above
            " (SELECT line FROM withheld WHERE kind = ?) ORDER BY line",
            (kind,),
        )

    def spared_repeats(self) -> Iterator[tuple[int, int]]:
        """Yield ``(line, first line)`` of every row that goes into a person who is sent."""
        yield from self._database.execute(
            "SELECT line, first FROM profiles_again WHERE first NOT IN"
            " (SELECT line FROM withheld WHERE kind = ?) ORDER BY line",
            (Kind.PROFILES,),
        )

    def held(self, kind: Kind) -> Iterator[tuple[int, str]]:
        """Yield ``(line, code)`` of what is withheld, with every row of a person."""
        yield from self._database.execute("SELECT line, code FROM withheld WHERE kind = ?", (kind,))
        if kind is Kind.PROFILES:
            yield from self._database.execute(
                "SELECT again.line, code FROM withheld JOIN profiles_again AS again"
                " ON again.first = withheld.line WHERE kind = ?",
                (kind,),
            )

    def _crowd(self, first: int) -> Crowd:
        (key,) = self._database.execute(
            "SELECT key FROM events_seen WHERE line = ?", (first,)
        ).fetchone()
        (body,) = self._database.execute(
            "SELECT body FROM parked WHERE line = ?", (first,)
        ).fetchone()
        lines = self._database.execute(
            "SELECT parked.line FROM parked LEFT JOIN events_again AS again USING (line)"
            " WHERE coalesce(again.first, parked.line) = ?1 AND parked.line NOT IN"
            " (SELECT line FROM withheld WHERE kind = ?2) ORDER BY 1",
            (first, Kind.EVENTS),
        )
        return Crowd(tuple(line for (line,) in lines), key, body)
