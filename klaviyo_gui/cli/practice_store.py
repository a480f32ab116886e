"""The file of the practice Klaviyo that ``send --practice`` starts.

It outlives the command, so that ``resume`` meets the practice Klaviyo to which the run began to
send; without an unfinished run it begins anew.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.cli.unfinished import unfinished_runs

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "practice.db"


def practice_store() -> Path:
    """Return the file, made anew where nothing needs the old one or it is damaged.

    Raises OSError where it cannot be written.
    """
    path = paths.home() / _NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    if not any(run.is_practice for run in unfinished_runs()) or not _is_sound(path):
        # On Windows a practice Klaviyo that still runs keeps its file, which does no harm.
        with suppress(PermissionError):
            path.unlink(missing_ok=True)
    path.open("ab").close()
    return path


def _is_sound(path: Path) -> bool:
    """Tell whether the file survived; the practice Klaviyo does not guard it against a crash."""
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path)) as database:
            (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(verdict == "ok")
