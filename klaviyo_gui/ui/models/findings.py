"""What the check found, by cause, as a list of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from klaviyo_gui.core.problem import Code, Severity
from klaviyo_gui.ui.amounts import amount
from klaviyo_gui.ui.cards import CardRole
from klaviyo_gui.ui.models.causes import CausesModel, lines_words
from klaviyo_gui.wording import finding_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Kind

_MARKS = {
    Severity.HOLD: ("stop", "bad", " would be held"),
    Severity.WARN: ("alert", "warn", " would be sent with a loss"),
    Severity.NOTE: ("info", "muted", ": good to know"),
}
_SUPPOSED = {
    Code.ZONE_UNSAID: " would be sent in a time zone that is assumed",
    Code.TIME_PLANNED: " would be dated at the time of sending",
}
"""What is no loss, and may be wrong all the same."""

_UNLESS_HELD = " unless held"
"""A loss is told of every record that has it, also of those that another cause holds."""


class FindingsModel(CausesModel["Finding"]):
    """Shows findings, worst first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: frozenset[Kind] = frozenset()

    def show(self, causes: Sequence[Finding]) -> None:
        """Show these findings."""
        self._held = frozenset(each.kind for each in causes if each.severity is Severity.HOLD)
        super().show(causes)

    def _name(self, cause: Finding) -> tuple[Kind, Code, Severity, str]:
        return cause.kind, cause.code, cause.severity, cause.target

    def _card(self, cause: Finding) -> dict[int, str]:
        shape, tone, meaning = _MARKS[cause.severity]
        if cause.severity is Severity.WARN:
            meaning = _SUPPOSED.get(cause.code, meaning)
        words = finding_words(cause)
        if cause.severity is Severity.WARN and cause.kind in self._held:
            meaning += _UNLESS_HELD
        count = amount(cause.kind, cause.count)
        more = f"{count}{meaning} · {lines_words(cause.lines, cause.count)}"
        return {
            Qt.ItemDataRole.DisplayRole: words.what,
            CardRole.BELOW: words.advice,
            CardRole.MORE: more,
            CardRole.MARK: shape,
            CardRole.TONE: tone,
            Qt.ItemDataRole.ToolTipRole: ", ".join(cause.texts),
            Qt.ItemDataRole.AccessibleTextRole: f"{more}: {words.sentence}",
        }
