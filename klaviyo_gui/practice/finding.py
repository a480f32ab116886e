"""People of a practice Klaviyo found by a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.practice.browsed import FoundPeople, FoundPerson
from klaviyo_gui.practice.messages import MESSAGES_OF
from klaviyo_gui.practice.people import IDENTIFIERS
from klaviyo_gui.practice.timelines import EVENTS_OF

if TYPE_CHECKING:
    import sqlite3

    from klaviyo_gui.practice.database import Database
    from klaviyo_gui.practice.received import Attributes

_NAMES = ("first_name", "last_name", "organization")
_AT_A_TIME = 5_000
"""People that are looked at while nobody else may write: some hundredths of a second."""

_EVERYBODY = "SELECT number, body FROM people WHERE number > ? ORDER BY number LIMIT ?"
_WRITTEN_TO = (
    "SELECT number, body FROM people WHERE number IN"
    " (SELECT DISTINCT person FROM messages WHERE person > ? ORDER BY person LIMIT ?)"
    " ORDER BY number"
)


class Finding:
    """Finds people by what identifies them and by their names."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def found(self, text: str, after: int, limit: int, *, only_written: bool) -> FoundPeople:
        """Return a page of the people with whom each word of the text is found, in any case.

        With ``only_written`` they are those to whom a live flow would have written.
        """
        words = text.casefold().split()
        written = [orjson.dumps(word)[1:-1].decode() for word in words]
        query = _WRITTEN_TO if only_written else _EVERYBODY
        is_first = after == 0
        shown: list[tuple[int, Attributes]] = []
        count = 0
        last = after
        at_a_time = _AT_A_TIME if words else limit + 1
        while count <= limit or (words and is_first):
            with self._database.transaction() as connection:
                if only_written:
                    connection.execute(MESSAGES_OF)
                rows = connection.execute(query, (last, at_a_time)).fetchall()
            for number, body in rows:
                content = _content_with(words, written, body)
                if content is not None:
                    count += 1
                    if count <= limit:
                        shown.append((number, content))
            if len(rows) < at_a_time:
                break
            last = rows[-1][0]
        with self._database.transaction() as connection:
            people = _lines(connection, shown)
            if is_first and not words:
                count = _count(connection, only_written=only_written)
        following = shown[-1][0] if count > len(shown) and shown else None
        return FoundPeople(people, following, count if is_first else None)


def full_name(content: Attributes) -> str:
    """Return what somebody is called."""
    names = (content.get("first_name"), content.get("last_name"))
    return " ".join(name for name in names if name)


def _content_with(words: list[str], written: list[str], body: bytes) -> Attributes | None:
    """Return somebody's content, None where it has not all words, ``written`` as JSON has them."""
    # Most people are passed over by a look at the raw text, without taking it apart.
    raw = body.decode().casefold() if words else ""
    for word in written:
        if word not in raw:
            return None
    content: Attributes = orjson.loads(body)
    told = "\n".join(str(content.get(name) or "") for name in (*IDENTIFIERS, *_NAMES)).casefold()
    return content if all(word in told for word in words) else None


def _count(connection: sqlite3.Connection, *, only_written: bool) -> int:
    query = "count(DISTINCT person) FROM messages" if only_written else "count(*) FROM people"
    (count,) = connection.execute(f"SELECT {query}").fetchone()
    return int(count)


def _lines(
    connection: sqlite3.Connection, people: list[tuple[int, Attributes]]
) -> tuple[FoundPerson, ...]:
    connection.execute(EVENTS_OF)
    connection.execute(MESSAGES_OF)
    numbers = orjson.dumps([number for number, _content in people]).decode()
    events: dict[int, int] = dict(
        connection.execute(
            "SELECT person, count(*) FROM events"
            " WHERE person IN (SELECT value FROM json_each(?)) GROUP BY person",
            (numbers,),
        )
    )
    flows: dict[int, list[str]] = {}
    for person, flow in connection.execute(
        "SELECT DISTINCT person, name FROM messages JOIN flows ON flows.number = flow"
        " WHERE person IN (SELECT value FROM json_each(?)) ORDER BY flows.number",
        (numbers,),
    ):
        flows.setdefault(person, []).append(flow)
    return tuple(
        FoundPerson(
            number,
            content.get("email", ""),
            content.get("phone_number", ""),
            content.get("external_id", ""),
            full_name(content),
            events.get(number, 0),
            tuple(flows.get(number, ())),
        )
        for number, content in people
    )
