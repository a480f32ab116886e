"""Customers' data is kept for some days only; then counts and hashes are left of a run."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import LedgerBusy, LedgerDamaged, RunDamaged, RunOngoing
from klaviyo_gui.store.damage import DAMAGED
from klaviyo_gui.store.forgetting import erase_damaged, remove_forgotten
from klaviyo_gui.store.history import history, mark_erased, run_in
from klaviyo_gui.store.journal import JOURNAL, Journal
from klaviyo_gui.store.lock import account_lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klaviyo_gui.store.history import RunSummary

_OVER = frozenset({"done", DAMAGED})
"""The states in which nothing of a run will be sent any more."""


def expire(runs: Path, locks: Path, now: datetime, days: int) -> tuple[str, ...]:
    """Erase the customers' data of runs that ended so many days ago; return their names.

    A run that is unfinished or kept stays as it is, and so does, until the next time, one whose
    account is busy. Of a damaged one nothing can be erased by itself: all of it goes, but that it
    is damaged, once what can be read of what it sent is in the ledger. What a killed program left
    of forgotten runs is removed too.
    """
    remove_forgotten(runs)
    return tuple(_expired(runs, locks, now - timedelta(days=days)))


def _expired(runs: Path, locks: Path, before: datetime) -> Iterator[str]:
    for run in history(runs):
        if not is_due(run, before):
            continue
        # One that cannot be erased now must not keep the others from it.
        with suppress(RunOngoing, RunDamaged, LedgerDamaged, LedgerBusy, OSError, sqlite3.Error):
            if _is_erased(runs, locks, run, before):
                yield run.run


def _is_erased(runs: Path, locks: Path, run: RunSummary, before: datetime) -> bool:
    """Erase what is to be erased of a run; tell whether that was done."""
    folder = runs / run.run
    with account_lock(locks, run.account):
        # Somebody may have kept it, or continued it, until the lock was there.
        found = run_in(folder)
        if found is None or not is_due(found, before):
            return False
        try:
            with closing(Journal.open(folder / JOURNAL)) as journal:
                if found.state == DAMAGED:
                    # It was put back from a backup; the next time tells how it stands.
                    return False
                journal.erase_customers()
        except RunDamaged:
            erase_damaged(runs, found)
        mark_erased(folder)
    return True


def is_due(run: RunSummary, before: datetime) -> bool:
    """Tell whether a run has customers' data that is to be erased, for it ended before this."""
    if run.state not in _OVER or run.is_kept or run.is_erased or not run.account:
        return False
    try:
        ended = datetime.fromisoformat(run.ended or run.created)
    except ValueError:
        return False
    return (ended if ended.tzinfo else ended.replace(tzinfo=UTC)) < before
