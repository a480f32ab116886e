"""The journal of one run: what was planned, sent and answered. One SQLite file, one connection.

Source of the settings: DESIGN *Sending*: with ``synchronous=FULL`` nothing acknowledged was lost
in thousands of simulated power cuts, with NORMAL a third of the runs lost something.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
import zlib
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import count, groupby, islice, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core.errors import RunDamaged, RunOngoing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.tally import State, Tally
from klaviyo_gui.language import mark
from klaviyo_gui.store.atomic import sync_folder
from klaviyo_gui.store.damage import mark_damaged, mark_sound
from klaviyo_gui.store.lost import lost_steps
from klaviyo_gui.store.steps import Steps, acknowledged_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

JOURNAL = "journal.db"
"""The journal's name in the folder of its run."""

VERSION = 1

SEEN = "seen"
"""By this name the facts of a run hold which flows were seen of which events."""

ACCEPTED_EVENTS = "accepted_events"
"""By this name they hold how many events of each name Klaviyo took, where rows have several."""

_KEYS_AT_ONCE = 10_000

_OF_BATCH = """CASE batch.state
    WHEN 'accepted' THEN 'accepted' WHEN 'ready' THEN 'unsent' ELSE 'unknown' END"""
"""The one place that says what a batch's state means for its records."""

_SCHEMA = f"""
CREATE TABLE run (version INTEGER, facts BLOB, is_planned INTEGER);
CREATE TABLE slice (first_line INTEGER PRIMARY KEY, rows BLOB);
CREATE TABLE batch (
    id INTEGER PRIMARY KEY, parent INTEGER, kind TEXT, state TEXT, items INTEGER,
    body BLOB, digest BLOB, attempts INTEGER, job TEXT);
CREATE TABLE record (
    kind TEXT, line INTEGER, batch INTEGER, position INTEGER, PRIMARY KEY (kind, line)
) WITHOUT ROWID;
CREATE TABLE exception (
    kind TEXT, line INTEGER, state TEXT, code TEXT, detail TEXT, field TEXT,
    PRIMARY KEY (kind, line)
) WITHOUT ROWID;
CREATE TABLE sent (kind TEXT, key BLOB, line INTEGER, says BLOB, PRIMARY KEY (kind, key))
WITHOUT ROWID;
CREATE INDEX run_again ON run (version, is_planned, facts);
CREATE INDEX batch_again ON batch (parent, kind, state, items, digest, attempts, job);
CREATE INDEX exception_again ON exception (state, code, detail, field);
CREATE VIEW fate AS
SELECT record.kind, record.line, coalesce(exception.state, {_OF_BATCH}) AS state
FROM record LEFT JOIN exception USING (kind, line) LEFT JOIN batch ON batch.id = record.batch;
"""  # noqa: S608 - all of it is written in this file
"""The indexes hold all columns once more, as the one over records does once a run is planned: where
a damaged byte changes what is kept, the two copies differ, and the opening finds that.
"""


_TALLY = f"""
SELECT kind, state, sum(records) FROM (
    SELECT batch.kind, {_OF_BATCH} AS state, records
    FROM (SELECT batch AS id, count(*) AS records FROM record GROUP BY batch) JOIN batch USING (id)
    UNION ALL SELECT exception.kind, {_OF_BATCH}, -count(*)
    FROM exception JOIN record USING (kind, line) JOIN batch ON batch.id = record.batch
    GROUP BY 1, 2
    UNION ALL SELECT kind, state, count(*) FROM exception GROUP BY 1, 2
) GROUP BY 1, 2 HAVING sum(records) > 0
"""  # noqa: S608 - all of it is written in this file
"""Counts what the view tells by whole batches, from which the exceptions are taken.

A record without a batch was held, and so is an exception.
"""

_RECORDS_AGAIN = "CREATE INDEX IF NOT EXISTS record_batch ON record (batch, position)"
"""Made once all records are there, which takes less time."""


class BatchState(StrEnum):
    """Where one batch stands. Only READY and UNKNOWN are ever sent."""

    READY = "ready"
    SENT = "sent"
    """The intent is written; the answer is not known yet."""
    IMPORTING = "importing"
    """Klaviyo took the job and works on it."""
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    SPLIT = "split"
    """Refused as a whole; what may still be sent lives on in its children."""


OPEN = (BatchState.READY, BatchState.SENT, BatchState.IMPORTING, BatchState.UNKNOWN)
"""A run with a batch in one of these is not at its end."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One frozen request: its bytes never change, whatever happens.

    ``attempts`` counts the times it was sent and may have been processed.
    """

    id: int
    kind: Kind
    state: BatchState
    items: int
    attempts: int
    job: str


@dataclass(frozen=True, slots=True)
class Exceptional:
    """One record whose state differs from its batch's, with the reason."""

    kind: Kind
    line: int
    state: State
    code: str
    detail: str
    field: str


class Journal:
    """Writes and reads one run; every outcome is one synced transaction."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database
        self._steps = Steps(path, database)

    @classmethod
    def create(cls, path: Path, facts: dict[str, Any]) -> Journal:
        """Begin the journal of a new run; ``facts`` are what the results will tell of it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        database = _connect(path)
        try:
            # One step: each of so many of its own would wait for the disk.
            database.executescript(f"BEGIN;{_SCHEMA}")
            database.execute("INSERT INTO run VALUES (?, ?, 0)", (VERSION, orjson.dumps(facts)))
            database.execute("COMMIT")
            # SQLite syncs the names of its files, but not that of the folder in which they lie.
            for folder in path.parents[1:3]:
                sync_folder(folder)
            return cls(path, database)
        except BaseException:
            database.close()
            raise

    @classmethod
    def open(cls, path: Path, seconds: float = 0.0) -> Journal:
        """Open the journal of an earlier run, and wait so long for whoever reads it just now.

        Raises RunDamaged when it cannot be trusted, RunOngoing while its run is on.
        """
        name = path.parent.name
        try:
            database = _connect(path, "rw", seconds)
        except (sqlite3.Error, ValueError) as error:
            # SQLite may quote damaged bytes, which are no text then.
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:
                raise RunOngoing(name) from error
            if not isinstance(error, sqlite3.OperationalError) or not path.exists():
                mark_damaged(path, str(error))
            raise RunDamaged(name, str(error)) from error
        is_refused = False
        try:
            cause = lost_steps(path, database) or _damage(database)
        except (sqlite3.Error, OSError, TypeError, ValueError) as error:
            cause = str(error)
            is_refused = isinstance(error, (OSError, sqlite3.OperationalError))
        if cause:
            database.close()
            # A full disk, or one that fails, says nothing of the journal.
            if not is_refused:
                mark_damaged(path, cause)
            raise RunDamaged(name, cause)
        mark_sound(path)
        # The log begins anew, so that the rest of a step that a power cut broke off, which lies
        # behind its end, is not taken for lost ones at a later opening.
        with suppress(sqlite3.OperationalError):
            database.execute("PRAGMA wal_checkpoint").fetchone()
        return cls(path, database)

    def close(self) -> None:
        """Give the file back."""
        self._steps.close()
        self._database.close()

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the run was given: file, account, mapping."""
        (raw,) = self._database.execute("SELECT facts FROM run").fetchone()
        facts: dict[str, Any] = orjson.loads(raw)
        return facts

    @property
    def is_planned(self) -> bool:
        """Tell whether the whole file is frozen in here; before that nothing may be sent."""
        (planned,) = self._database.execute("SELECT is_planned FROM run").fetchone()
        return bool(planned)

    def add_facts(self, facts: dict[str, Any]) -> None:
        """Add to what the results will tell of the run, or give it other values."""
        self._database.execute("UPDATE run SET facts = ?", (orjson.dumps(self.facts | facts),))

    # Planning

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Group what is written into one synced step."""
        self._database.execute("BEGIN")
        try:
            yield
            self._steps.begin()
            self._database.execute("COMMIT")
        except BaseException:
            # A full disk makes SQLite go back by itself, and asking again would hide the cause.
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise
        self._steps.acknowledge()

    def add_slice(self, first_line: int, compressed: bytes) -> None:
        """Keep rows as they were read, for the results: compressed JSON of lines and cells."""
        self._database.execute("INSERT INTO slice VALUES (?, ?)", (first_line, compressed))

    def add_held(self, kind: Kind, rows: Iterable[tuple[int, str, str, str]]) -> None:
        """Keep records that are not sent: ``(line, code, detail, field)`` each."""
        rows = list(rows)
        self._database.executemany(
            "INSERT INTO record VALUES (?, ?, NULL, NULL)",
            zip(repeat(kind), (row[0] for row in rows), strict=False),
        )
        self._database.executemany(
            "INSERT INTO exception VALUES (?, ?, ?, ?, ?, ?)",
            ((kind, line, State.HELD, *reason) for line, *reason in rows),
        )

    def add_batch(self, kind: Kind, lines: Sequence[int], body: bytes) -> int:
        """Freeze a request with the lines of its items; return its number."""
        batch = self._insert_batch(None, kind, len(lines), body)
        # One statement for all of them takes a quarter of the time of one for each.
        self._database.execute(
            "INSERT INTO record SELECT ?, value, ?, key FROM json_each(?)",
            (kind, batch, orjson.dumps(list(lines))),
        )
        return batch

    def add_merged(self, kind: Kind, repeats: Iterable[tuple[int, int]]) -> None:
        """Let each ``(line, first line)`` share the fate of its first line's item."""
        self._database.executemany(
            "INSERT INTO record SELECT kind, ?, batch, position FROM record"
            " WHERE kind = ? AND line = ?",
            ((line, kind, first) for line, first in repeats),
        )

    def add_keys(self, kind: Kind, keys: Iterable[tuple[bytes, int, bytes]]) -> None:
        """Keep ``(key, line, digest of what it says)`` of records, best sorted by their keys.

        All keys are of one size; a digest may be empty, as of an event that is one of several of
        one content. By these a later check knows what was sent already; see
        ``store/sent_before.py``.
        """
        rows = iter(keys)
        while part := list(islice(rows, _KEYS_AT_ONCE)):
            # They are taken apart by their size again.
            part.sort(key=lambda row: len(row[2]))
            for size, alike in groupby(part, key=lambda row: len(row[2])):
                found, lines, says = zip(*alike, strict=True)
                self._database.execute(
                    "INSERT INTO sent SELECT ?1, substr(?2, key * ?3 + 1, ?3), value,"
                    " coalesce(substr(?4, key * ?5 + 1, ?5), x'') FROM json_each(?6)",
                    (
                        *(kind, b"".join(found), len(found[0])),
                        *(b"".join(says), size, orjson.dumps(lines)),
                    ),
                )

    def drop_keys(self, kind: Kind, keys: Iterable[bytes]) -> None:
        """Keep these keys no more: what they stand for is not sent by this run."""
        self._database.executemany(
            "DELETE FROM sent WHERE kind = ? AND key = ?", ((kind, key) for key in keys)
        )

    def batches_of(self, kind: Kind, lines: Iterable[int]) -> Iterator[tuple[int, set[int]]]:
        """Yield every batch that holds one of these lines, with those of them that it holds.

        The lines are in the order of the file, and so are the batches.
        """
        found = groupby(self._placed(kind, iter(lines)), key=itemgetter(0))
        for number, placed in found:
            yield number, {line for _, line in placed}

    def take_back(self, number: int) -> tuple[list[int], bytes]:
        """Remove a batch that was frozen; return the lines of its items, and its body."""
        body = self.body(number)
        # By this they are found; a plan without such a batch makes it at its end.
        self._database.execute(_RECORDS_AGAIN)
        rows = self._database.execute(
            "SELECT line FROM record WHERE batch = ? ORDER BY position", (number,)
        ).fetchall()
        self._database.execute("DELETE FROM record WHERE batch = ?", (number,))
        self._database.execute("DELETE FROM batch WHERE id = ?", (number,))
        return [line for (line,) in rows], body

    def finish_planning(self, facts: dict[str, Any]) -> None:
        """Declare the plan complete; from now on the file is not read again."""
        self._database.execute(_RECORDS_AGAIN)
        self.add_facts(facts)
        self._database.execute("UPDATE run SET is_planned = 1")

    # Sending

    def batches(self, *states: BatchState) -> tuple[Batch, ...]:
        """Return the batches in these states in the order of their numbers."""
        return self._batches("state IN (SELECT value FROM json_each(?))", orjson.dumps(states))

    def children(self, number: int) -> tuple[Batch, ...]:
        """Return the batches that a refused one lives on in."""
        return self._batches("parent = ?", number)

    def batch(self, number: int) -> Batch:
        """Return one batch as it stands."""
        (found,) = self._batches("id = ?", number)
        return found

    def body(self, number: int) -> bytes:
        """Return the frozen bytes; raises RunDamaged when they are no longer the same."""
        compressed, digest = self._database.execute(
            "SELECT body, digest FROM batch WHERE id = ?", (number,)
        ).fetchone()
        try:
            body = zlib.decompress(compressed)
        except zlib.error as error:
            raise RunDamaged(self.path.parent.name, f"batch {number}: {error}") from error
        if hashlib.sha256(body).digest() != digest:
            raise RunDamaged(self.path.parent.name, f"batch {number} was altered")
        return body

    def records_in(self, number: int) -> int:
        """Return how many file rows this batch still speaks for."""
        (records,) = self._database.execute(
            "SELECT count(*) FROM record LEFT JOIN exception USING (kind, line)"
            " WHERE batch = ? AND exception.line IS NULL",
            (number,),
        ).fetchone()
        return int(records)

    def span_of(self, number: int) -> tuple[int, int]:
        """Return the first and the last file row that this batch still speaks for, 0 for none."""
        first, last = self._database.execute(
            "SELECT coalesce(min(record.line), 0), coalesce(max(record.line), 0) FROM record"
            " LEFT JOIN exception USING (kind, line) WHERE batch = ? AND exception.line IS NULL",
            (number,),
        ).fetchone()
        return int(first), int(last)

    def keys_at(self, number: int) -> dict[int, list[bytes]]:
        """Return the keys by which other runs know the records of a batch, by their positions.

        There are several where a record has several events.
        """
        # One look through the keys: they are not in the order of the lines.
        rows = self._database.execute(
            "SELECT position, key FROM sent CROSS JOIN record USING (kind, line)"
            " WHERE batch = ?1 AND sent.kind = (SELECT kind FROM batch WHERE id = ?1)",
            (number,),
        )
        found: dict[int, list[bytes]] = {}
        for position, key in rows:
            found.setdefault(position, []).append(key)
        return found

    def accepted_at(self, number: int) -> set[int]:
        """Return the positions of the records of a batch that were accepted."""
        rows = self._database.execute(
            "SELECT position FROM record JOIN fate USING (kind, line)"
            " WHERE batch = ? AND state = ?",
            (number, State.ACCEPTED),
        )
        return {position for (position,) in rows}

    def open_keys(self) -> Iterator[tuple[bytes, int, int, bytes]]:
        """Yield ``(key, batch, position, digest of what it says)`` of events to be sent yet.

        A record of several events comes with each of its keys.
        """
        # One look through the keys, as above.
        yield from self._database.execute(
            "SELECT key, batch.id, position, says FROM sent CROSS JOIN record USING (kind, line)"
            " CROSS JOIN batch ON batch.id = record.batch"
            " WHERE sent.kind = ? AND batch.state IN (?, ?, ?)",
            (Kind.EVENTS, BatchState.READY, BatchState.SENT, BatchState.UNKNOWN),
        )

    def lines_at(self, number: int, position: int) -> tuple[int, ...]:
        """Return the file lines behind one item; several where people were merged."""
        rows = self._database.execute(
            "SELECT line FROM record WHERE batch = ? AND position = ? ORDER BY line",
            (number, position),
        )
        return tuple(line for (line,) in rows)

    def set_state(
        self, number: int, state: BatchState, *, attempts: int = 0, job: str = ""
    ) -> None:
        """Write where the batch stands now, with so many more attempts."""
        self._database.execute(
            "UPDATE batch SET state = ?, attempts = attempts + ?, job = ? WHERE id = ?",
            (state, attempts, job, number),
        )

    def add_exceptions(
        self, number: int, state: State, rows: Iterable[tuple[int, str, str, str]]
    ) -> int:
        """Give ``(position, code, detail, field)`` of a batch a state of their own.

        Returns the number of records, which is larger where people were merged.
        """
        before = self._database.total_changes
        self._database.executemany(
            "INSERT OR REPLACE INTO exception"
            " SELECT kind, line, ?, ?, ?, ? FROM record WHERE batch = ? AND position = ?",
            (
                (state, code, detail, field, number, position)
                for position, code, detail, field in rows
            ),
        )
        return self._database.total_changes - before

    def add_child(
        self, parent: int, positions: Sequence[int], body: bytes, *, in_doubt: bool = False
    ) -> int:
        """Freeze a part of a refused batch as a batch of its own; return its number.

        In doubt it may have been processed as a part of its parent.
        """
        kind = self.batch(parent).kind
        child = self._insert_batch(parent, kind, len(positions), body)
        if in_doubt:
            self.set_state(child, BatchState.UNKNOWN, attempts=1)
        self._database.executemany(
            "UPDATE record SET batch = ?, position = ? WHERE batch = ? AND position = ?",
            zip(repeat(child), count(), repeat(parent), positions, strict=False),
        )
        return child

    def erase_bodies(self) -> None:
        """Forget what was sent, once nothing of it will be sent again; the hashes stay."""
        self._database.execute("PRAGMA secure_delete = ON")
        self._database.execute("UPDATE batch SET body = x''")

    def erase_customers(self) -> None:
        """Forget what customers' data is left: rows as read, what was sent, and words about cells.

        States, counts and hashes stay. The mapping goes too, for it may name values of cells, as
        the names of events that were seen or counted, and so do Klaviyo's words: they may quote it.
        """
        gone = {"mapping", SEEN, ACCEPTED_EVENTS}
        facts = {key: each for key, each in self.facts.items() if key not in gone}
        self._database.execute("PRAGMA secure_delete = ON")
        with self.transaction():
            self._database.execute("DELETE FROM slice")
            self._database.execute("UPDATE batch SET body = x''")
            self._database.execute("UPDATE exception SET detail = ''")
            self._database.execute(
                "UPDATE run SET facts = ?", (orjson.dumps(facts | {"is_erased": True}),)
            )
        # What was erased must not live on in the log, nor the file keep its size.
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._database.execute("VACUUM")
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # Results

    def tally(self) -> Tally:
        """Return the states of all records as the journal knows them."""
        tally = Tally()
        for kind, state, records in self._database.execute(_TALLY):
            counts = tally.of(Kind(kind)).plus(State(state), records)
            tally = tally.with_counts(Kind(kind), counts)
        return tally

    def slices(self, text: str = "") -> Iterator[tuple[list[int], list[list[str]]]]:
        """Yield ``(lines, cells)`` of the frozen file, part by part in order.

        With a text only those parts in which it stands, whatever its capitals. Raises RunDamaged
        when they cannot be read any more.
        """
        # As it stands in JSON, of which only what has no capitals is written otherwise.
        wanted = orjson.dumps(text.casefold()).decode()[1:-1]
        for (rows,) in self._database.execute("SELECT rows FROM slice ORDER BY first_line"):
            try:
                raw = zlib.decompress(rows)
                if wanted and wanted not in raw.decode().casefold():
                    continue
                lines, cells = orjson.loads(raw)
            except (zlib.error, ValueError) as error:
                raise RunDamaged(self.path.parent.name, str(error)) from error
            yield lines, cells

    def packed_slices(self, first: int, stop: int | None) -> tuple[bytes, ...]:
        """Return, as they were kept, the parts that may hold rows of these lines."""
        rows = self._database.execute(
            "SELECT rows FROM slice WHERE first_line >= coalesce("
            "(SELECT max(first_line) FROM slice WHERE first_line <= ?1), 0)"
            " AND (?2 IS NULL OR first_line < ?2) ORDER BY first_line",
            (first, stop),
        )
        return tuple(packed for (packed,) in rows)

    def lines_in(self, kind: Kind, *states: State) -> Iterator[int]:
        """Yield the lines of the records that are in one of these states."""
        for (line,) in self._database.execute(
            "SELECT line FROM fate WHERE kind = ? AND state IN (SELECT value FROM json_each(?))",
            (kind, orjson.dumps(states)),
        ):
            yield line

    def states(self, kind: Kind, first: int, last: int) -> dict[int, State]:
        """Return the state of every record of a range of lines, both ends included."""
        rows = self._database.execute(
            "SELECT line, state FROM fate WHERE kind = ? AND line BETWEEN ? AND ?",
            (kind, first, last),
        )
        return {line: State(state) for line, state in rows}

    def exceptions(
        self, first: int = 0, last: int = sys.maxsize, limit: int = -1
    ) -> Iterator[Exceptional]:
        """Yield the records that were refused, held or lost, by line."""
        for kind, line, state, code, detail, field in self._database.execute(
            "SELECT * FROM exception WHERE line BETWEEN ? AND ? AND state <> ?"
            " ORDER BY line, kind LIMIT ?",
            (first, last, State.ACCEPTED, limit),
        ):
            yield Exceptional(Kind(kind), line, State(state), code, detail, field)

    def causes(self) -> Iterator[tuple[Kind, State, str, str, str, int]]:
        """Yield ``(kind, state, code, Klaviyo's words, property, records)``, most frequent first.

        What a held record's cell said stays with the record: causes go into reports.
        """
        for kind, state, code, detail, field, records in self._database.execute(
            "SELECT kind, state, code, CASE state WHEN ?2 THEN detail ELSE '' END AS words,"
            " min(field), count(*) FROM exception WHERE state <> ?1"
            " GROUP BY kind, state, code, words ORDER BY 6 DESC, code",
            (State.ACCEPTED, State.REFUSED),
        ):
            yield Kind(kind), State(state), code, detail, field, records

    def _placed(self, kind: Kind, lines: Iterator[int]) -> Iterator[tuple[int, int]]:
        """Yield ``(batch, line)`` of those lines that are in one."""
        while part := list(islice(lines, _KEYS_AT_ONCE)):
            yield from self._database.execute(
                "SELECT batch, line FROM json_each(?) CROSS JOIN record"
                " ON record.kind = ? AND record.line = value WHERE batch IS NOT NULL",
                (orjson.dumps(part), kind),
            ).fetchall()

    def _batches(self, condition: str, value: bytes | int) -> tuple[Batch, ...]:
        columns = "id, kind, state, items, attempts, job"
        rows = self._database.execute(
            f"SELECT {columns} FROM batch WHERE {condition} ORDER BY id",  # noqa: S608 - both are written in this file
            (value,),
        )
        return tuple(
            Batch(id_, Kind(kind), BatchState(state), items, attempts, job)
            for id_, kind, state, items, attempts, job in rows
        )

    def _insert_batch(self, parent: int | None, kind: Kind, items: int, body: bytes) -> int:
        cursor = self._database.execute(
            "INSERT INTO batch VALUES (NULL, ?, ?, ?, ?, ?, ?, 0, '')",
            (
                parent,
                kind,
                BatchState.READY,
                items,
                zlib.compress(body, 1),
                hashlib.sha256(body).digest(),
            ),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid


def holds_nothing(path: Path) -> bool:
    """Tell whether a journal has nothing in it, as one has that a kill left half made.

    Where anything may be missing in it, or nobody can look at it now, that is not told.
    """
    log = path.with_name(f"{path.name}-wal")
    if acknowledged_steps(path) or (log.exists() and log.stat().st_size):
        return False
    with suppress(sqlite3.Error), closing(_connect(path, "rw")) as database:
        return database.execute("SELECT 1 FROM sqlite_master").fetchone() is None
    return False


def _connect(path: Path, mode: str = "rwc", seconds: float = 0.0) -> sqlite3.Connection:
    database = _database(path, mode, seconds)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        if sys.platform == "darwin":
            database.execute("PRAGMA fullfsync = 1")
    except BaseException:
        database.close()
        raise
    return database


def _damage(database: sqlite3.Connection) -> str:
    """Return what is wrong with the content, empty for nothing."""
    (verdict,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        return str(verdict)
    if not _schema(database) <= _own_schema():
        return mark("its tables were altered")
    version, facts = database.execute("SELECT version, facts FROM run").fetchone()
    orjson.loads(facts)
    return "" if version == VERSION else f"version {version}"


def _schema(database: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Return what the database has of tables, indexes and views, each with how it was made."""
    return frozenset(database.execute("SELECT name, sql FROM sqlite_schema"))


@cache
def _own_schema() -> frozenset[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_SCHEMA + _RECORDS_AGAIN)
        return _schema(database)


def _database(path: Path, mode: str, seconds: float) -> sqlite3.Connection:
    uri = path.absolute().as_uri() + f"?mode={mode}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=seconds)
