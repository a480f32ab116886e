"""Whether steps that a journal has acknowledged are missing in it, by their number and by its log.

Whoever opens a journal asks here, for SQLite does away with the log when it is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.language import mark
from klaviyo_gui.store.log import has_lost_steps, is_log_kept, keep_log
from klaviyo_gui.store.steps import acknowledged_steps, steps_in

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_DAMAGED, _MISSING = mark("its log is damaged"), mark("its last steps are missing")


def lost_steps(journal: Path, database: sqlite3.Connection, schema: str = "main") -> str:
    """Return what shows that steps are missing, empty where none are; a log of them is kept.

    The database has the journal for itself. Raises OSError where the log cannot be read or kept.
    """
    # This also waits for whoever has the journal: until then its log may be written.
    number = steps_in(database, schema)
    if has_lost_steps(journal):
        cause = _DAMAGED
    elif number < acknowledged_steps(journal):
        cause = _MISSING
    else:
        return ""
    keep_log(journal)
    return cause


def lost_steps_at_rest(
    journal: Path, database: sqlite3.Connection, schema: str, acknowledged: int
) -> str:
    """Return the same of a journal that is read as it lies there, without a log, and not locked.

    Its run may go on meanwhile, so it must have the steps that were ``acknowledged`` before anybody
    looked for a log, and what has come since is nobody's damage.
    """
    if is_log_kept(journal):
        return _DAMAGED
    return _MISSING if steps_in(database, schema) < acknowledged else ""
