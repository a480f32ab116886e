"""The button by which somebody takes a finding off the list that is only worth knowing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from klaviyo_gui.core.consequence import Consequence
from klaviyo_gui.core.problem import Severity
from klaviyo_gui.core.repair import Seen
from klaviyo_gui.language import tr

if TYPE_CHECKING:
    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.ui.session import Session


def seen_of(finding: Finding) -> Seen:
    """Return by what it is known that somebody has taken note of a finding, as it is now."""
    return Seen(finding.code, (finding.kind, finding.target), finding.count)


def is_noted(finding: Finding, mapping: Mapping) -> bool:
    """Tell whether somebody has taken note of a finding."""
    return can_be_noted(finding) and seen_of(finding) in mapping.seen


def can_be_noted(finding: Finding) -> bool:
    """Tell whether a finding is only worth knowing, and holds no row."""
    is_known = finding.consequence is Consequence.KNOWN
    return is_known and finding.severity is Severity.NOTE


class NoteFinding(QPushButton):
    """Hidden for whatever is more than worth knowing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._finding: Finding | None = None
        self.setAutoDefault(False)
        self.clicked.connect(self._note)
        self.hide()

    def show_finding(self, finding: Finding | None) -> None:
        """Offer to take this finding off the list, or to put it there again."""
        self._finding = finding if finding is not None and can_be_noted(finding) else None
        self.setVisible(self._finding is not None)
        is_noted_now = self._is_noted()
        tip = tr("You take note of it; it is told again when there is more or less of it")
        self.setText(tr("Put it back on the list") if is_noted_now else tr("I know: off the list"))
        self.setToolTip("" if is_noted_now else tip)
        self.setAccessibleDescription(self.toolTip())

    def _is_noted(self) -> bool:
        return self._finding is not None and is_noted(self._finding, self._session.mapping)

    @Slot()
    def _note(self) -> None:
        if self._finding is not None:
            seen = seen_of(self._finding)
            (self._session.see_anew if self._is_noted() else self._session.see)(seen)
