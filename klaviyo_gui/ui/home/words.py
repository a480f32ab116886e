"""What Home says of runs, files and presets."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from klaviyo_gui.language import day, grouped, tr
from klaviyo_gui.ui.home.entry import Entry
from klaviyo_gui.ui.models.runs import state_words

if TYPE_CHECKING:
    from pathlib import Path

    from klaviyo_gui.store.history import RunSummary


def run_entry(run: RunSummary) -> Entry:
    """Return a run that can be continued."""
    total = run.tally.total
    below = tr(
        "{state} at {accepted} of {read}",
        state=state_words(run.state),
        accepted=grouped(total.accepted),
        read=grouped(total.read),
    )
    to = f" · {run.account}" if run.account else ""
    share = total.accepted / total.read if total.read else 0.0
    return Entry(run.file or run.name, f"{below}{to}", tr("Continue"), share, is_told=True)


def file_entry(path: Path) -> Entry:
    """Return a file that was opened before."""
    return Entry(path.name, str(path.parent), tr("Open"))


def gone_entry(path: Path) -> Entry:
    """Return a file that was opened before and is no longer there."""
    where = tr("no longer in {folder}", folder=str(path.parent))
    return Entry(path.name, where, tr("Forget"))


def preset_entry(name: str, used: str) -> Entry:
    """Return a preset, with when it was used last in ISO 8601, empty for never."""
    when = tr("used {day}", day=_day(used)) if used else tr("not used yet")
    return Entry(name, when, tr("Use"), is_told=True)


def _day(used: str) -> str:
    try:
        return day(datetime.fromisoformat(used).astimezone())
    except ValueError:
        return used
