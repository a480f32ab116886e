"""Below the choice of effects: what it would start, what the account knows, and who means it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from klaviyo_gui.core.account_name import is_same_name
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.time_picture import NO_TIMES
from klaviyo_gui.ui.pieces import column, named, text
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.flows import flow_words, name_words, proposal_words
from klaviyo_gui.wording.guards import clash_words, revenue_words

if TYPE_CHECKING:
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.send.looking import Looking
    from klaviyo_gui.ui.session import Session


class Guard(QWidget):
    """Says what is known, and wants the name of the account where a live send could start flows.

    ``changed`` fires when the name is typed.
    """

    changed = Signal()

    def __init__(self, session: Session, checker: Checker, looking: Looking) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._looking = looking
        self._name = ""
        self.flows = text(role="sentence", wraps=True)
        self.notes = text(role="small", wraps=True)
        self.asked = text(role="small", wraps=True)
        self.typed = QLineEdit()
        named(self.typed, "The account's name, to send live events")
        self.typed.textChanged.connect(self._tell)
        layout = column(self, gap=4)
        for each in (self.flows, self.notes, self.asked, self.typed):
            layout.addWidget(each)

    @property
    def is_satisfied(self) -> bool:
        """Tell whether nothing stands against the choice, or somebody has typed the name."""
        return not self._wants_name or is_same_name(self.typed.text(), self._name)

    def refresh(self, name: str) -> None:
        """Show what is known of the account of this name; blank for practice, where nobody asks."""
        if name != self._name or self._session.is_history:
            # What was typed was meant for one live send to one account.
            self._name = name
            self.typed.clear()
        report = self._looking.report
        self.flows.setText(self._flow_words())
        self.flows.setVisible(bool(self.flows.text()))
        notes: list[str] = []
        if report is not None:
            notes += filter(None, map(name_words, report.flows.effects))
            notes += map(clash_words, report.clashes)
            notes += (revenue_words(each, self._looking.currency) for each in report.revenue)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self.asked.setText(f"To send live events, type the account's name: {name}")
        for each in (self.asked, self.typed):
            each.setVisible(self._wants_name)

    @property
    def _is_live(self) -> bool:
        session = self._session
        return not session.is_history and bool(session.mapping.pairs(Kind.EVENTS))

    @property
    def _wants_name(self) -> bool:
        """Tell whether live events could start something at an account of real customers."""
        report = self._looking.report
        return bool(
            self._name and self._is_live and (report is None or not report.flows.is_harmless)
        )

    def _flow_words(self) -> str:
        if not self._session.mapping.pairs(Kind.EVENTS):
            return ""
        if self._looking.error is not None:
            return error_words(self._looking.error).sentence
        report, result = self._looking.report, self._checker.result
        if report is None:
            return "Looking which flows these events would start …" if self._looking.is_busy else ""
        times = result.times if result is not None else NO_TIMES
        return f"{flow_words(report.flows)} {proposal_words(report.flows, times)}"

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
