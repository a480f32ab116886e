"""Runs are forgotten as a whole; what this computer has sent is not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import RunDamaged
from klaviyo_gui.language import mark
from klaviyo_gui.store.atomic import sync_folder, write_bytes
from klaviyo_gui.store.damage import DAMAGED, mark_damaged
from klaviyo_gui.store.history import known_run, summary, write_summary
from klaviyo_gui.store.journal import JOURNAL
from klaviyo_gui.store.ledger import absorb, absorb_rest, ledger_of
from klaviyo_gui.store.lock import account_lock
from klaviyo_gui.store.salvage import facts_in

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.store.history import RunSummary

_ERASED = b"This run was damaged, and what it held was erased after its days."
"""Stands in place of the journal, and is none."""

_DOOMED = ".forgotten-"
"""So begins the name of a run that is being removed: it is no run any more, whatever is left."""


def forget(runs: Path, run: str, locks: Path, *, even_damaged: bool = False) -> None:
    """Remove a run with all its data; its hashes are in the ledger before anything goes.

    Raises RunMissing, RunOngoing while a run for the account is on, RunDamaged when nobody can say
    what it sent, LedgerDamaged, LedgerBusy, or OSError. A damaged one is forgotten only where that
    is meant: what can be read of it is known then, and what it may have sent counts as perhaps
    sent.
    """
    found = known_run(runs, run)
    folder = runs / run
    with account_lock(locks, found.account):
        # What was sent to a practice Klaviyo of no store of ours is asked for by nobody.
        is_known = not found.is_practice or bool(found.practice_store)
        if is_known and (folder / JOURNAL).exists():
            _absorb(runs, found, even_damaged=even_damaged)
        folder.rename(runs / f"{_DOOMED}{run}")
        sync_folder(runs)
    remove_forgotten(runs)


def _absorb(runs: Path, run: RunSummary, *, even_damaged: bool) -> None:
    if not run.account:
        # Its journal is damaged for certain, and nobody knows in which ledger it belongs.
        if not even_damaged:
            raise RunDamaged(run.run, mark("it does not say to which account it sent"))
        return
    journal = runs / run.run / JOURNAL
    ledger = ledger_of(runs, run.account, run.practice_store)
    try:
        absorb(journal, ledger)
    except RunDamaged:
        if not even_damaged:
            raise
        absorb_rest(journal, ledger, run.created)


def erase_damaged(runs: Path, run: RunSummary) -> None:
    """Remove all that a damaged run holds of customers; it stays a damaged one of its account.

    What can be read of what it sent is in the ledger before. Nobody can tell the rest, so whoever
    asks what was sent is still told that, until the run is forgotten on purpose. Raises
    LedgerDamaged, LedgerBusy, or OSError.
    """
    folder = runs / run.run
    if not run.is_practice or run.practice_store:
        absorb_rest(folder / JOURNAL, ledger_of(runs, run.account, run.practice_store), run.created)
    if summary(folder) is None:
        write_summary(folder, facts_in(folder / JOURNAL), DAMAGED, run.tally)
    write_bytes(folder / JOURNAL, _ERASED)
    for left in folder.glob(f"{JOURNAL}?*"):
        left.unlink(missing_ok=True)
    mark_damaged(folder / JOURNAL, "what it held was erased after its days")


def remove_forgotten(runs: Path) -> None:
    """Remove what is left of runs that were forgotten, as a program that was killed leaves it."""
    for folder in runs.glob(f"{_DOOMED}*"):
        shutil.rmtree(folder, ignore_errors=True)
