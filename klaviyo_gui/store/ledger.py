"""What runs have sent that are no longer kept, as hashes: one database for each place.

A ledger reads like the journal of one run that sent it all, so that ``sent_before.py`` asks both in
the same way. The journals of the runs that are kept are not copied: what was sent is written down
once, with its outcome, and moves here before the run is forgotten.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.store.atomic import make_private
from klaviyo_gui.store.sent_before import CREATED, LEDGERS, TAKEN, attached

if TYPE_CHECKING:
    from pathlib import Path

_ACCOUNT, _PRACTICE = "account", "practice"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sent (
    line INTEGER PRIMARY KEY, kind TEXT, key BLOB, says BLOB, state TEXT, at TEXT,
    UNIQUE (kind, key));
CREATE VIEW IF NOT EXISTS fate AS SELECT kind, line, state FROM sent;
"""
"""``line`` is a mere number here: one row for each record, whatever file it came from."""

_ABSORB = (
    "INSERT INTO sent (kind, key, says, state, at)"
    " SELECT earlier.sent.kind, earlier.sent.key, earlier.sent.says, fate.state, @"
    " FROM earlier.sent JOIN earlier.fate AS fate"
    " ON fate.kind = earlier.sent.kind AND fate.line = earlier.sent.line"
    " WHERE fate.state IN (?, ?)"
    " ON CONFLICT (kind, key) DO UPDATE SET says = excluded.says, state = excluded.state,"
    " at = excluded.at WHERE excluded.at >= sent.at"
)


def ledger_of(runs: Path, account: str = "", practice_store: str = "") -> Path:
    """Return where the hashes of runs to this place are kept: a practice store, or an account."""
    sort, name = (_PRACTICE, practice_store) if practice_store else (_ACCOUNT, account)
    return runs / LEDGERS / f"{sort}-{hashlib.sha256(name.encode()).hexdigest()[:16]}.db"


def absorb(journal: Path, ledger: Path) -> None:
    """Take over what the run of a journal sent, in one synced step; doing it again changes nothing.

    Of records that were sent in several runs the latest is kept. Raises RunDamaged when the journal
    cannot be read.
    """
    make_private(ledger.parent)
    with closing(sqlite3.connect(ledger, isolation_level=None, uri=True)) as database:
        database.execute("PRAGMA synchronous = FULL")
        if sys.platform == "darwin":
            database.execute("PRAGMA fullfsync = 1")
        database.executescript(_SCHEMA)
        try:
            with attached(database, journal):
                has_keys = database.execute(
                    "SELECT 1 FROM earlier.sqlite_master WHERE name = 'sent'"
                ).fetchone()
                if has_keys:
                    database.execute(_ABSORB.replace("@", CREATED), TAKEN)
        except sqlite3.DatabaseError as error:
            raise RunDamaged(journal.parent.name, str(error)) from error
