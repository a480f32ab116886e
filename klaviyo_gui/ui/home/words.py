"""What Home says of runs, files and presets."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from klaviyo_gui.ui.home.entry import Entry
from klaviyo_gui.ui.models.runs import state_words

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.store.history import RunSummary


def run_entry(run: RunSummary) -> Entry:
    """Return a run that can be continued."""
    total = run.tally.total
    below = f"{state_words(run.state)} at {total.accepted:,} of {total.read:,}"
    to = f" · {run.account}" if run.account else ""
    share = total.accepted / total.read if total.read else 0.0
    return Entry(run.file or run.name, f"{below}{to}", "Continue", share)


def file_entry(path: Path) -> Entry:
    """Return a file that was opened before."""
    return Entry(path.name, str(path.parent), "Open")


def preset_entry(name: str, used: str) -> Entry:
    """Return a preset, with when it was used last in ISO 8601, empty for never."""
    return Entry(name, f"used {_day(used)}" if used else "not used yet", "Use")


def _day(used: str) -> str:
    try:
        return f"{datetime.fromisoformat(used).astimezone():%Y-%m-%d}"
    except ValueError:
        return used
