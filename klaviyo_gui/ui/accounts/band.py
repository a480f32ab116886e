"""To whom something goes, with the account's colour at its side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from klaviyo_gui.language import tr
from klaviyo_gui.ui.accounts.words import (
    PRACTICE,
    PRACTICE_PROMISE,
    account_words,
    care_words,
    owner_words,
)
from klaviyo_gui.ui.pieces import column, flowing, row, text
from klaviyo_gui.ui.theme import restyle
from klaviyo_gui.ui.wrapped import WrappedLabel

if TYPE_CHECKING:
    from klaviyo_gui.store.accounts import KnownAccount


class AccountBand(QFrame):
    """Names practice or an account, and says what sending there means."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "account")
        self._name = WrappedLabel(role="sentence")
        self._badge = text(tr("test account"), "badge")
        self._care = flowing(role="small")
        head = row(gap=8)
        head.addWidget(self._name, 1)
        head.addWidget(self._badge)
        layout = column(self, edge=10, gap=4)
        layout.addLayout(head)
        layout.addWidget(self._care)
        self.show_account(None)

    @property
    def sentence(self) -> str:
        """Return all that it says."""
        return self.accessibleName()

    def show_account(self, account: KnownAccount | None) -> None:
        """Speak of an account, of practice for None."""
        name, care = "", tr(PRACTICE_PROMISE)
        if account is not None:
            name = f"{owner_words(account)} — {account.id}"
            care = care_words(account)
        self._name.setText(name)
        self._name.setVisible(bool(name))
        self._care.setText(care)
        self._badge.setVisible(account is not None and account.is_test)
        restyle(self, colour=account.colour if account is not None else "")
        said = account_words(account) if account is not None else tr(PRACTICE)
        self.setAccessibleName(f"{said}. {care}")
