"""Whether steps that a journal has acknowledged are missing in it, by their number and by its log.

Whoever opens a journal asks here, for SQLite does away with the log when it is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.store.log import has_lost_steps, keep_log
from klaviyo_gui.store.steps import acknowledged_steps, steps_in

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


def lost_steps(journal: Path, database: sqlite3.Connection, schema: str = "main") -> str:
    """Return what shows that steps are missing, empty where none are; a log of them is kept.

    The database has the journal for itself. Raises OSError where the log cannot be read or kept.
    """
    # This also waits for whoever has the journal: until then its log may be written.
    number = steps_in(database, schema)
    if has_lost_steps(journal):
        cause = "its log is damaged"
    elif number < acknowledged_steps(journal):
        cause = "its last steps are missing"
    else:
        return ""
    keep_log(journal)
    return cause
