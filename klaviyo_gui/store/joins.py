"""Which people of a file Klaviyo takes for one, in a database of one pass over that file.

It can be said only at the end: a later row may give somebody another number. Looked at are the few
who have, or had, an identifier that stands with somebody else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core.catalog import ID_TARGETS
from klaviyo_gui.core.ids import digest
from klaviyo_gui.core.same_person import identifiers_of
from klaviyo_gui.store.owners import Shared

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator


class Joins:
    """People known to have something in common, by the line in which they come first."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute("CREATE TABLE involved (line INTEGER PRIMARY KEY)")
        database.execute("CREATE TABLE held_by (key BLOB PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        database.execute("CREATE TABLE known_by (line INTEGER PRIMARY KEY, mask INTEGER)")
        database.execute(
            "CREATE TABLE joined (line INTEGER, place INTEGER, first INTEGER, is_join INTEGER,"
            " PRIMARY KEY (line, place)) WITHOUT ROWID"
        )

    def involve(self, lines: Iterable[int]) -> None:
        """Remember people who may have something in common with others."""
        self._database.executemany(
            "INSERT OR IGNORE INTO involved VALUES (?)", ((line,) for line in lines)
        )

    def settle(self) -> Iterator[tuple[int, Shared]]:
        """Yield what of whom is somebody else's too, in the order in which people are sent.

        The first identifier that is known already decides: its owner is the same person, unless
        both have a more telling one.
        """
        people = self._database.execute(
            "SELECT line, body FROM person JOIN involved USING (line) ORDER BY line"
        )
        for line, body in people:
            found = identifiers_of(orjson.loads(body))
            keys = [(ID_TARGETS.index(name), digest(name, text)) for name, text in found.items()]
            for shared in self._joined(line, keys):
                self._database.execute(
                    "INSERT INTO joined VALUES (?, ?, ?, ?)", (line, *shared[1:])
                )
                yield line, shared

    def shared(self, line: int) -> list[Shared]:
        """Return what of the person who comes first in this line is somebody else's too."""
        rows = self._database.execute(
            "SELECT place, first, is_join FROM joined WHERE line = ? ORDER BY place", (line,)
        )
        return [Shared(-1, place, first, bool(is_join)) for place, first, is_join in rows]

    def _joined(self, line: int, keys: list[tuple[int, bytes]]) -> list[Shared]:
        owners = [(place, key, self._holder(key)) for place, key in keys]
        shared: list[Shared] = []
        person = line
        for place, _, owner in owners:
            if not owner or owner == person:
                continue
            stronger = sum(1 << each for each, _ in keys if each < place)
            is_join = not shared and not self._mask(owner) & stronger
            shared.append(Shared(-1, place, owner, is_join))
            if is_join:
                person = owner
        self._database.executemany(
            "INSERT OR IGNORE INTO held_by VALUES (?, ?)", ((key, person) for _, key in keys)
        )
        mask = self._mask(person) | sum(1 << place for place, _ in keys)
        self._database.execute("INSERT OR REPLACE INTO known_by VALUES (?, ?)", (person, mask))
        return shared

    def _holder(self, key: bytes) -> int:
        row = self._database.execute("SELECT line FROM held_by WHERE key = ?", (key,)).fetchone()
        return row[0] if row else 0

    def _mask(self, line: int) -> int:
        row = self._database.execute("SELECT mask FROM known_by WHERE line = ?", (line,)).fetchone()
        return row[0] if row else 0
