"""What keeps a run from being written down, told as errors that a person can mend."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import RunDamaged, RunInterrupted, RunUnwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.errors import RunError

_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@dataclass(slots=True)
class Standing:
    """How far a run has come; ``run`` is its name once something of it may have been sent."""

    run: str = ""


@contextmanager
def interruptions() -> Iterator[Standing]:
    """Tell what the system refuses in the block, such as a full disk, by a RunError.

    Raises RunUnwritable as long as nothing was sent, then RunInterrupted, and RunDamaged for a
    journal that is found damaged when it is used.
    """
    standing = Standing()
    try:
        yield standing
    except OSError as error:
        where = f": {error.filename}" if error.filename is not None else ""
        raise _interruption(standing, f"{error.strerror or error}{where}") from error
    except sqlite3.DatabaseError as error:
        # The extended codes of SQLite keep the code itself in their lowest byte.
        is_damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED
        if is_damaged and standing.run:
            raise RunDamaged(standing.run, str(error)) from error
        if is_damaged or isinstance(error, sqlite3.OperationalError):
            raise _interruption(standing, str(error)) from error
        raise


def _interruption(standing: Standing, cause: str) -> RunError:
    return RunInterrupted(standing.run, cause) if standing.run else RunUnwritable(cause)
