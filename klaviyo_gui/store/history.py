"""All runs of this computer, each told in a small file beside its journal.

The journal itself is locked while its run is on; the summary can be read at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core.errors import RunMissing
from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.store.atomic import write_bytes
from klaviyo_gui.store.journal import JOURNAL
from klaviyo_gui.store.ledger import ledger_of

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
    """One run in short; ``created`` is ISO 8601, ``state`` one of RunState's words.

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
    content = {key: facts[key] for key in _SHOWN if key in facts}
    content |= {"state": state, "records": {"events": tally.events, "profiles": tally.profiles}}
    write_bytes(folder / SUMMARY, orjson.dumps(content, option=orjson.OPT_INDENT_2))


def mark_erased(folder: Path) -> None:
    """Write that only counts and hashes are left of a run."""
    content = orjson.loads((folder / SUMMARY).read_bytes())
    raw = orjson.dumps(content | {"is_erased": True}, option=orjson.OPT_INDENT_2)
    write_bytes(folder / SUMMARY, raw)


def summary(folder: Path) -> RunSummary | None:
    """Return the run in this folder; None where there is none or it cannot be read."""
    try:
        content = orjson.loads((folder / SUMMARY).read_bytes())
        records = content["records"]
        return RunSummary(
            run=folder.name,
            name=content["name"],
            account=content["account"],
            file=content["file"],
            created=str(content["created"]),
            state=content["state"],
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
    except (OSError, ValueError, TypeError, KeyError):
        return None


def known_run(runs: Path, run: str) -> RunSummary:
    """Return the run of this name; raises RunMissing."""
    folder = runs / run
    is_name = bool(run) and folder.parent == runs and not run.startswith(_HIDDEN)
    found = summary(folder) if is_name else None
    if found is None:
        raise RunMissing(run)
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
    found = (summary(folder) for folder in folders if folder.is_dir())
    return tuple(
        sorted((run for run in found if run), key=lambda run: (run.created, run.run), reverse=True)
    )


def journals_to(runs: Path, account: str) -> tuple[Path, ...]:
    """Return the journals of all runs that sent to an account, the latest first.

    Behind them comes the ledger of the runs that are no longer kept.
    """
    return _journals(
        runs,
        (run for run in history(runs) if not run.is_practice and run.account == account),
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
