"""Earlier runs as a list of cards."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from klaviyo_gui.ui.cards import CardRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.store.history import RunSummary
    from klaviyo_gui.ui.cards import Index


def moment(created: str) -> str:
    """Return when a run was planned, by the clock of this computer."""
    try:
        planned = datetime.fromisoformat(created)
    except ValueError:
        return created
    return f"{planned.astimezone():%Y-%m-%d %H:%M}"


class RunsModel(QAbstractListModel):
    """Shows runs, the latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[RunSummary, ...] = ()

    def show(self, runs: Sequence[RunSummary]) -> None:
        """Show these runs."""
        self.beginResetModel()
        self._runs = tuple(runs)
        self.endResetModel()

    def run(self, index: Index) -> str:
        """Return the name of an entry's run."""
        return self._runs[index.row()].run

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of runs."""
        return 0 if parent.isValid() else len(self._runs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what a card shows."""
        if not index.isValid():
            return None
        run = self._runs[index.row()]
        total = run.tally.total
        open_ones = total.read - total.accepted
        accepted = f"{total.accepted:,} accepted"
        rest = f"{open_ones:,} not accepted"
        when = moment(run.created)
        parts = (run.name, f"{run.file} to {run.account}", when, accepted, rest, run.state)
        spoken = ", ".join(part for part in parts if part is not rest or open_ones)
        return {
            Qt.ItemDataRole.DisplayRole: run.name,
            CardRole.BELOW: when,
            CardRole.SIDE: rest if open_ones else run.state,
            CardRole.MARK: "alert" if open_ones else "tick",
            CardRole.TONE: "warn" if open_ones else "good",
            Qt.ItemDataRole.ToolTipRole: spoken,
            Qt.ItemDataRole.AccessibleTextRole: spoken,
        }.get(role)  # type: ignore[call-overload] # roles are whole numbers of two enums
