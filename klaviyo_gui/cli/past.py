"""The commands about earlier runs: runs, results."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from klaviyo_gui import paths
from klaviyo_gui.cli.exits import DONE
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.cli.output import ReaderGone, write_json, write_text
from klaviyo_gui.core.errors import RunOngoing
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.store.export import export
from klaviyo_gui.store.history import RunSummary, history
from klaviyo_gui.store.results import counts_as_json
from klaviyo_gui.wording import amount, exception_words, report_page

if TYPE_CHECKING:
    import argparse

    from klaviyo_gui.core.tally import Tally


def list_runs(arguments: argparse.Namespace) -> int:
    """List all runs, the newest first."""
    runs = history(paths.runs())
    if arguments.json:
        write_json([_as_json(run) for run in runs])
        return DONE
    for run in runs:
        account, file = run.account or "unknown", run.file or "unknown"
        accepted = _accepted(run.tally)
        write_text(f"{run.run}  {run.state:8}  {account}  {file}: {accepted} accepted")
    if not runs:
        write_text("No runs yet.")
    return DONE


def _accepted(tally: Tally) -> str:
    """Return how many records were accepted: "2 of 3 events and 1 of 1 person row"."""
    counts = {kind: tally.of(kind) for kind in Kind}
    read = {kind: each for kind, each in counts.items() if each.read}
    parts = (f"{each.accepted:,} of {amount(kind, each.read)}" for kind, each in read.items())
    return " and ".join(parts) or "nothing"


def save_results(arguments: argparse.Namespace) -> int:
    """Save accepted.csv, refused.csv, report.json and report.html of a run."""
    try:
        written = export(paths.runs(), arguments.run, arguments.out, exception_words, report_page)
    except RunOngoing as error:
        raise Failure(
            "RunOngoing",
            "This run is still on.",
            "Its results can be saved when it has ended.",
        ) from error
    with suppress(ReaderGone):
        if arguments.json:
            write_json({"run": arguments.run, "files": [str(path) for path in written]})
        else:
            for path in written:
                write_text(str(path))
    return DONE


def _as_json(run: RunSummary) -> dict[str, Any]:
    return {
        "run": run.run,
        "name": run.name,
        "account": run.account,
        "file": run.file,
        "created": run.created,
        "ended": run.ended,
        "state": run.state,
        "retry_of": run.retry_of,
        "is_kept": run.is_kept,
        "is_erased": run.is_erased,
        "records": counts_as_json(run.tally),
        "requests": run.requests,
        "seconds": run.seconds,
    }
