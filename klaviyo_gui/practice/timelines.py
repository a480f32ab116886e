"""What a practice Klaviyo knows about one person, and what happened to that person."""

from __future__ import annotations

from datetime import UTC, datetime
from math import inf
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.practice.browsed import FlowMessages, Happening, ShownPerson, TimelinePage
from klaviyo_gui.practice.messages import MESSAGES_OF

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from klaviyo_gui.practice.database import Database

EVENTS_OF = "CREATE INDEX IF NOT EXISTS events_by_person ON events (person, happened)"
"""Made by the first look: it takes seconds of a million events, an eighth more of their storing,
which nobody pays who never looks."""

_EVENTS = "SELECT number, body, happened FROM events WHERE person = ?"
_ORDER = "ORDER BY happened DESC, number DESC LIMIT ?"


class Timelines:
    """Shows people, one at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def person(self, number: int) -> ShownPerson | None:
        """Return somebody, None for nobody of this number."""
        with self._database.transaction() as connection:
            connection.execute(EVENTS_OF)
            connection.execute(MESSAGES_OF)
            row = connection.execute(
                "SELECT body FROM people WHERE number = ?", (number,)
            ).fetchone()
            if row is None:
                return None
            (events,) = connection.execute(
                "SELECT count(*) FROM events WHERE person = ?", (number,)
            ).fetchone()
            messages = connection.execute(
                "SELECT name, count(*) FROM messages JOIN flows ON flows.number = flow"
                " WHERE person = ? GROUP BY flow ORDER BY flow",
                (number,),
            ).fetchall()
        return ShownPerson(
            number,
            orjson.loads(row[0]),
            events,
            tuple(FlowMessages(flow, count, 1) for flow, count in messages),
        )

    def page(self, person: int, after: int, limit: int) -> TimelinePage | None:
        """Return so many events after that of this number, and when lists were joined meanwhile.

        0 begins with the newest. None: there is no such event of this person.
        """
        with self._database.transaction() as connection:
            connection.execute(EVENTS_OF)
            connection.execute(MESSAGES_OF)
            latest = inf
            if after:
                row = connection.execute(
                    "SELECT happened FROM events WHERE number = ? AND person = ?", (after, person)
                ).fetchone()
                if row is None:
                    return None
                (latest,) = row
            rows = connection.execute(
                f"{_EVENTS} AND (happened, number) < (?, ?) {_ORDER}"
                if after
                else f"{_EVENTS} {_ORDER}",
                (person, latest, after, limit + 1) if after else (person, limit + 1),
            ).fetchall()
            shown = rows[:limit]
            has_more = len(rows) > limit
            earliest = shown[-1][2] if has_more else -inf
            # Of equal times lists come first, so that they stand on the page of the first such
            # event: the sorting keeps the order given.
            happenings = [
                each for each in _joinings(connection, person) if earliest <= each[0] < latest
            ]
            happenings += _events(connection, person, shown)
        happenings.sort(key=lambda each: each[0], reverse=True)
        following = shown[-1][0] if has_more else None
        return TimelinePage(tuple(each for _happened, each in happenings), following)


# Joined so, each of the few flows and lists is looked up for the person, and not all that there is
# of the person, or of a list.


def _events(
    connection: sqlite3.Connection, person: int, rows: Iterable[tuple[int, bytes, float]]
) -> list[tuple[float, Happening]]:
    rows = list(rows)
    flows: dict[int, list[str]] = {}
    for event, flow in connection.execute(
        "SELECT event, name FROM flows CROSS JOIN messages ON flow = flows.number"
        " WHERE person = ? AND event IN (SELECT value FROM json_each(?)) ORDER BY flow",
        (person, orjson.dumps([number for number, *_rest in rows]).decode()),
    ):
        flows.setdefault(event, []).append(flow)
    return [
        (happened, _event(body, happened, flows.get(number, ()))) for number, body, happened in rows
    ]


def _event(body: bytes, happened: float, flows: Iterable[str]) -> Happening:
    content = orjson.loads(body)
    # An event without a time has that of its coming, which is kept beside what was sent.
    at = content.get("time") or datetime.fromtimestamp(happened, UTC).isoformat(timespec="seconds")
    return Happening(
        is_event=True,
        name=content["metric"],
        time=at,
        flows=tuple(flows),
        value=content.get("value"),
        currency=content.get("value_currency") or "",
        unique_id=content.get("unique_id") or "",
        is_history=content["backfill"],
        properties=content["properties"],
    )


def _joinings(connection: sqlite3.Connection, person: int) -> list[tuple[float, Happening]]:
    flows: dict[str, list[str]] = {}
    for cause, flow in connection.execute(
        "SELECT cause, name FROM flows CROSS JOIN messages ON flow = flows.number"
        " WHERE person = ? AND event IS NULL ORDER BY flow",
        (person,),
    ):
        flows.setdefault(cause, []).append(flow)
    rows = connection.execute(
        "SELECT lists.id, name, joined FROM lists CROSS JOIN members ON list = lists.id"
        " WHERE person = ? ORDER BY members.number DESC",
        (person,),
    ).fetchall()
    return [
        (
            datetime.fromisoformat(joined).timestamp() if joined else 0.0,
            Happening(is_event=False, name=name, time=joined, flows=tuple(flows.get(key, ()))),
        )
        for key, name, joined in rows
    ]
