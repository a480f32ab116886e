"""What can still be read of a damaged journal."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, Final

import orjson

from klaviyo_gui.core.tally import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WAYS: Final = ("&immutable=1", "")
"""As a journal lies there, without the log, which may be what is damaged; then with it."""

_NOT_SENT: Final = frozenset({State.REFUSED, State.HELD})
"""What was not stored, whatever steps are missing behind it. What was unsent may be sent since."""


def facts_in(journal: Path) -> dict[str, Any]:
    """Return what the run of a damaged journal was given; nothing where that cannot be read."""
    for way in _WAYS:
        with suppress(sqlite3.Error, TypeError, ValueError), closing(_opened(journal, way)) as file:
            # They stand in it twice, and what differs is damaged.
            copies = {
                bytes(facts)
                for table in ("run NOT INDEXED", "run INDEXED BY run_again")
                for (facts,) in file.execute(f"SELECT facts FROM {table}")  # noqa: S608 - both are written above
            }
            found = orjson.loads(copies.pop()) if len(copies) == 1 else None
            if isinstance(found, dict):
                return found
    return {}


def sent_in(journal: Path) -> Iterator[tuple[str, bytes, bytes, State, int | None]]:
    """Yield ``(kind, key, what it said, state, request)`` of what a damaged journal may have sent.

    The number of its request is None where that cannot be read. What it does not say for certain
    to be refused or held counts as perhaps sent. Of a record that comes twice the latter is what
    its log tells.
    """
    for way in _WAYS:
        with suppress(sqlite3.Error), closing(_opened(journal, way)) as file:
            try:
                yield from _sent(file, "ASC")
            except sqlite3.DatabaseError:
                # From the other end, too: only what lies between may be damaged.
                yield from _sent(file, "DESC")


def _sent(
    file: sqlite3.Connection, order: str
) -> Iterator[tuple[str, bytes, bytes, State, int | None]]:
    for kind, key, line, says in file.execute(
        f"SELECT kind, key, line, says FROM sent ORDER BY kind {order}, key {order}"  # noqa: S608 - written above
    ):
        state = _state(file, kind, line)
        if state not in _NOT_SENT:
            known = State.ACCEPTED if state == State.ACCEPTED else State.UNKNOWN
            yield kind, key, says, known, _request(file, kind, line)


def _state(file: sqlite3.Connection, kind: str, line: int) -> str:
    """Return the state of a record, empty where it cannot be read."""
    with suppress(sqlite3.DatabaseError):
        for (state,) in file.execute(
            "SELECT state FROM fate WHERE kind = ? AND line = ?", (kind, line)
        ):
            return str(state)
    return ""


def _request(file: sqlite3.Connection, kind: str, line: int) -> int | None:
    """Return the number of the request of a record, None where it cannot be read."""
    with suppress(sqlite3.DatabaseError):
        for (batch,) in file.execute(
            "SELECT batch FROM record WHERE kind = ? AND line = ?", (kind, line)
        ):
            return batch if isinstance(batch, int) else None
    return None


def _opened(journal: Path, way: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{journal.absolute().as_uri()}?mode=ro{way}", uri=True)
