"""The profile import jobs of a practice Klaviyo.

The work of a job is done when it is taken; looking at it then shows station after station, so
that a test need not wait and sees the same every time.
"""

from __future__ import annotations

import base64
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.practice.database import Database
    from klaviyo_gui.practice.received import Attributes

STATIONS = ("queued", "processing", "complete")
"""The stations of a job, in their order."""

_COLUMNS = "number, id, status, created, started, completed, total, failed, lists"


@dataclass(frozen=True, slots=True)
class ImportJob:
    """A job as it stands; times are ISO 8601 texts."""

    number: int
    id: str
    status: str
    created: str
    started: str | None
    completed: str | None
    total: int
    failed: int
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FailedProfile:
    """One profile that a job could not save."""

    number: int
    id: str
    payload: Attributes


class Jobs:
    """Keeps the jobs; ``polls_to_complete`` looks show a job complete."""

    def __init__(self, database: Database, polls_to_complete: int) -> None:
        self._database = database
        self._polls_to_complete = polls_to_complete

    def add(
        self, total: int, failed: Sequence[Attributes], lists: Sequence[str], created: str
    ) -> ImportJob:
        """Take a new job with the profiles that fail in it."""
        with self._database.transaction() as connection:
            (latest,) = connection.execute("SELECT coalesce(max(number), 0) FROM jobs").fetchone()
            number = latest + 1
            job_id = _opaque(f"PRACTI_maintenance.practice.{created}.{number:06}")
            connection.execute(
                "INSERT INTO jobs VALUES (?, ?, 'queued', 0, ?, NULL, NULL, ?, ?, ?)",
                (number, job_id, created, total, len(failed), orjson.dumps(lists).decode()),
            )
            connection.executemany(
                "INSERT INTO import_errors (job, id, payload) VALUES (?, ?, ?)",
                [(number, str(uuid.uuid4()), orjson.dumps(payload)) for payload in failed],
            )
        return ImportJob(
            number, job_id, "queued", created, None, None, total, len(failed), tuple(lists)
        )

    def look(self, job_id: str, now: str) -> ImportJob | None:
        """Return a job and move it on, None when there is none of this id."""
        with self._database.transaction() as connection:
            row = connection.execute("SELECT polls FROM jobs WHERE id = ?", (job_id,)).fetchone()
            if row is None:
                return None
            polls = row[0] + 1
            left = self._polls_to_complete - polls
            connection.execute(
                "UPDATE jobs SET polls = ?, status = ?, started = coalesce(started, ?),"
                " completed = coalesce(completed, ?) WHERE id = ?",
                (
                    polls,
                    STATIONS[max(0, 2 - max(0, left))],
                    now if left <= 1 else None,
                    now if left <= 0 else None,
                    job_id,
                ),
            )
            return _job(
                connection.execute(
                    f"SELECT {_COLUMNS} FROM jobs WHERE id = ?",  # noqa: S608 - constant
                    (job_id,),
                ).fetchone()
            )

    def listed(
        self, statuses: Sequence[str], after: int, limit: int, *, newest_first: bool
    ) -> list[ImportJob]:
        """Return jobs of these stations beyond the number ``after``, without moving them on."""
        beyond = "number < ?" if newest_first else "number > ?"
        order = "DESC" if newest_first else "ASC"
        with self._database.transaction() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM jobs"  # noqa: S608 - constants
                f" WHERE status IN (SELECT value FROM json_each(?)) AND {beyond}"
                f" ORDER BY number {order} LIMIT ?",
                (orjson.dumps(statuses).decode(), after, limit),
            ).fetchall()
        return [_job(row) for row in rows]

    def errors(self, job_id: str, after: int, limit: int) -> list[FailedProfile] | None:
        """Return the failures of a complete job in order, None when there is no such job."""
        with self._database.transaction() as connection:
            row = connection.execute(
                "SELECT number, status FROM jobs WHERE id = ?", (job_id,)
            ).fetchone()
            if row is None:
                return None
            number, status = row
            if status != "complete":
                return []
            rows = connection.execute(
                "SELECT number, id, payload FROM import_errors"
                " WHERE job = ? AND number > ? ORDER BY number LIMIT ?",
                (number, after, limit),
            ).fetchall()
        return [FailedProfile(row[0], row[1], orjson.loads(row[2])) for row in rows]

    def count(self) -> int:
        """Return how many jobs there are."""
        with self._database.transaction() as connection:
            (count,) = connection.execute("SELECT count(*) FROM jobs").fetchone()
        return int(count)


def _job(row: tuple[Any, ...]) -> ImportJob:
    number, job_id, status, created, started, completed, total, failed, lists = row
    return ImportJob(
        number,
        job_id,
        status,
        created,
        started,
        completed,
        total,
        failed,
        tuple(orjson.loads(lists)),
    )


def _opaque(words: str) -> str:
    return base64.urlsafe_b64encode(words.encode()).decode().rstrip("=")
