"""To whom phone numbers and customer ids belong, in a database of one pass over a file.

People are known by their most telling identifier. Another one of theirs should be theirs alone:
where it stands with somebody else too, Klaviyo takes two for one, or refuses one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import orjson

from klaviyo_gui.core.ids import DIGEST_SIZE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence


_AT = f"incoming.key * {DIGEST_SIZE} + 1"
"""Where the digest of the next claim begins; they come one behind another."""

_EACH = "FROM json_each(?3) AS incoming"


class Shared(NamedTuple):
    """An identifier of a record that stood with somebody else before.

    ``place`` is that of the identifier among all there are, the most telling first. ``is_join``
    tells that nothing more telling keeps the two people apart, so that they are one for Klaviyo.
    """

    position: int
    place: int
    first: int
    is_join: bool


class Owners:
    """The identifiers that came, each with the person and the line that had it first.

    ``has_met`` tells that one stood with somebody else, too.
    """

    def __init__(self, database: sqlite3.Connection, name: str) -> None:
        self._database = database
        self._name = name
        self.has_met = False
        self._execute(
            "CREATE TABLE @_owner (key BLOB PRIMARY KEY, person BLOB, mask INTEGER, line INTEGER)"
            " WITHOUT ROWID"
        )
        self._execute(
            "CREATE TABLE @_claimed (position INTEGER, place INTEGER, key BLOB, person BLOB,"
            " mask INTEGER, PRIMARY KEY (position, place)) WITHOUT ROWID"
        )
        self._execute(
            "CREATE TABLE @_meeting (key BLOB, person BLOB, mask INTEGER, place INTEGER,"
            " PRIMARY KEY (key, person, mask)) WITHOUT ROWID"
        )
        self._execute("CREATE INDEX @_meeting_person ON @_meeting (person)")
        self._execute(
            "CREATE TABLE @_shared (line INTEGER, place INTEGER, first INTEGER,"
            " is_join INTEGER, PRIMARY KEY (line, place)) WITHOUT ROWID"
        )

    def claim(
        self, lines: Sequence[int], claims: Sequence[Claimed], *, is_told: bool = True
    ) -> list[Shared]:
        """Remember who has what; return what stood with somebody else before, in order.

        What is not told is not remembered of the line.
        """
        before = self._database.total_changes
        self._many(
            "INSERT OR IGNORE INTO @_owner VALUES (?, ?, ?, ?)",
            ((key, person, mask, lines[at]) for at, _, key, person, mask in claims),
        )
        if self._database.total_changes - before == len(claims):
            return []
        doubtful = self._doubtful(claims)
        if not doubtful:
            return []
        self._execute("DELETE FROM @_claimed")
        self._many(
            "INSERT INTO @_claimed VALUES (?, ?, ?, ?, ?)",
            (each for each in claims if each[2] in doubtful),
        )
        suspects = self._execute(
            "SELECT position, place, key, claimed.person, claimed.mask,"
            " owner.person, owner.mask, owner.line"
            " FROM @_claimed AS claimed CROSS JOIN @_owner AS owner USING (key)"
            " ORDER BY position, place"
        ).fetchall()
        self._many(
            "INSERT OR IGNORE INTO @_meeting VALUES (?, ?, ?, ?)",
            (
                (key, *who, place)
                for _, place, key, person, mask, had, had_mask, _ in suspects
                for who in ((person, mask), (had, had_mask))
            ),
        )
        self.has_met = True
        found = self._settled(lines, suspects)
        if not is_told:
            return []
        self._many(
            "INSERT OR IGNORE INTO @_shared VALUES (?, ?, ?, ?)",
            ((lines[each.position], *each[1:]) for each in found),
        )
        return found

    def shared(self, line: int) -> list[Shared]:
        """Return what of a record stood with somebody else before."""
        rows = self._execute(
            "SELECT -1, place, first, is_join FROM @_shared WHERE line = ? ORDER BY place",
            (line,),
        )
        return [Shared(at, place, first, bool(is_join)) for at, place, first, is_join in rows]

    def met(self, person: bytes) -> list[bytes]:
        """Return whom Klaviyo may take for this person, by an identifier that both have."""
        rows = self._execute(
            "SELECT DISTINCT other.person FROM @_meeting AS mine CROSS JOIN @_meeting AS other"
            " USING (key) WHERE mine.person = ? AND other.person <> mine.person"
            " AND (mine.mask & other.mask & ((1 << mine.place) - 1)) = 0",
            (person,),
        )
        return [other for (other,) in rows]

    def known_by(self, person: bytes) -> list[bytes]:
        """Return what somebody had, as far as anything depends on it; to be asked at the end."""
        self._execute("CREATE INDEX IF NOT EXISTS @_owner_person ON @_owner (person)")
        rows = self._execute(
            "SELECT key FROM @_owner WHERE person = ?1"
            " UNION SELECT key FROM @_meeting WHERE person = ?1",
            (person,),
        )
        return [key for (key,) in rows]

    def having(self, key: bytes) -> list[bytes]:
        """Return who had an identifier."""
        rows = self._execute(
            "SELECT person FROM @_owner WHERE key = ?1"
            " UNION SELECT person FROM @_meeting WHERE key = ?1",
            (key,),
        )
        return [person for (person,) in rows]

    def _doubtful(self, claims: Sequence[Claimed]) -> set[bytes]:
        """Return the identifiers among these that somebody else has; mostly there are none."""
        keys = b"".join([key for _, _, key, _, _ in claims])
        people = b"".join([person for _, _, _, person, _ in claims])
        places = orjson.dumps(list(range(len(claims)))).decode()
        found = self._execute(
            f"SELECT owner.key {_EACH}"
            f" CROSS JOIN @_owner AS owner ON owner.key = substr(?1, {_AT}, {DIGEST_SIZE})"
            f" WHERE owner.person <> substr(?2, {_AT}, {DIGEST_SIZE})",
            (keys, people, places),
        )
        return {key for (key,) in found}

    def _settled(self, lines: Sequence[int], suspects: Sequence[_Suspect]) -> list[Shared]:
        """Tell joins from the rest; whoever of two joined is known better owns it from then on."""
        found: list[Shared] = []
        owners: dict[bytes, tuple[bytes, int, int]] = {}
        for position, place, key, person, mask, had, had_mask, had_line in suspects:
            owner, has, first = owners.get(key, (had, had_mask, had_line))
            if owner == person:
                continue
            is_join = not has & mask & ((1 << place) - 1)
            found.append(Shared(position, place, first, is_join))
            if is_join and _best(mask) < _best(has):
                owners[key] = (person, has | mask, lines[position])
        self._many(
            "UPDATE @_owner SET person = ?, mask = ?, line = ? WHERE key = ?",
            ((*owner, key) for key, owner in owners.items()),
        )
        return found

    def _execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Execute a statement in which @ stands for the name of these owners."""
        return self._database.execute(statement.replace("@", self._name), values)

    def _many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        self._database.executemany(statement.replace("@", self._name), rows)


Claimed = tuple[int, int, bytes, bytes, int]
"""The position of a record, and a claim of it: place, key, person, mask."""

_Suspect = tuple[int, int, bytes, bytes, int, bytes, int, int]
"""Position, place, key, person and mask of a claim; person, mask and line of the owner."""


def _best(mask: int) -> int:
    """Return the place of the most telling identifier of a mask."""
    return (mask & -mask).bit_length()
