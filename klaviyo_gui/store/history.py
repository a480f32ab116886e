"""All runs of this computer, each told in a small file beside its journal.

The journal itself is locked while its run is on; the summary can be read at any time.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core.account_name import is_same_account
from klaviyo_gui.core.errors import RunDamaged, RunMissing, RunOngoing
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.store.atomic import write_bytes
from klaviyo_gui.store.damage import DAMAGED, is_marked
from klaviyo_gui.store.journal import JOURNAL, OPEN, Journal
from klaviyo_gui.store.ledger import ledger_of
from klaviyo_gui.store.salvage import facts_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SUMMARY = "run.json"

KEPT = "kept"
"""A file of this name beside the journal: the run is kept until somebody says otherwise."""

_HIDDEN = "."
"""So begin the names of folders that are no runs: the ledgers, and what is being removed."""

_SHOWN = (
    "name",
    "account",
    "is_practice",
    "practice_store",
    "file",
    "created",
    "ended",
    "is_erased",
    "retry_of",
    "is_history",
    "rows",
    "requests",
    "seconds",
    "detail",
)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One run in short; ``created`` is ISO 8601, ``state`` one of RunState's words, or "damaged".

    Of a damaged run ``account`` is empty where nobody can tell to which one it sent.

    ``practice_store`` names what the practice Klaviyo of the run stored, empty for none of ours.
    ``ended`` is when it was last at work, ``retry_of`` the run whose refused rows it sent again.
    ``is_kept`` tells that somebody keeps it, ``is_erased`` that only counts and hashes are left.
    """

    run: str
    name: str
    account: str
    file: str
    created: str
    state: str
    tally: Tally
    requests: int
    seconds: float
    detail: str
    is_practice: bool = False
    practice_store: str = ""
    ended: str = ""
    retry_of: str = ""
    is_kept: bool = False
    is_erased: bool = False


def write_summary(folder: Path, facts: dict[str, Any], state: str, tally: Tally) -> None:
    """Write how the run stands now."""
    content = _content(facts, state, tally)
    write_bytes(folder / SUMMARY, orjson.dumps(content, option=orjson.OPT_INDENT_2))


def mark_erased(folder: Path) -> None:
    """Write that only counts and hashes are left of a run."""
    content = orjson.loads((folder / SUMMARY).read_bytes())
    raw = orjson.dumps(content | {"is_erased": True}, option=orjson.OPT_INDENT_2)
    write_bytes(folder / SUMMARY, raw)


def summary(folder: Path) -> RunSummary | None:
    """Return what its summary says of the run in this folder; None where it cannot be read."""
    try:
        return _summary(folder, orjson.loads((folder / SUMMARY).read_bytes()))
    except (OSError, ValueError):
        return None


def run_in(folder: Path) -> RunSummary | None:
    """Return the run in this folder; None where there is none.

    Where its summary is lost the journal tells, and the summary is written anew. A run of which
    neither can be read is damaged, but it is there: what it sent must not be taken for unsent.
    """
    found = summary(folder)
    if found is not None:
        return found
    if not (folder / SUMMARY).exists() and not (folder / JOURNAL).exists():
        return None
    return _rebuilt(folder) or _damaged(folder)


def _rebuilt(folder: Path) -> RunSummary | None:
    try:
        # The journal is ours alone meanwhile, so nobody else writes the summary of a run at work.
        with closing(Journal.open(folder / JOURNAL)) as journal:
            facts, state, tally = journal.facts, "planning", journal.tally()
            if journal.is_planned:
                state = "paused" if journal.batches(*OPEN) else "done"
            with suppress(OSError):
                write_summary(folder, facts, state, tally)
    except (RunDamaged, RunOngoing, sqlite3.Error):
        return None
    return _summary(folder, _content(facts, state, tally))


def _damaged(folder: Path) -> RunSummary | None:
    try:
        moment = datetime.strptime(folder.name[:17], "%Y-%m-%d-%H%M%S").replace(tzinfo=UTC)
        created = moment.isoformat()
    except ValueError:
        created = ""
    told = {"name": "", "account": "", "file": "", "created": created}
    facts = told | facts_in(folder / JOURNAL)
    return _summary(folder, _content(facts, DAMAGED, Tally()))


def _content(facts: dict[str, Any], state: str, tally: Tally) -> dict[str, Any]:
    content = {key: facts[key] for key in _SHOWN if key in facts}
    records = {"events": asdict(tally.events), "profiles": asdict(tally.profiles)}
    return content | {"state": state, "records": records}


def _summary(folder: Path, content: dict[str, Any]) -> RunSummary | None:
    """Return the run that such a content tells of; None where it is none."""
    try:
        records = content["records"]
        return RunSummary(
            run=folder.name,
            name=content["name"],
            account=content["account"],
            file=content["file"],
            created=str(content["created"]),
            state=DAMAGED if is_marked(folder / JOURNAL) else content["state"],
            tally=Tally(Counts(**records["events"]), Counts(**records["profiles"])),
            requests=content.get("requests", 0),
            seconds=content.get("seconds", 0.0),
            detail=content.get("detail", ""),
            is_practice=content.get("is_practice") is True,
            practice_store=str(content.get("practice_store", "")),
            ended=str(content.get("ended", "")),
            retry_of=str(content.get("retry_of", "")),
            is_kept=(folder / KEPT).exists(),
            is_erased=content.get("is_erased") is True,
        )
    except (TypeError, KeyError):
        return None


def known_run(runs: Path, run: str) -> RunSummary:
    """Return the run of this name; raises RunMissing."""
    folder = runs / run
    is_name = bool(run) and folder.parent == runs and not run.startswith(_HIDDEN)
    found = run_in(folder) if is_name else None
    if found is None:
        raise RunMissing(run)
    return found


def trusted_run(runs: Path, run: str) -> RunSummary:
    """Return the run of this name, one that was damaged once its journal can be opened again.

    Raises RunMissing, RunDamaged, RunOngoing.
    """
    found = known_run(runs, run)
    if found.state == DAMAGED:
        Journal.open(runs / run / JOURNAL).close()
        found = known_run(runs, run)
    return found


def set_kept(runs: Path, run: str, *, is_kept: bool) -> None:
    """Keep a run with all its data until somebody says otherwise, or no longer."""
    mark = runs / known_run(runs, run).run / KEPT
    if is_kept:
        mark.touch()
    else:
        mark.unlink(missing_ok=True)


def history(runs: Path) -> tuple[RunSummary, ...]:
    """Return all runs, the newest first."""
    if not runs.is_dir():
        return ()
    folders = (each for each in runs.iterdir() if not each.name.startswith(_HIDDEN))
    found = (run_in(folder) for folder in folders if folder.is_dir())
    return tuple(
        sorted((run for run in found if run), key=lambda run: (run.created, run.run), reverse=True)
    )


def journals_to(runs: Path, account: str) -> tuple[Path, ...]:
    """Return the journals of all runs that sent to an account, or may have, the latest first.

    Behind them comes the ledger of the runs that are no longer kept.
    """
    return _journals(
        runs,
        (
            run
            for run in history(runs)
            if not run.is_practice and (not run.account or is_same_account(run.account, account))
        ),
        ledger_of(runs, account),
    )


def journals_to_practice(runs: Path, practice_store: str) -> tuple[Path, ...]:
    """Return the same of the runs that sent to a practice store of ours."""
    return _journals(
        runs,
        (run for run in history(runs) if run.practice_store == practice_store),
        ledger_of(runs, practice_store=practice_store),
    )


def _journals(runs: Path, found: Iterable[RunSummary], ledger: Path) -> tuple[Path, ...]:
    journals = tuple(runs / run.run / JOURNAL for run in found)
    return (*journals, ledger) if ledger.exists() else journals
