"""The runs that can be continued."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.sending.progress import RunState
from klaviyo_gui.store.history import history

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.store.history import RunSummary

UNFINISHED = frozenset({RunState.SENDING, RunState.PAUSED, RunState.STOPPED})
"""The states from which a run goes on; one cut short while planning sent nothing."""


def unfinished_runs(runs: Path) -> tuple[RunSummary, ...]:
    """Return all runs that can be continued, the newest first."""
    return tuple(run for run in history(runs) if run.state in UNFINISHED)
