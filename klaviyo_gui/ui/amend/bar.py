"""How much is changed of the rows, always in sight, with the ways to it and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame

from klaviyo_gui.language import tr
from klaviyo_gui.ui.amend.words import summary
from klaviyo_gui.ui.pieces import button, row, text
from klaviyo_gui.ui.theme import restyle

if TYPE_CHECKING:
    from klaviyo_gui.core.amendments import Amendments
    from klaviyo_gui.ui.session import Session


class AmendedBar(QFrame):
    """Says what is changed, or asks what becomes of changes made when the rows read otherwise.

    ``shown_requested`` fires for all changes to be listed.
    """

    shown_requested = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "notice")
        self._words = text(wraps=True)
        self.show_all = button(
            tr("Show them…"), "small", tr("Every change, with the way to its row")
        )
        self.put_back = button(tr("Put all back"), "small", tr("Use every row as the file has it"))
        self.bring = button(
            tr("Use what still fits"), "small", tr("In rows that read as they did then")
        )
        self.drop = button(tr("Drop them"), "small", tr("Use every row as the file has it now"))
        layout = row(self, edge=6)
        layout.addWidget(self._words, 1)
        for each in (self.show_all, self.put_back, self.bring, self.drop):
            layout.addWidget(each)
        self.show_all.clicked.connect(self.shown_requested)
        self.put_back.clicked.connect(session.put_all_back)
        self.bring.clicked.connect(session.bring_back)
        self.drop.clicked.connect(session.drop_aside)
        for signal in (session.amendments_changed, session.file_changed, session.index_changed):
            signal.connect(self.refresh)
        self.refresh()

    @property
    def sentence(self) -> str:
        """Return what it says."""
        return self._words.text()

    @Slot()
    def refresh(self) -> None:
        """Say what is true now."""
        session = self._session
        aside, now = session.aside, session.amendments
        is_aside = aside is not None
        said = _aside_words(aside) if aside is not None else summary(now)
        self._words.setText(said)
        self.setAccessibleName(said)
        for each in (self.show_all, self.put_back):
            each.setVisible(not is_aside)
        for each in (self.bring, self.drop):
            each.setVisible(is_aside)
        self.bring.setEnabled(session.index is not None)
        restyle(self, tone="warn" if is_aside else "")
        self.setVisible(bool(said))


def _aside_words(aside: Amendments) -> str:
    return tr(
        "The file was written anew, or is read otherwise, since you changed its rows ({summary}). "
        "None of it is used until you decide.",
        summary=summary(aside),
    )
