"""The list that people join, chosen among those of the account that is sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Slot
from PySide6.QtWidgets import QWidget

from klaviyo_gui.core.contact_list import ContactList
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.chooser import Choice, Chooser
from klaviyo_gui.ui.elided import ElidedLabel, shortened
from klaviyo_gui.ui.pieces import button, column, flowing, named, row
from klaviyo_gui.wording.joining import CONSENT, lists_words

if TYPE_CHECKING:
    from klaviyo_gui.ui.send.looking import Looking
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_SINGLE, _DOUBLE = mark("single opt-in"), mark("double opt-in")


class JoinChoice(QWidget):
    """Lets people join one list or none; a choice is a step of the mapping, as any other."""

    def __init__(self, session: Session, looking: Looking, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._looking = looking
        self._theme = theme
        self._chooser: Chooser | None = None
        self.name = ElidedLabel(role="sentence")
        self.choose = button(tr("Choose a list…"))
        named(self.choose, tr("Choose the list that these people join"))
        self.none = button(tr("No list"))
        named(self.none, tr("Let these people join no list"))
        self.about = flowing(role="small")
        line = row(gap=8)
        line.addWidget(self.name, 1)
        line.addWidget(self.none)
        line.addWidget(self.choose)
        layout = column(self, gap=4)
        layout.addLayout(line)
        layout.addWidget(self.about)
        self.choose.clicked.connect(self.open)
        self.none.clicked.connect(self._join_none)

    @property
    def chooser(self) -> Chooser | None:
        """Return the list of lists that was opened last."""
        return self._chooser

    @property
    def words(self) -> str:
        """Return the list as what follows the account on the button, blank for none."""
        joins = self._session.mapping.joined_list
        return tr(", list “{name}”", name=shortened(joins.name)) if joins is not None else ""

    def refresh(self) -> None:
        """Show which list is chosen, and what is known of the others."""
        joins, report = self._session.mapping.contact_list, self._looking.report
        self.name.setText(
            tr("They join “{name}”", name=joins.name)
            if joins is not None
            else tr("They join no list")
        )
        self.none.setVisible(joins is not None)
        self.choose.setEnabled(report is not None and bool(report.joined.lists))
        said = lists_words(report.joined) if report is not None else ""
        if report is None and self._looking.is_busy:
            said = tr("Looking which lists there are …")
        consent = tr(CONSENT) if joins is not None else ""
        self.about.setText(" ".join(filter(None, (consent, said))))
        self.about.setVisible(bool(self.about.text()))

    @Slot()
    def open(self) -> None:
        """List the lists of the account, to search and choose in."""
        report = self._looking.report
        if report is None:
            return
        choices = [
            Choice(each, each.name or each.id, tr(_DOUBLE if each.is_double_opt_in else _SINGLE))
            for each in report.joined.lists
        ]
        self._chooser = Chooser(choices, tr("Lists of the account"), self._theme, self)
        self._chooser.chosen.connect(self._join)
        self._chooser.open_at(self.choose.mapToGlobal(QPoint(0, self.choose.height())))

    @Slot(object)
    def _join(self, found: object) -> None:
        account, report = self._looking.account, self._looking.report
        lists = report.joined.lists if report is not None else ()
        for each in lists:
            # What was chosen must still be one of the account that is looked at now.
            if each == found and account:
                self._session.join_list(ContactList(each.id, each.name or each.id, account))

    @Slot()
    def _join_none(self) -> None:
        self._session.join_list(None)
