"""Old customers' data goes after a command that sends, too: a window may never be opened here."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime

from klaviyo_gui import paths
from klaviyo_gui.store import settings
from klaviyo_gui.store.pasted import expire_pasted
from klaviyo_gui.store.retention import expire

COMMANDS = frozenset({"send", "resume", "retry"})


def tidy() -> None:
    """Erase the customers' data of runs that ended, or were pasted, long ago; what fails waits."""
    with suppress(OSError, sqlite3.Error):
        now = datetime.now(UTC)
        expire(paths.runs(), paths.locks(), now, settings.days_kept())
        expire_pasted(now, settings.days_kept())
