"""The menu of accounts: where to send, and what is done with accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from klaviyo_gui.language import tr
from klaviyo_gui.ui.accounts.swatch import swatch
from klaviyo_gui.ui.accounts.words import title_words
from klaviyo_gui.ui.pieces import add_action

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.accounts.desk import AccountDesk
    from klaviyo_gui.ui.theme import Theme


class AccountMenu(QMenu):
    """Lists practice and every account, the one that would be sent to marked."""

    def __init__(self, desk: AccountDesk, theme: Theme, parent: QWidget) -> None:
        super().__init__(tr("&Account"), parent)
        self._book = book = desk.book
        self._theme = theme
        self._group = QActionGroup(self)
        self._listed: list[QAction] = []
        self._rest = self.addSeparator()
        add_action(self, tr("A&dd account…"), desk.add)
        add_action(self, tr("&Accounts…"), desk.manage)
        book.changed.connect(self.refresh)
        book.chosen_changed.connect(self.refresh)
        theme.changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """List them anew."""
        for action in self._listed:
            self.removeAction(action)
            action.deleteLater()
        self._listed = []
        self._list(tr("&Practice Klaviyo"), "")
        for each in self._book.known:
            self._list(title_words(each).replace("&", "&&"), each.id, swatch(each, self._theme))

    def _list(self, words: str, account_id: str, icon: QIcon | None = None) -> None:
        chosen = self._book.chosen
        is_chosen = account_id == (chosen.id if chosen is not None else "")
        # The colour stands where a menu would show the mark.
        action = QAction(f"{words}\t✓" if is_chosen else words, self)
        if icon is not None:
            action.setIcon(icon)
        action.setData(account_id)
        action.setCheckable(True)
        action.setChecked(is_chosen)
        action.triggered.connect(self._choose)
        self._group.addAction(action)
        self._listed.append(action)
        self.insertAction(self._rest, action)

    @Slot()
    def _choose(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._book.choose(action.data())
