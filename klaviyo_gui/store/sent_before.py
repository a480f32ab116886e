"""Which records of a file earlier runs have sent, in a database of one pass over that file."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

import orjson

from klaviyo_gui.core.errors import LedgerBusy, LedgerDamaged, RunDamaged, RunOngoing
from klaviyo_gui.core.ids import ROW_DIGEST_SIZE, body_digest
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State
from klaviyo_gui.store.damage import as_system_error, code_of, is_broken, mark_damaged
from klaviyo_gui.store.lost import lost_steps, lost_steps_at_rest
from klaviyo_gui.store.steps import acknowledged_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from klaviyo_gui.core.errors import RunError

TAKEN = (State.ACCEPTED, State.UNKNOWN)
"""What an earlier run sent and Klaviyo has, or may have."""

LEDGERS = ".ledger"
"""The folder, among those of the runs, of what is known of runs that are no longer kept."""

_LOOKED_UP = ("sent", "record", "exception")
"""The tables by which is known what was sent; a ledger has the first of them alone."""

CREATED = (
    "coalesce((SELECT json_extract(CAST(facts AS TEXT), '$.created') FROM earlier.run LIMIT 1), '')"
)
"""When the run of a journal was planned, as SQL; a ledger says it of each record."""


READING_SECONDS = 30.0
"""So long whoever sends waits for somebody who reads the journal of a run."""


class PassedOver(NamedTuple):
    """Journals and ledgers with which nothing was compared."""

    unread: tuple[Path, ...] = ()
    """What cannot be read at all."""
    in_use: tuple[Path, ...] = ()
    """What somebody else has at this moment."""


class SentBefore:
    """Compares the keys of a pass with those in the journals of earlier runs."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._passed: dict[Kind, PassedOver] = {}
        database.create_function("body_digest", 1, body_digest, deterministic=True)
        database.execute(
            "CREATE TABLE before (kind TEXT, line INTEGER, is_same INTEGER, at TEXT, doubt TEXT,"
            " PRIMARY KEY (kind, line)) WITHOUT ROWID"
        )
        database.execute(
            "CREATE TABLE before_each (line INTEGER, place INTEGER, is_same INTEGER, at TEXT,"
            " doubt TEXT, PRIMARY KEY (line, place)) WITHOUT ROWID"
        )

    def people(self) -> Iterator[tuple[bytes, int, bytes]]:
        """Return ``(key, first line, digest of the body)`` of every person, by their keys."""
        return self._database.execute(
            "SELECT key, seen.line, body_digest(person.body) FROM profiles_seen AS seen"
            " JOIN person ON person.line = seen.line ORDER BY key"
        )

    def compare(
        self,
        kind: Kind,
        journals: Sequence[Path],
        *,
        joins: str = "",
        is_strict: bool = False,
        seconds: float | None = None,
    ) -> None:
        """Look up the records in these journals and ledgers; the latest run decides.

        Where people join a list, by its id, one whom the run had not join it was not sent the same.
        Of runs of the same second the first one given does. What was found of this kind before is
        forgotten. A journal that cannot be read, or whose run is on at this moment, is passed over,
        unless it is asked to be strict: then RunDamaged, RunOngoing, LedgerDamaged, LedgerBusy or
        OSError is raised. With a number of ``seconds`` it waits so long for whoever has one, and
        then raises RunOngoing or LedgerBusy.
        """
        self._database.execute("DELETE FROM before WHERE kind = ?", (kind,))
        of_several = kind is Kind.EVENTS and self._has_several()
        if of_several:
            self._database.execute("DELETE FROM before_each")

        def look_up(journal: Path) -> None:
            name = journal.parent.name
            values = (kind, *TAKEN, name, SAYS if kind is Kind.EVENTS else joins)
            moment, request, joined = _told_by(self._database)
            look = _LOOK_UP[kind].replace("@", moment).replace("#", request).replace("~", joined)
            if of_several:
                each = _LOOK_UP_EACH.replace("@", moment).replace("#", request)
                self._database.execute(each + _LATEST_EACH, values)
                look += " AND seen.line NOT IN (SELECT line FROM events_several)"
            self._database.execute(look + _LATEST, values)

        self._passed[kind] = for_each(
            self._database, journals, look_up, is_strict=is_strict, seconds=seconds
        )
        if of_several:
            self._database.execute(_WHOLE, (kind,))

    @property
    def unread(self) -> int:
        """Return how many journals and ledgers could not be read when they were compared with."""
        return len({path for passed in self._passed.values() for path in passed.unread})

    @property
    def in_use(self) -> int:
        """Return how many of them somebody else had at that moment."""
        return len({path for passed in self._passed.values() for path in passed.in_use})

    def sent_before(self, kind: Kind, line: int) -> tuple[bool, bool] | None:
        """Tell whether this record was sent before: whether it said the same, and arrived for sure.

        What was not sent is None.
        """
        row = self._database.execute(
            "SELECT is_same, doubt = '' FROM before WHERE kind = ? AND line = ?", (kind, line)
        ).fetchone()
        return (bool(row[0]), bool(row[1])) if row else None

    def sent_in_part(self, line: int) -> bool | None:
        """Tell whether some of the events of this record were sent, each for sure.

        None where none were, or all of them in the same way.
        """
        found = list(self._partly("AND line = ?", (line,)))
        return found[0][1] if found else None

    def in_part(self) -> Iterator[tuple[int, bool, tuple[int, ...]]]:
        """Yield, by line, the records of which some events were sent, or each otherwise.

        With the line comes whether those arrived for sure, and their places among its events.
        """
        yield from self._partly("", ())

    def _partly(
        self, condition: str, values: tuple[int, ...]
    ) -> Iterator[tuple[int, bool, tuple[int, ...]]]:
        rows = self._database.execute(
            "SELECT line, max(doubt) = '', json_group_array(place) FROM before_each"  # noqa: S608 - written above
            f" WHERE line NOT IN (SELECT line FROM before WHERE kind = 'events') {condition}"
            " GROUP BY line ORDER BY line",
            values,
        )
        for line, is_certain, places in rows:
            yield line, bool(is_certain), tuple(orjson.loads(places))

    def _has_several(self) -> bool:
        """Tell whether any record has several events."""
        return self._database.execute("SELECT 1 FROM events_several").fetchone() is not None

    def all(self, kind: Kind) -> Iterator[tuple[int, bool, bool]]:
        """Yield, by line, what was sent before: whether it said the same, and arrived for sure."""
        for line, is_same, is_certain in self._database.execute(
            "SELECT line, is_same, doubt = '' FROM before WHERE kind = ? ORDER BY line", (kind,)
        ):
            yield line, bool(is_same), bool(is_certain)

    def doubts(self, kind: Kind) -> Iterator[tuple[int, str]]:
        """Yield, by line, what was sent before, with the requests in which Klaviyo may have it.

        They are named by a text, which is empty where Klaviyo has it for certain. Where a ledger of
        an earlier version or a damaged journal does not tell the request, its run takes its place.
        """
        yield from self._database.execute(
            "SELECT line, doubt FROM before WHERE kind = ? ORDER BY line", (kind,)
        )


def check_readable(journals: Sequence[Path]) -> None:
    """Look whether these journals and ledgers can be read, as they must be to be compared with.

    Raises RunDamaged, RunOngoing, LedgerDamaged, LedgerBusy or OSError.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None, uri=True)) as database:
        database.execute("BEGIN")

        def read(_: Path) -> None:
            # To count is to look at every page of what the comparison looks up in, and no more.
            for (name,) in database.execute(
                "SELECT name FROM earlier.sqlite_master WHERE name IN (?, ?, ?)", _LOOKED_UP
            ).fetchall():
                database.execute(f"SELECT count(*) FROM earlier.{name} NOT INDEXED").fetchone()  # noqa: S608 - one of three

        for_each(database, journals, read, is_strict=True)


def states_elsewhere(
    kind: Kind, keys: Iterable[bytes], journals: Sequence[Path]
) -> dict[bytes, State]:
    """Return those of these keys that other runs have sent: Klaviyo has it, or perhaps has it.

    Raises RunDamaged, RunOngoing, LedgerDamaged, LedgerBusy or OSError where nobody can be sure.
    """
    found: dict[bytes, State] = {}
    with closing(sqlite3.connect(":memory:", isolation_level=None, uri=True)) as database:
        database.execute("CREATE TABLE asked (key BLOB)")
        database.executemany("INSERT INTO asked VALUES (?)", ((key,) for key in keys))
        database.execute("BEGIN")

        def look_up(_: Path) -> None:
            for key, state in database.execute(
                "SELECT asked.key, fate.state FROM asked"
                " JOIN earlier.sent ON sent.kind = ? AND sent.key = asked.key"
                " JOIN earlier.fate ON fate.kind = sent.kind AND fate.line = sent.line"
                " WHERE fate.state IN (?, ?)",
                (kind, *TAKEN),
            ):
                if found.get(key) is not State.ACCEPTED:
                    found[key] = State(state)

        for_each(database, journals, look_up, is_strict=True)
    return found


def for_each(
    database: sqlite3.Connection,
    journals: Sequence[Path],
    act: Callable[[Path], None],
    *,
    is_strict: bool,
    seconds: float | None = None,
) -> PassedOver:
    """Do something with every journal that has keys, attached to a database as "earlier".

    The transaction that is open there is ended, and another one begun: nothing can be attached
    within. What cannot be read is passed over, or raises what ``unusable`` says of it; so does what
    is in use, also after so many seconds where a number of them is given.
    """
    unread: list[Path] = []
    in_use: list[Path] = []
    database.execute("COMMIT")
    if seconds is not None:
        database.execute(f"PRAGMA busy_timeout = {round(seconds * 1_000)}")
    try:
        for journal in journals:
            try:
                _attached(database, journal, act)
            except sqlite3.DatabaseError as error:
                found = unusable(journal, error)
                is_in_use = isinstance(found, (RunOngoing, LedgerBusy))
                if is_strict or (is_in_use and seconds is not None):
                    raise found from error
                (in_use if is_in_use else unread).append(journal)
            except RunDamaged:
                if is_strict:
                    raise
                unread.append(journal)
    finally:
        database.execute("BEGIN")
    return PassedOver(tuple(unread), tuple(in_use))


def _attached(database: sqlite3.Connection, journal: Path, act: Callable[[Path], None]) -> None:
    with attached(database, journal):
        if database.execute("SELECT 1 FROM earlier.sqlite_master WHERE name = 'sent'").fetchone():
            act(journal)


@contextmanager
def attached(database: sqlite3.Connection, journal: Path) -> Iterator[None]:
    """Give a journal as "earlier"; raises RunDamaged where steps are missing in it."""
    acknowledged, is_at_rest = acknowledged_steps(journal), _is_at_rest(journal)
    database.execute("ATTACH ? AS earlier", (_address(journal, is_at_rest=is_at_rest),))
    try:
        database.execute("PRAGMA earlier.locking_mode = EXCLUSIVE")
        try:
            if is_at_rest:
                cause = lost_steps_at_rest(journal, database, "earlier", acknowledged)
            else:
                cause = lost_steps(journal, database, "earlier")
        except OSError as error:
            raise RunDamaged(journal.parent.name, str(error)) from error
        if cause:
            mark_damaged(journal, cause)
            raise RunDamaged(journal.parent.name, cause)
        yield
    finally:
        database.execute("DETACH earlier")


SAYS = ROW_DIGEST_SIZE + 1
"""Where in the digests of an event the one of what it says begins, counted from 1.

The first journals have only the one of its row. By that nobody knows what was sent, so such an
event is taken for the same.
"""

_LATEST = (
    " ON CONFLICT (kind, line) DO UPDATE SET"
    " is_same = CASE WHEN excluded.at > before.at THEN excluded.is_same ELSE before.is_same END,"
    " at = max(excluded.at, before.at),"
    " doubt = CASE WHEN '' IN (excluded.doubt, before.doubt) THEN ''"
    " ELSE before.doubt || excluded.doubt END"
)

_LATEST_EACH = _LATEST.replace("(kind, line)", "(line, place)").replace("before.", "before_each.")

_WHOLE = (
    "INSERT INTO before SELECT ?1, line, min(is_same), max(at), max(doubt) FROM before_each"
    " GROUP BY line HAVING count(DISTINCT doubt) = 1 AND count(*) ="
    " (SELECT count(*) FROM events_several AS every WHERE every.line = before_each.line)"
)
"""A record of several events was sent before where all of them were, and in the same way."""

_REQUEST = "(SELECT batch FROM earlier.record WHERE kind = sent.kind AND line = sent.line)"

_LOOK_UP = {
    Kind.EVENTS: (
        "INSERT INTO before SELECT sent.kind, seen.line,"
        " sent.says = seen.row OR length(sent.says) <> length(seen.row)"
        " OR substr(sent.says, ?5) = substr(seen.row, ?5), @,"
        " CASE fate.state WHEN ?2 THEN '' ELSE ?4 || '/' || # || ' ' END"
        " FROM events_seen AS seen JOIN earlier.sent ON sent.kind = ?1 AND sent.key = seen.key"
        " JOIN earlier.fate ON fate.kind = sent.kind AND fate.line = sent.line"
        " WHERE fate.state IN (?2, ?3)"
    ),
    Kind.PROFILES: (
        "INSERT INTO before"
        " SELECT sent.kind, seen.line, sent.says = body_digest(person.body) AND ~, @,"
        " CASE fate.state WHEN ?2 THEN '' ELSE ?4 || '/' || # || ' ' END"
        " FROM profiles_seen AS seen JOIN earlier.sent ON sent.kind = ?1 AND sent.key = seen.key"
        " JOIN earlier.fate ON fate.kind = sent.kind AND fate.line = sent.line"
        " JOIN person ON person.line = seen.line WHERE fate.state IN (?2, ?3)"
    ),
}
"""The sign @ stands for the moment of the run, # for the request of a record, and ~ for whether
people joined the list."""

_JOINED = (
    "(SELECT ?5 = '' OR json_type(CAST(facts AS TEXT), '$.mapping') IS NULL"
    " OR coalesce(json_extract(CAST(facts AS TEXT), '$.mapping.list.id'), '') = ?5"
    " FROM earlier.run LIMIT 1)"
)
_NOT_TOLD = "?5 IS NOT NULL"
"""A ledger tells of no list, nor does a run that was erased: such people are taken for the same."""


_LOOK_UP_EACH = (
    _LOOK_UP[Kind.EVENTS]
    .replace(
        "INSERT INTO before SELECT sent.kind, seen.line,",
        "INSERT INTO before_each SELECT seen.line, every.place,",
    )
    .replace(
        "FROM events_seen AS seen",
        "FROM events_several AS every JOIN events_seen AS seen USING (key)",
    )
)
"""The same of each event of records that have several."""


def _told_by(database: sqlite3.Connection) -> tuple[str, str, str]:
    """Return what tells, as SQL, the moment, the request and the list of the one attached."""
    if database.execute("SELECT 1 FROM earlier.sqlite_master WHERE name = 'run'").fetchone():
        return CREATED, _REQUEST, _JOINED
    names = {name for _, name, *_ in database.execute("PRAGMA earlier.table_info(sent)")}
    request = "coalesce(sent.request, sent.at)" if "request" in names else "sent.at"
    return "sent.at", request, _NOT_TOLD


def _is_at_rest(journal: Path) -> bool:
    """Tell whether a journal was closed as it should be, and can be read as it lies there.

    What a run that was killed left beside it belongs to it, and must be read too. A ledger may be
    written at any moment.
    """
    return journal.parent.name != LEDGERS and not journal.with_name(f"{journal.name}-wal").exists()


def _address(journal: Path, *, is_at_rest: bool) -> str:
    return journal.absolute().as_uri() + ("?mode=ro&immutable=1" if is_at_rest else "?mode=rw")


def unusable(database: Path, error: sqlite3.DatabaseError) -> RunError | OSError:
    """Return why nobody can be sure of what is known by a journal or a ledger.

    What is damaged is marked so.
    """
    is_ledger, name = database.parent.name == LEDGERS, database.parent.name
    if code_of(error) == sqlite3.SQLITE_BUSY:
        return LedgerBusy() if is_ledger else RunOngoing(name)
    refused = as_system_error(error, database)
    if refused is not None and (is_ledger or refused.errno == errno.ENOSPC):
        return refused
    if is_ledger:
        return LedgerDamaged(database, str(error))
    if is_broken(error) or not database.exists():
        mark_damaged(database, str(error))
    return RunDamaged(name, str(error))
