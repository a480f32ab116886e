"""Below the choice of effects: what would be started, what the account knows, and who means it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from klaviyo_gui.core.account_name import is_same_name
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.time_picture import NO_TIMES
from klaviyo_gui.language import tr
from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.ui.pieces import TARGET, button, column, flowing, named
from klaviyo_gui.wording import error_words
from klaviyo_gui.wording.flows import flow_words, make_words, name_words, proposal_words
from klaviyo_gui.wording.guards import clash_words, revenue_words
from klaviyo_gui.wording.joining import joined_words

if TYPE_CHECKING:
    from klaviyo_gui.core.contact_list import ContactList
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.send.looking import Looking
    from klaviyo_gui.ui.session import Session


class Guard(QWidget):
    """Says what is known, and wants the name of the account where flows could be started.

    That is by live events, or by people who join a list. A name of events that the account does not
    have stays there for good, so that it wants a mark of its own.

    ``changed`` fires when the name is typed or the mark is set, ``look_requested`` when the account
    that could not be looked at is to be asked once more.
    """

    changed = Signal()
    look_requested = Signal()

    def __init__(self, session: Session, checker: Checker, looking: Looking) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._looking = looking
        self._name = ""
        self._amount: object = None
        self._meant: tuple[object, ...] = ()
        self._made_at = ""
        self._new: tuple[str, ...] = ()
        self.flows = flowing(role="sentence")
        self.joined = flowing(role="sentence")
        self.again = button(tr("Try again"), tip=tr("Ask the account once more"))
        self.again.clicked.connect(self.look_requested)
        self.notes = flowing(role="small")
        self.makes = QCheckBox()
        self.makes.setMinimumHeight(TARGET)
        self.makes.toggled.connect(self._tell)
        self.asked = flowing(role="small")
        self.typed = QLineEdit()
        self.typed.textChanged.connect(self._tell)
        # Also where the same file is read anew: nobody has seen its rows yet.
        session.file_changed.connect(self.typed.clear)
        session.file_changed.connect(self._unmark)
        layout = column(self, gap=4)
        layout.addWidget(self.flows)
        layout.addWidget(self.joined)
        layout.addWidget(self.again, alignment=Qt.AlignmentFlag.AlignLeft)
        for each in (self.notes, self.makes, self.asked, self.typed):
            layout.addWidget(each)

    @property
    def is_satisfied(self) -> bool:
        """Tell whether nothing stands against the choice, or somebody has said to mean it."""
        return self.missing is None

    @property
    def missing(self) -> QWidget | None:
        """Return by what somebody still has to say that it is meant, None by nothing."""
        if self._new and not self.makes.isChecked():
            return self.makes
        is_typed = is_same_name(self.typed.text(), self._name)
        return self.typed if self._wants_name and not is_typed else None

    @property
    def is_grave(self) -> bool:
        """Tell whether an account of real customers gets what flows may start by."""
        return bool(self._name) and (self._is_live or self._joins is not None)

    @property
    def known(self) -> tuple[object, ...] | None:
        """Return what somebody who sends now knows that it would start, None for nothing."""
        report = self._looking.report
        if report is None:
            return None
        flows, joined = report.flows, report.joined
        return flows.flows, flows.is_harmless, joined.flows, joined.is_harmless, joined.is_gone

    @property
    def bar(self) -> str:
        """Return what keeps it from being sent, and what to do, empty for nothing."""
        missing = self.missing
        if missing is self.makes:
            return tr("Say above that the new name is meant, or choose another event in Map.")
        if missing is None:
            return ""
        return tr("Type the account's name above, or choose {harmless}.", harmless=self._harmless)

    @property
    def _harmless(self) -> str:
        """Return what to choose instead of what could start something."""
        if not self._starts_by_list:
            return tr("history")
        return tr("no list and history") if self._starts_by_events else tr("no list")

    def refresh(self, name: str, amount: object = None) -> None:
        """Show what is known of the account of this name; blank for practice, where nobody asks.

        A name that was typed counts for this ``amount`` only: one row tried is not everything.
        """
        report = self._looking.report
        self._name, self._amount = name, amount
        if not self._wants_name or self._meant != self._means:
            # What was typed was meant for one send of so much to one account, and the flows named.
            self._meant = self._means
            self.typed.clear()
        self.flows.setText(self._flow_words())
        self.flows.setVisible(bool(self.flows.text()))
        self.joined.setText(self._joined_words())
        self.joined.setVisible(bool(self.joined.text()))
        self.again.setVisible(self._looking.error is not None)
        notes: list[str] = []
        if report is not None:
            notes += filter(None, map(name_words, report.flows.effects))
            notes += map(clash_words, report.clashes)
            notes += (revenue_words(each, self._looking.currency) for each in report.revenue)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self._show_new()
        what = tr("send live events") if self._starts_by_events else tr("let them join")
        self.asked.setText(tr("To {what}, type the account's name: {name}", what=what, name=name))
        named(self.typed, tr("The account's name, to {what}", what=what))
        for each in (self.asked, self.typed):
            each.setVisible(self._wants_name)

    def _show_new(self) -> None:
        """Ask for the mark of new names; one that was set was meant for those of one account."""
        report = self._looking.report
        if report is None and self._name:
            # Until it is known there may be some; what was marked is compared then.
            self.makes.hide()
            return
        effects = report.flows.effects if report is not None and self._name else ()
        new = tuple(each.name for each in effects if each.is_new)
        if (self._name, new) != (self._made_at, self._new):
            self._made_at, self._new = self._name, new
            self._unmark()
        self.makes.setText(make_words(tuple(map(shortened, new))).replace("&", "&&"))
        self.makes.setVisible(bool(new))

    @Slot()
    def _unmark(self) -> None:
        self.makes.setChecked(False)

    @property
    def _is_live(self) -> bool:
        session = self._session
        return not session.is_history and bool(session.mapping.pairs(Kind.EVENTS))

    @property
    def _joins(self) -> ContactList | None:
        return self._session.mapping.joined_list

    @property
    def _wants_name(self) -> bool:
        """Tell whether something could be started at an account of real customers."""
        return bool(self._name) and (self._starts_by_events or self._starts_by_list)

    @property
    def _starts_by_events(self) -> bool:
        report = self._looking.report
        return self._is_live and (report is None or not report.flows.is_harmless)

    @property
    def _starts_by_list(self) -> bool:
        report = self._looking.report
        return self._joins is not None and (report is None or not report.joined.is_harmless)

    @property
    def _means(self) -> tuple[object, ...]:
        """Return all for which a name is typed."""
        report, session = self._looking.report, self._session
        flows = (report.flows.flows, report.joined.flows) if report is not None else ()
        what = session.mapping, session.is_history, session.history_before
        return self._name, self._amount, what, flows

    def _flow_words(self) -> str:
        if not self._session.mapping.pairs(Kind.EVENTS):
            return ""
        if self._looking.error is not None:
            return error_words(self._looking.error).sentence
        report, result = self._looking.report, self._checker.result
        if report is None:
            is_busy = self._looking.is_busy
            return tr("Looking which flows these events would start …") if is_busy else ""
        times = result.times if result is not None else NO_TIMES
        return f"{flow_words(report.flows)} {proposal_words(report.flows, times)}"

    def _joined_words(self) -> str:
        joins, report = self._joins, self._looking.report
        if joins is None:
            return ""
        if self._looking.error is not None:
            # Where events are sent it is told above.
            is_told = bool(self._session.mapping.pairs(Kind.EVENTS))
            return "" if is_told else error_words(self._looking.error).sentence
        if report is None:
            if not self._looking.is_busy:
                return ""
            return tr("Looking which flows joining “{name}” would start …", name=joins.name)
        return joined_words(report.joined, joins.name)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
