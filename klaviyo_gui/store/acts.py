"""Events of one metric and id whose people may be one, in a database of one pass over a file.

Klaviyo keeps one event of a person, metric and id. Whom it takes for one person depends on what
reaches it first, as several requests are under way at a time. So an event is held that may be one
with an earlier one, in whatever order they come, by all that was read until then. Of two that only
a later row brings together it is told.
"""

from __future__ import annotations

from struct import Struct
from typing import TYPE_CHECKING

import orjson

from klaviyo_gui.core.ids import DIGEST_SIZE
from klaviyo_gui.store.seen import Repeat

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Sequence

    from klaviyo_gui.core.ids import Act

    Met = Callable[[bytes], list[bytes]]
    """Whom somebody may be one with, by one step."""

_PACKED = Struct(f"<q{DIGEST_SIZE}sbq")
"""Act, who, place and line of one event."""

_Row = tuple[int, bytes, int, int]

CIRCLE_MAX = 1_000
"""People who are followed from one to the next; whoever has more is told of without a look."""


class Acts:
    """What was done by an id of its own, with the first who did it and all others."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute(
            "CREATE TABLE act (act INTEGER PRIMARY KEY, who BLOB, place INTEGER, line INTEGER)"
        )
        database.execute(
            "CREATE TABLE act_again (act INTEGER, who BLOB, place INTEGER, line INTEGER,"
            " PRIMARY KEY (act, who)) WITHOUT ROWID"
        )
        database.execute("CREATE TABLE act_part (part INTEGER PRIMARY KEY, acts BLOB)")
        self._is_indexed = False
        database.execute("CREATE TABLE act_met (line INTEGER PRIMARY KEY, first INTEGER)")

    def claim(
        self, lines: Sequence[int], acts: Sequence[Act], strongest: int, met: Met | None
    ) -> list[Repeat]:
        """Remember these events; return those that may be one with an earlier one, in order.

        People who are known by the identifier of the place ``strongest`` are never one with each
        other. As long as nobody met anybody ``met`` is None, and nothing is looked up.
        """
        rows = [(act, who, place, lines[at]) for at, act, place, who in acts]
        if met is None:
            packed = b"".join(_PACKED.pack(*row) for row in rows)
            self._database.execute("INSERT INTO act_part (acts) VALUES (?)", (packed,))
            return []
        self._index()
        if self._are_first(rows):
            return []
        found: list[Repeat] = []
        circles = _Circles(met)
        for at, act, place, who in acts:
            if self._is_first(act, lines[at]):
                continue
            circle, _ = circles.of(who)
            first = self._first(act, strongest if place == strongest else -1, who, circle)
            if first:
                found.append(Repeat(at, first))
            else:
                self._add_again((act, who, place, lines[at]))
        return found

    def settle(self, strongest: int, met: Met | None) -> Iterator[tuple[int, int]]:
        """Yield ``(line, earlier line)`` of events that may be one after all, by line.

        Without ``met`` it is not known who may be one with whom, and whoever may be is told of.
        """
        self._index()
        circles = _Circles(met) if met is not None else None
        told: set[int] = set()
        rows = self._database.execute(
            "SELECT again.act, again.who, again.place, again.line FROM act_again AS again"
            " JOIN act USING (act) WHERE again.place <> ?1 OR act.place <> ?1 OR EXISTS"
            " (SELECT 1 FROM act_again AS other WHERE other.act = again.act AND other.place <> ?1)"
            " ORDER BY again.line",
            (strongest,),
        ).fetchall()
        for act, who, place, line in rows:
            but = strongest if place == strongest else -1
            circle, is_cut = circles.of(who) if circles is not None else (None, False)
            first = self._first(act, but, who, circle, line)
            if is_cut:
                first = first or self._first(act, but, who, None, line)
            if first and line not in told:
                # Of several events of a row one is enough.
                told.add(line)
                self._database.execute("INSERT INTO act_met VALUES (?, ?)", (line, first))
                yield line, first

    def met(self, line: int) -> int:
        """Return the line of the event that this one may be one with after all, else 0."""
        row = self._database.execute("SELECT first FROM act_met WHERE line = ?", (line,)).fetchone()
        return int(row[0]) if row else 0

    def _index(self) -> None:
        """Make what was remembered fit to be looked up, once somebody met somebody."""
        if self._is_indexed:
            return
        self._is_indexed = True
        for (packed,) in self._database.execute("SELECT acts FROM act_part ORDER BY part"):
            rows = [*_PACKED.iter_unpack(packed)]
            if not self._are_first(rows):
                for row in rows:
                    if not self._is_first(row[0], row[3]):
                        self._add_again(row)
        self._database.execute("DELETE FROM act_part")

    def _are_first(self, rows: Sequence[_Row]) -> bool:
        """Remember the first of each act; tell whether all of these are."""
        before = self._database.total_changes
        self._database.executemany("INSERT OR IGNORE INTO act VALUES (?, ?, ?, ?)", rows)
        return self._database.total_changes - before == len(rows)

    def _add_again(self, row: _Row) -> None:
        self._database.execute("INSERT OR IGNORE INTO act_again VALUES (?, ?, ?, ?)", row)

    def _is_first(self, act: int, line: int) -> bool:
        (first,) = self._database.execute("SELECT line FROM act WHERE act = ?", (act,)).fetchone()
        return bool(first == line)

    def _first(
        self, act: int, but: int, who: bytes, circle: set[bytes] | None, line: int = 0
    ) -> int:
        """Return the first line of an act by somebody else of a circle, 0 where there is none.

        None is the circle of everybody. ``but`` is a place of people who are somebody else,
        ``line`` a line to be before.
        """
        condition, values = "who <> ?3", who
        if circle is not None:
            condition = "hex(who) IN (SELECT value FROM json_each(?3))"
            values = orjson.dumps([each.hex().upper() for each in circle if each != who])
        (first,) = self._database.execute(
            "SELECT min(line) FROM (SELECT who, place, line FROM act WHERE act = ?1"  # noqa: S608 - constants
            " UNION ALL SELECT who, place, line FROM act_again WHERE act = ?1)"
            f" WHERE place <> ?2 AND (?4 = 0 OR line < ?4) AND {condition}",
            (act, but, values, line),
        ).fetchone()
        return first or 0


class _Circles:
    """The people whom Klaviyo may take for one, as they are known at one moment."""

    def __init__(self, met: Met) -> None:
        self._met = met
        self._known: dict[bytes, tuple[set[bytes], bool]] = {}

    def of(self, who: bytes) -> tuple[set[bytes], bool]:
        """Return all who may be this person, empty for nobody else, and whether it is cut short."""
        if who not in self._known:
            circle, waiting = {who}, [who]
            while waiting and len(circle) <= CIRCLE_MAX:
                fresh = set(self._met(waiting.pop())) - circle
                circle |= fresh
                waiting += fresh
            found = (circle if len(circle) > 1 else set(), bool(waiting))
            # One that is cut short looks otherwise from each of its people.
            for each in {who} if waiting else circle:
                self._known[each] = found
        return self._known[who]
