"""All runs of this computer, each told in a small file beside its journal.

The journal itself is locked while its run is on; the summary can be read at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import orjson

from klaviyo_gui.core.tally import Counts, Tally
from klaviyo_gui.store.atomic import write_bytes
from klaviyo_gui.store.journal import JOURNAL

if TYPE_CHECKING:
    from pathlib import Path

SUMMARY = "run.json"
_SHOWN = (
    "name",
    "account",
    "is_practice",
    "practice_store",
    "file",
    "created",
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


def write_summary(folder: Path, facts: dict[str, Any], state: str, tally: Tally) -> None:
    """Write how the run stands now."""
    content = {key: facts[key] for key in _SHOWN if key in facts}
    content |= {"state": state, "records": {"events": tally.events, "profiles": tally.profiles}}
    write_bytes(folder / SUMMARY, orjson.dumps(content, option=orjson.OPT_INDENT_2))


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
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def history(runs: Path) -> tuple[RunSummary, ...]:
    """Return all runs, the newest first."""
    if not runs.is_dir():
        return ()
    found = (summary(folder) for folder in runs.iterdir() if folder.is_dir())
    return tuple(
        sorted((run for run in found if run), key=lambda run: (run.created, run.run), reverse=True)
    )


def journals_to(runs: Path, account: str = "", practice_store: str = "") -> tuple[Path, ...]:
    """Return the journals of all runs that sent to the same place, the latest first.

    That is one practice store, or else an account; without either it is any account that is no
    practice.
    """
    return tuple(
        runs / run.run / JOURNAL
        for run in history(runs)
        if (
            run.practice_store == practice_store
            if practice_store
            else not run.is_practice and account in {"", run.account}
        )
    )
