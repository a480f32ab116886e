"""All runs as a table: those that can be continued first, then the latest."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from klaviyo_gui.core.tally import State
from klaviyo_gui.language import clock, day, grouped, mark, tr
from klaviyo_gui.sending.unfinished import UNFINISHED
from klaviyo_gui.store.damage import DAMAGED
from klaviyo_gui.wording.amounts import in_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.store.history import RunSummary
    from klaviyo_gui.ui.cards import Index

HEADINGS = (
    mark("State"),
    mark("When"),
    mark("File"),
    mark("To"),
    mark("Accepted"),
    mark("Customers' data"),
)
WORDS = (2, 3)
"""The columns of names, which share the room that is left."""

_STATES = {
    "done": mark("Done"),
    "paused": mark("Paused"),
    "stopped": mark("Stopped"),
    "sending": mark("Cut short"),
    "planning": mark("Nothing sent"),
    DAMAGED: mark("Damaged"),
}
_UNKNOWN = mark("not known")
_NOT_ACCEPTED = tuple(state for state in State if state is not State.ACCEPTED)


def moment(created: str) -> str:
    """Return when a run was planned, by the clock of this computer."""
    try:
        planned = datetime.fromisoformat(created).astimezone()
    except ValueError:
        return created
    return f"{day(planned)} {clock(planned)}"


def state_words(state: str) -> str:
    """Return the state of a run in a word or two."""
    return tr(_STATES.get(state, state))


def data_words(run: RunSummary, days: int) -> str:
    """Return how long the customers' data of a run stays: so many days after its end."""
    if run.is_erased:
        return tr("erased")
    if run.is_kept:
        return tr("kept")
    if run.state == DAMAGED and not run.account:
        return tr("until forgotten")
    if run.state in UNFINISHED:
        return tr("until finished")
    try:
        ended = datetime.fromisoformat(run.ended or run.created)
    except ValueError:
        return tr("kept")
    return tr("until {day}", day=day((ended + timedelta(days=days)).astimezone()))


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
            return tr(HEADINGS[section]) if section < len(HEADINGS) else None
        return None

    def _cells(self, run: RunSummary) -> tuple[str, ...]:
        return (
            state_words(run.state),
            moment(run.created),
            tr("{file} (sent again)", file=run.file) if run.retry_of else run.file or tr(_UNKNOWN),
            run.account or tr(_UNKNOWN),
            tr(
                "{accepted} of {read}",
                accepted=grouped(run.tally.total.accepted),
                read=grouped(run.tally.total.read),
            ),
            data_words(run, self._days),
        )


def _told(run: RunSummary) -> str:
    """Return all that the cells of a run leave out."""
    nothing = tr("nothing")
    parts = [
        tr("{name}, run {run}", name=run.name, run=run.run),
        tr("accepted: {records}", records=in_state(run.tally, State.ACCEPTED) or nothing),
        tr("not accepted: {records}", records=in_state(run.tally, *_NOT_ACCEPTED) or nothing),
    ]
    if run.retry_of:
        parts.append(tr("refused rows of run {run}, sent again", run=run.retry_of))
    return "\n".join(parts)
