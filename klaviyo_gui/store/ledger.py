"""What runs have sent that are no longer kept, as hashes: one database for each place.

A ledger reads like the journal of one run that sent it all, so that ``sent_before.py`` asks both in
the same way. The journals of the runs that are kept are not copied: what was sent is written down
once, with its outcome, and moves here before the run is forgotten.
"""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from klaviyo_gui.core.account_name import account_key
from klaviyo_gui.core.tally import State
from klaviyo_gui.store.atomic import make_private
from klaviyo_gui.store.damage import is_broken
from klaviyo_gui.store.salvage import sent_in
from klaviyo_gui.store.sent_before import CREATED, LEDGERS, TAKEN, attached, unusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ACCOUNT, _PRACTICE = "account", "practice"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sent (
    line INTEGER PRIMARY KEY, kind TEXT, key BLOB, says BLOB, state TEXT, at TEXT, request TEXT,
    UNIQUE (kind, key));
CREATE VIEW IF NOT EXISTS fate AS SELECT kind, line, state FROM sent;
"""
"""``line`` is a mere number here: one row for each record, whatever file it came from.

``request`` names those in which a record went of which nobody knows whether it arrived, each with a
space behind it; it is empty of one that did. The first ledgers do not tell it.
"""

_INTO = "INSERT INTO sent (kind, key, says, state, at, request) "
_LATEST = (
    " ON CONFLICT (kind, key) DO UPDATE SET"
    " says = iif(excluded.at >= sent.at, excluded.says, sent.says),"
    " state = iif('' IN (excluded.request, sent.request), ?1, excluded.state),"
    " request = CASE WHEN '' IN (excluded.request, sent.request) THEN ''"
    " WHEN instr(' ' || sent.request, ' ' || excluded.request) THEN sent.request"
    " ELSE coalesce(sent.request, sent.at || ' ') || excluded.request END,"
    " at = max(excluded.at, sent.at)"
)
"""What a record said is what the latest run sent; whether it arrived all of them tell."""

_NAMED = "iif(@ = ?1, '', ?3 || '/' || coalesce(#, '') || ' ')"
_ADD = (
    f"{_INTO}VALUES (?4, ?5, ?6, ?7, ?8, {_NAMED.replace('@', '?7').replace('#', '?9')}){_LATEST}"
)
_ABSORB = (
    f"SELECT earlier.sent.kind, earlier.sent.key, earlier.sent.says, fate.state, {CREATED},"  # noqa: S608 - all of it is written in this file and the one beside it
    f" {_NAMED.replace('@', 'fate.state').replace('#', 'record.batch')}"
    " FROM earlier.sent JOIN earlier.fate AS fate"
    " ON fate.kind = earlier.sent.kind AND fate.line = earlier.sent.line"
    " JOIN earlier.record AS record"
    " ON record.kind = earlier.sent.kind AND record.line = earlier.sent.line"
    " WHERE fate.state IN (?1, ?2)"
)


def ledger_of(runs: Path, account: str = "", practice_store: str = "") -> Path:
    """Return where the hashes of runs to this place are kept: a practice store, or an account."""
    sort, name = (_PRACTICE, practice_store) if practice_store else (_ACCOUNT, account_key(account))
    return runs / LEDGERS / f"{sort}-{hashlib.sha256(name.encode()).hexdigest()[:16]}.db"


def absorb(journal: Path, ledger: Path) -> None:
    """Take over what the run of a journal sent, in one synced step; doing it again changes nothing.

    Of records that were sent in several runs it keeps what the latest said. Raises RunDamaged or
    RunOngoing when the journal cannot be read, LedgerDamaged or LedgerBusy for the ledger, or
    OSError.
    """
    with _opened(ledger) as database:
        is_attached = False
        try:
            with attached(database, journal):
                is_attached = True
                has_keys = database.execute(
                    "SELECT 1 FROM earlier.sqlite_master WHERE name = 'sent'"
                ).fetchone()
                if has_keys:
                    values = (*TAKEN, journal.parent.name)
                    database.execute(_INTO + _ABSORB + _LATEST, values)
        except sqlite3.DatabaseError as error:
            # Once the journal is attached nobody else has it, and nothing is written to it.
            if is_attached and not (is_broken(error) and _is_sound(database)):
                raise
            raise unusable(journal, error) from error


def absorb_rest(journal: Path, ledger: Path, at: str) -> None:
    """Take over what can be read of a damaged journal; what is in doubt counts as perhaps sent.

    ``at`` is when its run was planned. Raises LedgerDamaged or LedgerBusy, or OSError.
    """
    with _opened(ledger) as database:
        database.execute("BEGIN IMMEDIATE")
        database.executemany(
            _ADD,
            (
                (*TAKEN, journal.parent.name, kind, key, says, state, at, batch)
                for kind, key, says, state, batch in sent_in(journal)
            ),
        )
        database.execute("COMMIT")


def _add_requests(ledger: sqlite3.Connection) -> None:
    """Let a ledger of an earlier version tell requests; of accepted records there is none."""
    ledger.execute("BEGIN IMMEDIATE")
    names = {name for _, name, *_ in ledger.execute("PRAGMA main.table_info(sent)")}
    if "request" not in names:
        ledger.execute("ALTER TABLE sent ADD COLUMN request TEXT")
        ledger.execute("UPDATE sent SET request = '' WHERE state = ?", (State.ACCEPTED,))
    ledger.execute("COMMIT")


def _is_sound(ledger: sqlite3.Connection) -> bool:
    with suppress(sqlite3.DatabaseError):
        (verdict,) = ledger.execute("PRAGMA main.quick_check(1)").fetchone()
        return bool(verdict == "ok")
    return False


@contextmanager
def _opened(ledger: Path) -> Iterator[sqlite3.Connection]:
    """Give a ledger, made where there is none, and say what is wrong with it and not with a run."""
    make_private(ledger.parent)
    try:
        with closing(sqlite3.connect(ledger, isolation_level=None, uri=True)) as database:
            database.execute("PRAGMA synchronous = FULL")
            if sys.platform == "darwin":
                database.execute("PRAGMA fullfsync = 1")
            database.executescript(_SCHEMA)
            _add_requests(database)
            yield database
    except sqlite3.DatabaseError as error:
        raise unusable(ledger, error) from error
