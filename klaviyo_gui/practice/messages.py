"""The messages that live flows would have sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.practice.browsed import FlowMessages, Written
from klaviyo_gui.practice.flows import live_flows
from klaviyo_gui.practice.metrics import metric_id
from klaviyo_gui.practice.shop import API

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from klaviyo_gui.practice.database import Database
    from klaviyo_gui.practice.received import Attributes

MESSAGES_OF = "CREATE INDEX IF NOT EXISTS messages_of_person ON messages (person, flow, event)"
"""Made by the first look, so that nobody pays for it who never looks."""


class Messages:
    """Shows who would have got one, by which flow, for which event; none when it is for a list."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def shown(self, after: int, limit: int) -> tuple[list[bytes], int]:
        """Return messages in their order as JSON objects, and the number of the last."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT messages.number, person, name, event FROM messages"
                " JOIN flows ON flows.number = flow"
                " WHERE messages.number > ? ORDER BY messages.number LIMIT ?",
                (after, limit),
            ).fetchall()
        names = ("id", "person", "flow", "event")
        shown = [orjson.dumps(dict(zip(names, row, strict=True))) for row in rows]
        return shown, (rows[-1][0] if rows else after)

    def written(self) -> Written:
        """Return how many people would have got messages, by which flows."""
        with self._database.transaction() as connection:
            connection.execute(MESSAGES_OF)
            # The inner groups stand in the index one after the other.
            rows = connection.execute(
                "SELECT name, sum(each), count(*) FROM"
                " (SELECT flow, count(*) AS each FROM messages GROUP BY person, flow)"
                " JOIN flows ON flows.number = flow GROUP BY flow ORDER BY flow"
            ).fetchall()
            (people,) = connection.execute("SELECT count(DISTINCT person) FROM messages").fetchone()
        return Written(people, tuple(FlowMessages(*row) for row in rows))

    def count(self) -> int:
        """Return how many there are."""
        with self._database.transaction() as connection:
            (count,) = connection.execute("SELECT count(*) FROM messages").fetchone()
        return int(count)


def note_new_member(connection: sqlite3.Connection, list_id: str, person: int) -> None:
    """Keep a message for each live flow that begins when somebody is added to the list.

    That an import begins them is told of those by hand only; here it is taken for both.
    """
    rows = [(flow, person) for flow in live_flows(connection, list_id)]
    connection.executemany("INSERT INTO messages (flow, person) VALUES (?, ?)", rows)


def note_messages(
    connection: sqlite3.Connection, stored: Iterable[tuple[int, int, Attributes]]
) -> None:
    """Keep a message for each live flow of each stored event that is not recorded as history.

    Of each event come its number, its person's, and its content. A real flow may also ask for
    more, or hold a message back; what is counted here is the most that can happen.
    """
    flows: dict[str, list[int]] = {}
    rows = []
    for number, person, content in stored:
        if content["backfill"]:
            continue
        metric = content["metric"]
        if metric not in flows:
            flows[metric] = live_flows(connection, metric_id(metric, API))
        rows += [(flow, person, number) for flow in flows[metric]]
    connection.executemany("INSERT INTO messages (flow, person, event) VALUES (?, ?, ?)", rows)
