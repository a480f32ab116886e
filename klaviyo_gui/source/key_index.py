"""The rows of a second file by their key, on disk: made once, and read by many processes.

Rows come in any order. They are sorted by the disk, so that memory stays flat, and of each key one
row is kept: what the first and the last of its rows say, as far as that differs.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import orjson

from klaviyo_gui.core.join_key import shown_key
from klaviyo_gui.core.match_report import EXAMPLES, SecondFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_SORTED = "SELECT key, line, cause, cells FROM row ORDER BY key, line"
_BATCH = 500
"""Keys that are looked for at once, below the least number of parameters that SQLite takes."""

_CACHE_KB = 8_000
_LINES_SHOWN = 5
_KEY_SHOWN = 60


class Entry(NamedTuple):
    """A row of the second file: its key, its line, the cause of its damage, the taken cells.

    Without cells it is never joined.
    """

    key: bytes
    line: int
    cause: str
    cells: bytes | None


Found = tuple[bytes | None, bytes | None, str]
"""What the second file says of a key: ``(first, last, cause)``.

The first two are the taken cells of its sound rows in the order of the file, as they are stored;
``last`` is None where all of them say the same, and ``first`` where there is no sound row. The
cause is that of a damaged row which has the key too, empty for none.
"""


class Gathered:
    """Takes the rows of a second file in any order, and keeps them on disk to be sorted."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = _made(path)
        self._database.execute("CREATE TABLE row (key BLOB, line INTEGER, cause TEXT, cells BLOB)")

    def add(self, entries: Iterable[Entry]) -> None:
        """Take the next rows, as far as they have a key."""
        self._database.executemany("INSERT INTO row VALUES (?, ?, ?, ?)", entries)

    def finish(self) -> None:
        """Let others read them."""
        self._database.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def make_index(gathered: Path, path: Path) -> SecondFile:
    """Make the index at a path of the rows that were gathered, and return what it tells of them."""
    path.unlink(missing_ok=True)
    told = _Told()
    with closing(sqlite3.connect(gathered)) as rows, closing(_made(path)) as index:
        rows.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        index.execute(
            "CREATE TABLE found (key BLOB PRIMARY KEY, first BLOB, last BLOB, cause TEXT)"
        )
        index.executemany("INSERT INTO found VALUES (?, ?, ?, ?)", _found(rows, told))
        index.execute("COMMIT")
    return SecondFile(keys=told.keys, doubles=told.doubles, examples=tuple(told.examples))


@dataclass(slots=True)
class _Told:
    keys: int = 0
    doubles: int = 0
    examples: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)


def _found(
    database: sqlite3.Connection, told: _Told
) -> Iterator[tuple[bytes, bytes | None, bytes | None, str]]:
    """Yield every key once, in their order, with what its rows say."""
    for key, rows in groupby(database.execute(_SORTED), itemgetter(0)):
        told.keys += 1
        first: bytes | None = None
        last: bytes | None = None
        lines: list[int] = []
        is_double, worst = False, ""
        for _, line, cause, cells in rows:
            if cells is None:
                worst = cause
                continue
            if len(lines) < _LINES_SHOWN:
                lines.append(line)
            if first is None:
                first = cells
            is_double |= cells != first
            last = cells
            # A row that is joined with a doubt; one that is never joined is worse.
            worst = worst or cause
        if is_double:
            told.doubles += 1
            if len(told.examples) < EXAMPLES:
                told.examples.append((shown_key(_read(key))[:_KEY_SHOWN], tuple(lines)))
        yield key, first, last if is_double else None, worst


class KeyIndex:
    """Reads an index; each process opens its own."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KB}")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def find(self, keys: Iterable[str]) -> dict[str, Found]:
        """Return what is known of these keys; of those that are not there, nothing."""
        names = {_written(key): key for key in keys}
        # Neighbours lie on the same pages of the file.
        wanted = sorted(names)
        found: dict[str, Found] = {}
        for at in range(0, len(wanted), _BATCH):
            part = wanted[at : at + _BATCH]
            marks = ",".join("?" * len(part))
            rows = self._database.execute(
                f"SELECT key, first, last, cause FROM found WHERE key IN ({marks})",  # noqa: S608 - marks alone
                part,
            )
            found |= {names[key]: (first, last, cause) for key, first, last, cause in rows}
        return found


def cells_in(stored: bytes) -> list[str]:
    """Return the taken cells of a row."""
    cells: list[str] = orjson.loads(stored)
    return cells


def entry(key: str, line: int, cause: str, cells: Sequence[str] | None) -> Entry:
    """Return a row as the index takes it; without cells it is never joined."""
    return Entry(_written(key), line, cause, None if cells is None else orjson.dumps(cells))


def _made(path: Path) -> sqlite3.Connection:
    """Open a database that is made anew in one piece, and of no use to anybody if it is not."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    database.execute("BEGIN")
    return database


def _written(key: str) -> bytes:
    # Bytes that are no text in the encoding of the file are kept, as no text can hold them.
    return key.encode("utf-8", "surrogatepass")


def _read(key: bytes) -> str:
    return key.decode("utf-8", "surrogatepass")
