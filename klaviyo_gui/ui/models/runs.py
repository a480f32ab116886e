"""All runs as a table: those that can be continued first, then the latest."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from klaviyo_gui.core.tally import State
from klaviyo_gui.sending.unfinished import UNFINISHED
from klaviyo_gui.store.damage import DAMAGED
from klaviyo_gui.wording.amounts import in_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.store.history import RunSummary
    from klaviyo_gui.ui.cards import Index

HEADINGS = ("State", "When", "File", "To", "Accepted", "Customers' data")
WORDS = (2, 3)
"""The columns of names, which share the room that is left."""

_STATES = {
    "done": "Done",
    "paused": "Paused",
    "stopped": "Stopped",
    "sending": "Cut short",
    "planning": "Nothing sent",
    DAMAGED: "Damaged",
}
_UNKNOWN = "unknown"
_NOT_ACCEPTED = tuple(state for state in State if state is not State.ACCEPTED)


def moment(created: str) -> str:
    """Return when a run was planned, by the clock of this computer."""
    try:
        planned = datetime.fromisoformat(created)
    except ValueError:
        return created
    return f"{planned.astimezone():%Y-%m-%d %H:%M}"


def state_words(state: str) -> str:
    """Return the state of a run in a word or two."""
    return _STATES.get(state, state)


def data_words(run: RunSummary, days: int) -> str:
    """Return how long the customers' data of a run stays: so many days after its end."""
    if run.is_erased:
        return "erased"
    if run.is_kept:
        return "kept"
    if run.state == DAMAGED and not run.account:
        return "until forgotten"
    if run.state in UNFINISHED:
        return "until finished"
    try:
        ended = datetime.fromisoformat(run.ended or run.created)
    except ValueError:
        return "kept"
    return f"until {(ended + timedelta(days=days)).astimezone():%Y-%m-%d}"


def ordered(runs: Sequence[RunSummary]) -> tuple[RunSummary, ...]:
    """Return those that can be continued first, each part in the order given."""
    return tuple(sorted(runs, key=lambda run: run.state not in UNFINISHED))


class RunsModel(QAbstractTableModel):
    """Shows runs, a row each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[RunSummary, ...] = ()
        self._days = 0

    def show(self, runs: Sequence[RunSummary], days: int) -> None:
        """Show these runs, whose customers' data is kept for so many days."""
        self.beginResetModel()
        self._runs = ordered(runs)
        self._days = days
        self.endResetModel()

    def run(self, index: Index) -> RunSummary | None:
        """Return the run of a row."""
        return self._runs[index.row()] if index.isValid() else None

    def row_of(self, run: str) -> int:
        """Return the row of the run of this name, -1 for none."""
        return next((at for at, each in enumerate(self._runs) if each.run == run), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of runs."""
        return 0 if parent.isValid() else len(self._runs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of headings."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what a cell says; its tip names the run."""
        if not index.isValid():
            return None
        run = self._runs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cells(run)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return _told(run)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a heading."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return HEADINGS[section] if section < len(HEADINGS) else None
        return None

    def _cells(self, run: RunSummary) -> tuple[str, ...]:
        return (
            state_words(run.state),
            moment(run.created),
            f"{run.file} (sent again)" if run.retry_of else run.file or _UNKNOWN,
            run.account or _UNKNOWN,
            f"{run.tally.total.accepted:,} of {run.tally.total.read:,}",
            data_words(run, self._days),
        )


def _told(run: RunSummary) -> str:
    """Return all that the cells of a run leave out."""
    parts = [
        f"{run.name}, run {run.run}",
        f"accepted: {in_state(run.tally, State.ACCEPTED) or 'nothing'}",
        f"not accepted: {in_state(run.tally, *_NOT_ACCEPTED) or 'nothing'}",
    ]
    if run.retry_of:
        parts.append(f"refused rows of run {run.retry_of}, sent again")
    return "\n".join(parts)
