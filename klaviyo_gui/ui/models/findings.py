"""What the check found, by cause, as a list of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from klaviyo_gui.core.problem import Severity
from klaviyo_gui.ui.amounts import amount
from klaviyo_gui.ui.cards import CardRole
from klaviyo_gui.ui.pieces import plural
from klaviyo_gui.wording import finding_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Kind
    from klaviyo_gui.ui.cards import Index

_MARKS = {
    Severity.HOLD: ("stop", "bad", " would be held"),
    Severity.WARN: ("alert", "warn", " would be sent with a loss"),
    Severity.NOTE: ("info", "muted", ": good to know"),
}
_UNLESS_HELD = " unless held"
"""A loss is told of every record that has it, also of those that another cause holds."""

_LINES_SHOWN = 6


class FindingsModel(QAbstractListModel):
    """Shows findings, worst first; ``counts_rows`` where the kind of record does not matter."""

    def __init__(self, parent: QObject | None = None, *, counts_rows: bool = False) -> None:
        super().__init__(parent)
        self._counts_rows = counts_rows
        self._findings: tuple[Finding, ...] = ()
        self._held: frozenset[Kind] = frozenset()

    def show(self, findings: Sequence[Finding]) -> None:
        """Show these findings."""
        self.beginResetModel()
        self._findings = tuple(findings)
        self._held = frozenset(each.kind for each in findings if each.severity is Severity.HOLD)
        self.endResetModel()

    def finding(self, index: Index) -> Finding | None:
        """Return the finding of an entry."""
        return self._findings[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of findings."""
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return what a card shows."""
        if not index.isValid():
            return None
        finding = self._findings[index.row()]
        shape, tone, meaning = _MARKS[finding.severity]
        words = finding_words(finding)
        if finding.severity is Severity.WARN and finding.kind in self._held:
            meaning += _UNLESS_HELD
        more = f"{self._count(finding)}{meaning} · {lines_words(finding)}"
        return {
            Qt.ItemDataRole.DisplayRole: words.what,
            CardRole.BELOW: words.advice,
            CardRole.MORE: more,
            CardRole.MARK: shape,
            CardRole.TONE: tone,
            Qt.ItemDataRole.ToolTipRole: ", ".join(finding.texts),
            Qt.ItemDataRole.AccessibleTextRole: f"{more}: {words.sentence}",
        }.get(role)  # type: ignore[call-overload] # roles are whole numbers of two enums

    def _count(self, finding: Finding) -> str:
        if self._counts_rows:
            return plural(finding.count, "row")
        return amount(finding.kind, finding.count)


def lines_words(finding: Finding) -> str:
    """Return where it was found: the first file lines."""
    lines = finding.lines[:_LINES_SHOWN]
    more = "…" if finding.count > len(lines) else ""
    return f"file line{'s' if finding.count > 1 else ''} {', '.join(f'{n:,}' for n in lines)}{more}"
