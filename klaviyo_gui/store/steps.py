"""How many steps a journal has acknowledged, kept outside of it.

SQLite takes a damaged end of its log for a step that a power cut broke off, and a log that is gone
for none at all: what was acknowledged would be forgotten in silence, and sent as if it had never
been. So the journal has the number of its steps, as SQLite's ``user_version``, and so has a small
file beside it. That one is not synced. It is written once a step is on the disk, so a killed
program may leave it one behind, and a power cut any number; it is never ahead.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from io import FileIO
    from pathlib import Path

_FORM: Final = struct.Struct("<2Q")
"""The number and its complement: a count that is damaged itself says nothing."""
_MASK: Final = 0xFFFF_FFFF_FFFF_FFFF


class Steps:
    """Counts the steps of one open journal, inside of it and beside it."""

    def __init__(self, journal: Path, database: sqlite3.Connection) -> None:
        self._path = _beside(journal)
        self._database = database
        self._number = steps_in(database)
        self._file: FileIO | None = None

    def begin(self) -> None:
        """Count one more in the transaction that is open: it comes and goes with that."""
        self._database.execute(f"PRAGMA user_version = {self._number + 1}")

    def acknowledge(self) -> None:
        """Count one more beside the journal, now that its transaction is on the disk."""
        self._number += 1
        # Where there is no room the count is behind; that the disk is full the next step will say.
        with suppress(OSError):
            if self._file is None:
                self._path.touch()
                self._file = self._path.open("r+b", buffering=0)
            self._file.seek(0)
            self._file.write(_FORM.pack(self._number, self._number ^ _MASK))

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            self._file.close()


def steps_in(database: sqlite3.Connection, schema: str = "main") -> int:
    """Return how many steps are in a journal."""
    (number,) = database.execute(f"PRAGMA {schema}.user_version").fetchone()
    return int(number)


def acknowledged_steps(journal: Path) -> int:
    """Return how many steps must be in a journal, 0 where nobody has counted them."""
    try:
        number, complement = _FORM.unpack(_beside(journal).read_bytes())
    except (OSError, struct.error):
        return 0
    return int(number) if number ^ complement == _MASK else 0


def _beside(journal: Path) -> Path:
    return journal.with_name(f"{journal.name}-steps")
