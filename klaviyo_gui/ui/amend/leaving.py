"""The button that leaves out all rows of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from klaviyo_gui.language import counted, tr
from klaviyo_gui.ui.amend.words import can_be_left_out

if TYPE_CHECKING:
    from klaviyo_gui.core.amendments import Cause
    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session


class LeaveRowsOut(QPushButton):
    """Hidden where the rows of the finding on show cannot be left out by its cause."""

    def __init__(self, session: Session, checker: Checker) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._cause: Cause | None = None
        self.setAutoDefault(False)
        tip = tr("Send nothing of the rows in which this is found, neither events nor people")
        self.setToolTip(tip)
        self.setAccessibleDescription(tip)
        self.clicked.connect(self._leave_out)
        self.hide()

    def show_finding(self, finding: Finding | None) -> None:
        """Offer to leave out the rows of this finding."""
        result, self._cause = self._checker.result, None
        if finding is not None and result is not None and self._session.aside is None:
            self._cause = result.cause(finding) if can_be_left_out(finding) else None
        self.setVisible(self._cause is not None)
        if finding is not None:
            number = finding.count
            self.setText(
                counted(number, "Leave this {count} row out", "Leave these {count} rows out")
            )

    @Slot()
    def _leave_out(self) -> None:
        if self._cause is not None:
            self._session.leave_cause_out(self._cause)
