"""The lists of a practice Klaviyo, and who is on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.practice.messages import note_new_member
from klaviyo_gui.practice.shop import FOUND

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from klaviyo_gui.practice.database import Database
    from klaviyo_gui.practice.shop import ContactList


@dataclass(frozen=True, slots=True)
class StoredList:
    """A list as it is shown; ``created`` is an ISO 8601 text."""

    number: int
    id: str
    name: str
    opt_in_process: str
    created: str


class Lists:
    """Shows the lists and their members; nobody makes new ones here."""

    def __init__(self, database: Database, found: Iterable[ContactList]) -> None:
        self._database = database
        with database.transaction() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO lists (id, name, opt_in_process, created)"
                " VALUES (?, ?, ?, ?)",
                [(each.id, each.name, each.opt_in_process, FOUND) for each in found],
            )

    def listed(self, after: int, limit: int) -> list[StoredList]:
        """Return lists beyond the number ``after``."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT number, id, name, opt_in_process, created FROM lists"
                " WHERE number > ? ORDER BY number LIMIT ?",
                (after, limit),
            ).fetchall()
        return [StoredList(*row) for row in rows]

    def unknown(self, ids: Sequence[str]) -> list[str]:
        """Return those of the ids that no list has."""
        with self._database.transaction() as connection:
            known = {list_id for (list_id,) in connection.execute("SELECT id FROM lists")}
        return [each for each in ids if each not in known]

    def members(self, after: int, limit: int) -> tuple[list[bytes], int]:
        """Return members in order of joining as JSON objects, and the number of the last."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT number, list, person FROM members WHERE number > ? ORDER BY number LIMIT ?",
                (after, limit),
            ).fetchall()
        names = ("id", "list", "person")
        shown = [orjson.dumps(dict(zip(names, row, strict=True))) for row in rows]
        return shown, (rows[-1][0] if rows else after)


def add_members(
    connection: sqlite3.Connection, lists: Iterable[str], people: Sequence[int], at: str
) -> None:
    """Put the people on the lists then; what that starts, it starts for those not there before."""
    for list_id in lists:
        for person in people:
            joined = connection.execute(
                "INSERT OR IGNORE INTO members (list, person, joined) VALUES (?, ?, ?)",
                (list_id, person, at),
            )
            if joined.rowcount:
                note_new_member(connection, list_id, person)
