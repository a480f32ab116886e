"""The events that a practice Klaviyo has taken, with their people."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

import orjson

from klaviyo_gui.practice.lists import add_members
from klaviyo_gui.practice.messages import note_messages
from klaviyo_gui.practice.metrics import note_events
from klaviyo_gui.practice.people_table import take_people

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.practice.behaviour import Repeats
    from klaviyo_gui.practice.database import Database
    from klaviyo_gui.practice.received import Attributes, ReceivedEvent, ReceivedEvents


class RepeatsRefused(Exception):
    """A request was refused as a whole because these of its events repeat a unique id."""

    def __init__(self, events: list[ReceivedEvent]) -> None:
        super().__init__(len(events))
        self.events = events


_STORED_ONCE: Final = frozenset({"ignore", "retrigger"})
"""Readings by which a repeat is passed over, and the request taken."""


class Store:
    """Keeps every person once and every event once; counts what it passed over."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._repeats_ignored = 0
        self._dropped = 0

    def take_events(self, received: ReceivedEvents, repeats: Repeats = "ignore") -> None:
        """Store the events with their people, the first of equal ones; or raise RepeatsRefused."""
        with self._database.transaction() as connection:
            numbers = take_people(
                connection, received.people, received.at, by_client=received.by_client
            )
            rows = []
            for event in received.events:
                person = numbers[event.owner]
                body = orjson.dumps(event.content)
                identity = _identity(person, event.metric, event.key)
                rows.append((identity, person, body, event.happened))
            identities = [row[0] for row in rows]
            if repeats not in _STORED_ONCE:
                stored = _stored(connection, identities) if repeats != "refuse" else set()
                refused = _repeated(received.events, identities, stored)
                if refused:
                    raise RepeatsRefused(refused)
            latest = _latest(connection)
            connection.executemany(
                "INSERT OR IGNORE INTO events (identity, person, body, happened)"
                " VALUES (?, ?, ?, ?)",
                rows,
            )
            new = [
                (number, numbers[event.owner], event.content)
                for number, event in _stored_since(connection, latest, received.events, identities)
            ]
            note_events(connection, (content for _number, _person, content in new), received.at)
            note_messages(connection, new)
            if repeats == "retrigger":
                note_messages(connection, _met_again(connection, latest, rows, received.events))
            self._repeats_ignored += len(rows) - len(new)
            self._dropped += received.dropped

    def take_profiles(
        self,
        people: Sequence[Attributes],
        at: str,
        lists: Sequence[str] = (),
        *,
        by_client: bool = False,
    ) -> None:
        """Store new people, and what is new about those already known, and put all on the lists."""
        with self._database.transaction() as connection:
            numbers = take_people(connection, people, at, by_client=by_client)
            add_members(connection, lists, numbers, at)

    def counts(self) -> dict[str, int]:
        """Return how many people and events there are, and how many events were passed over."""
        with self._database.transaction() as connection:
            people, events = connection.execute(
                "SELECT (SELECT count(*) FROM people), (SELECT count(*) FROM events)"
            ).fetchone()
            return {
                "people": people,
                "events": events,
                "repeats_ignored": self._repeats_ignored,
                "dropped": self._dropped,
            }

    def events(self, after: int, limit: int) -> tuple[list[bytes], int]:
        """Return events in order of storing as JSON objects, and the number of the last."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT number, person, body FROM events WHERE number > ? ORDER BY number LIMIT ?",
                (after, limit),
            ).fetchall()
        shown = [b'{"id":%d,"person":%d,' % row[:2] + row[2][1:] for row in rows]
        return shown, (rows[-1][0] if rows else after)


def _met_again(
    connection: sqlite3.Connection,
    latest: int,
    rows: Sequence[tuple[int, int, bytes, float]],
    events: Sequence[ReceivedEvent],
) -> Iterator[tuple[int, int, Attributes]]:
    """Yield those of the events that were stored under numbers up to the latest, with these."""
    look_up = "SELECT number FROM events WHERE identity = ? AND number <= ?"
    for (identity, person, _body, _happened), event in zip(rows, events, strict=True):
        for (number,) in connection.execute(look_up, (identity, latest)).fetchall():
            yield number, person, event.content


def _identity(person: int, metric: str, key: str) -> int:
    """Return 64 bits that stand for an event; among ten million, two collide once in 370,000."""
    digest = blake2b(f"{person}\0{metric}\0{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def _latest(connection: sqlite3.Connection) -> int:
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM events").fetchone()
    return int(number)


def _stored_since(
    connection: sqlite3.Connection,
    latest: int,
    events: Sequence[ReceivedEvent],
    identities: Sequence[int],
) -> list[tuple[int, ReceivedEvent]]:
    """Return those of the events that were stored under numbers beyond the latest, with these."""
    first = dict(zip(reversed(identities), reversed(events), strict=True))
    rows = connection.execute(
        "SELECT number, identity FROM events WHERE number > ? ORDER BY number", (latest,)
    )
    return [(number, first[identity]) for number, identity in rows]


def _stored(connection: sqlite3.Connection, identities: Sequence[int]) -> set[int]:
    look_up = "SELECT 1 FROM events WHERE identity = ?"
    return {each for each in identities if connection.execute(look_up, (each,)).fetchone()}


def _repeated(
    events: Sequence[ReceivedEvent], identities: Sequence[int], stored: set[int]
) -> list[ReceivedEvent]:
    """Return the events whose explicit id was there before them."""
    seen = set(stored)
    repeated = []
    for event, identity in zip(events, identities, strict=True):
        if event.has_id and identity in seen:
            repeated.append(event)
        seen.add(identity)
    return repeated
