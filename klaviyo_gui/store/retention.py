"""Customers' data is kept for some days only; then counts and hashes are left of a run."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import RunDamaged, RunOngoing
from klaviyo_gui.store.forgetting import remove_forgotten
from klaviyo_gui.store.history import history, mark_erased, summary
from klaviyo_gui.store.journal import JOURNAL, Journal
from klaviyo_gui.store.lock import account_lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from klaviyo_gui.store.history import RunSummary

_FINISHED = "done"
"""The only state in which nothing of a run will be sent any more."""


def expire(runs: Path, locks: Path, now: datetime, days: int) -> tuple[str, ...]:
    """Erase the customers' data of runs that ended so many days ago; return their names.

    A run that is unfinished or kept stays as it is, and so does, until the next time, one whose
    account is busy. What a killed program left of forgotten runs is removed too.
    """
    remove_forgotten(runs)
    return tuple(_expired(runs, locks, now - timedelta(days=days)))


def _expired(runs: Path, locks: Path, before: datetime) -> Iterator[str]:
    for run in history(runs):
        if not is_due(run, before):
            continue
        # One that cannot be erased now must not keep the others from it.
        with (
            suppress(RunOngoing, RunDamaged, OSError, sqlite3.Error),
            account_lock(locks, run.account),
        ):
            folder = runs / run.run
            # Somebody may have kept it, or continued it, until the lock was there.
            found = summary(folder)
            if found is not None and is_due(found, before):
                with closing(Journal.open(folder / JOURNAL)) as journal:
                    journal.erase_customers()
                mark_erased(folder)
                yield run.run


def is_due(run: RunSummary, before: datetime) -> bool:
    """Tell whether a run has customers' data that is to be erased, for it ended before this."""
    if run.state != _FINISHED or run.is_kept or run.is_erased:
        return False
    try:
        ended = datetime.fromisoformat(run.ended or run.created)
    except ValueError:
        return False
    return (ended if ended.tzinfo else ended.replace(tzinfo=UTC)) < before
