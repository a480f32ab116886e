"""The damage of a file by cause, as a list of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from klaviyo_gui.core.problem import Severity
from klaviyo_gui.source.causes import Recovery
from klaviyo_gui.ui.cards import CardRole
from klaviyo_gui.ui.pieces import plural
from klaviyo_gui.wording import fault_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.source.faults import Fault
    from klaviyo_gui.ui.cards import Index

_MARKS = {
    Severity.HOLD: ("stop", "bad"),
    Severity.WARN: ("alert", "warn"),
    Severity.NOTE: ("info", "muted"),
}
_RECOVERIES = {
    Recovery.EXACT: "nothing is lost",
    Recovery.LIKELY: "likely to be recovered",
    Recovery.LOST: "cannot be recovered",
}
_LINES_SHOWN = 6
_EXAMPLE = 40


class FaultsModel(QAbstractListModel):
    """Shows what was found in a file, in the order in which it is given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faults: tuple[Fault, ...] = ()

    def show(self, faults: Sequence[Fault]) -> None:
        """Show these; entries that stay the same are not touched, nor is the choice among them."""
        faults = tuple(faults)
        if faults == self._faults:
            return
        if [each.code for each in faults] == [each.code for each in self._faults]:
            self._faults = faults
            self.dataChanged.emit(self.index(0), self.index(len(faults) - 1))
            return
        self.beginResetModel()
        self._faults = faults
        self.endResetModel()

    def finding(self, index: Index) -> Fault | None:
        """Return the fault of an entry."""
        return self._faults[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of causes."""
        return 0 if parent.isValid() else len(self._faults)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what a card shows."""
        if not index.isValid():
            return None
        fault = self._faults[index.row()]
        shape, tone = _MARKS[fault.severity]
        words = fault_words(fault)
        more = " · ".join(filter(None, (*_places(fault), _example(fault))))
        return {
            Qt.ItemDataRole.DisplayRole: words.what,
            CardRole.BELOW: words.advice,
            CardRole.MORE: more,
            CardRole.MARK: shape,
            CardRole.TONE: tone,
            Qt.ItemDataRole.AccessibleTextRole: f"{more}: {words.sentence}",
        }.get(role)  # type: ignore[call-overload] # roles are whole numbers of two enums


def _places(fault: Fault) -> tuple[str, str, str]:
    lines = fault.lines[:_LINES_SHOWN]
    more = "…" if fault.count > len(lines) else ""
    where = f"file line{'s' if len(lines) > 1 else ''} {', '.join(f'{each:,}' for each in lines)}"
    return (
        plural(fault.count, "time"),
        f"{where}{more}" if lines else "",
        _RECOVERIES[fault.recovery],
    )


def _example(fault: Fault) -> str:
    if not fault.examples:
        return ""
    found, mended = (each.replace("\n", " ")[:_EXAMPLE] for each in fault.examples[0])
    return f"“{found}” reads “{mended}”" if mended else f"for example “{found}”"
