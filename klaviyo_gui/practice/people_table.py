"""The people whom a practice Klaviyo knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.practice.people import IDENTIFIERS, identifier_keys, known_person, merged

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from klaviyo_gui.practice.database import Database
    from klaviyo_gui.practice.received import Attributes

_IN_LIST = "IN (SELECT value FROM json_each(?))"
_ORDERS = {"": "number", "updated": "updated, number", "-updated": "updated DESC, number DESC"}


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody as a profile shows them; ``updated`` is an ISO 8601 text."""

    number: int
    content: Attributes
    updated: str


class People:
    """Shows the people."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def shown(self, after: int, limit: int) -> tuple[list[bytes], int]:
        """Return people in order of storing as JSON objects, and the number of the last."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT number, body FROM people WHERE number > ? ORDER BY number LIMIT ?",
                (after, limit),
            ).fetchall()
        return [b'{"id":%d,' % row[0] + row[1][1:] for row in rows], (
            rows[-1][0] if rows else after
        )

    def sorted(self, order: str, passed: int, limit: int) -> list[KnownPerson]:
        """Return people after so many others, in the order *updated*, *-updated* or of storing."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT number, body, updated FROM people"  # noqa: S608 - constants
                f" ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?",
                (limit, passed),
            ).fetchall()
        return [KnownPerson(number, orjson.loads(body), updated) for number, body, updated in rows]


def take_people(
    connection: sqlite3.Connection,
    people: Sequence[Attributes],
    at: str,
    *,
    by_client: bool = False,
) -> list[int]:
    """Save the people and return the number of each, in the order given.

    What comes ``by_client`` leaves what identifies somebody known as it is: an attempt to change
    it is answered like all else (specification 2026-07-15, ``create_client_profile``).
    """
    keys = [identifier_keys(person) for person in people]
    owners: dict[str, int] = dict(
        connection.execute(
            f"SELECT key, person FROM identifiers WHERE key {_IN_LIST}",  # noqa: S608 - constant
            (_json_list({key for pairs in keys for _name, key in pairs}),),
        )
    )
    bodies: dict[int, Attributes] = {
        number: orjson.loads(body)
        for number, body in connection.execute(
            f"SELECT number, body FROM people WHERE number {_IN_LIST}",  # noqa: S608 - constant
            (_json_list(set(owners.values())),),
        )
    }
    (latest,) = connection.execute("SELECT coalesce(max(number), 0) FROM people").fetchone()
    numbers: list[int] = []
    changed: set[int] = set()
    added: list[tuple[str, int]] = []
    for sent, sent_keys in zip(people, keys, strict=True):
        person, pairs = sent, sent_keys
        number = known_person(pairs, owners, bodies)
        if number is None:
            latest += 1
            number = latest
        known = bodies.get(number, {})
        if by_client:
            person = {**sent, **{name: known[name] for name in IDENTIFIERS if name in known}}
            pairs = identifier_keys(person)
        if not person.items() <= known.items():
            bodies[number] = merged(known, person)
            changed.add(number)
        for _name, key in pairs:
            if owners.setdefault(key, number) == number:
                added.append((key, number))
        numbers.append(number)
    connection.executemany(
        "INSERT INTO people (number, body, updated) VALUES (?, ?, ?) ON CONFLICT (number)"
        " DO UPDATE SET body = excluded.body, updated = excluded.updated",
        [(number, orjson.dumps(bodies[number]), at) for number in sorted(changed)],
    )
    connection.executemany("INSERT OR IGNORE INTO identifiers VALUES (?, ?)", added)
    return numbers


def _json_list(values: set[str] | set[int]) -> str:
    return orjson.dumps(list(values)).decode()
