"""Find the run to continue."""

from __future__ import annotations

from klaviyo_gui import paths
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.sending.unfinished import UNFINISHED, unfinished_runs
from klaviyo_gui.store.history import RunSummary, trusted_run
from klaviyo_gui.store.results import by_journal

_LIST = "“klaviyo-gui runs” lists them all."


def unfinished_run(name: str | None) -> RunSummary:
    """Return the run of this name, without one the newest; raises why it cannot be continued."""
    if name is None:
        for run in unfinished_runs(paths.runs()):
            return by_journal(paths.runs(), run)
        raise Failure("RunMissing", "There is no unfinished run.", _LIST)
    found = trusted_run(paths.runs(), name)
    if found.state == RunState.PLANNING:
        raise Failure(
            "RunUnplanned",
            f"Run {name} ended before anything was sent.",
            "Send the file again.",
        )
    if found.state not in UNFINISHED:
        raise Failure("RunFinished", f"Run {name} is {found.state}: nothing is left.", _LIST)
    return by_journal(paths.runs(), found)
