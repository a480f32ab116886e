"""Everything that can be asked of accounts in the window, and what answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from klaviyo_gui.ui.accounts.connecting import ConnectDialog
from klaviyo_gui.ui.accounts.managing import AccountsDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.ui.accounts.book import AccountBook
    from klaviyo_gui.ui.theme import Theme


class AccountDesk(QObject):
    """Opens the dialogs of accounts over the window."""

    def __init__(self, book: AccountBook, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.book = book
        self._theme = theme
        self._window = window
        self._connecting: ConnectDialog | None = None
        self.managing = AccountsDialog(book, theme, window)
        self.managing.add_requested.connect(self.add)
        self.managing.replace_requested.connect(self.replace)
        book.refresh()
        book.settle_keys()

    @property
    def connecting(self) -> ConnectDialog | None:
        """Return the dialog that takes a key, while it is open."""
        return self._connecting

    @Slot()
    def manage(self) -> None:
        """List the accounts."""
        self.managing.bring()

    @Slot()
    def add(self) -> None:
        """Ask for the key of another account."""
        self._ask(None)

    @Slot(object)
    def replace(self, account: KnownAccount) -> None:
        """Ask for another key of an account."""
        self._ask(account)

    def close(self) -> None:
        """Close the dialogs and wait for nothing more."""
        if self._connecting is not None:
            self._connecting.reject()
        self.managing.close()
        self.book.close()

    def _ask(self, account: KnownAccount | None) -> None:
        if self._connecting is not None:
            self._connecting.activateWindow()
            return
        # Above the list it was asked for from, so that it is in nobody's way.
        parent = self.managing if self.managing.isVisible() else self._window
        self._connecting = dialog = ConnectDialog(self.book, self._theme, parent, account)
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    @Slot()
    def _forget_dialog(self) -> None:
        self._connecting = None
