"""The known accounts, as a table shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from klaviyo_gui.core.way import Way
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.accounts.swatch import swatch
from klaviyo_gui.ui.models.table import TextTable

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.ui.cards import Index
    from klaviyo_gui.ui.theme import Theme

_HEADINGS = (
    mark("Name"),
    mark("Organisation"),
    mark("Id"),
    mark("Time zone"),
    mark("Currency"),
    mark("Kind"),
    mark("Colour"),
)

_COLOURS = {
    "blue": mark("blue"),
    "green": mark("green"),
    "amber": mark("amber"),
    "violet": mark("violet"),
    "teal": mark("teal"),
    "red": mark("red"),
}


def _kind(account: KnownAccount) -> str:
    if account.way is Way.PUBLIC:
        return tr("by its public key")
    return tr("test account") if account.is_test else tr("real customers")


class AccountsModel(TextTable):
    """Shows accounts, a row each, with their colours."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(tuple(map(tr, _HEADINGS)), parent)
        self._theme = theme
        self._accounts: tuple[KnownAccount, ...] = ()

    def show_accounts(self, accounts: tuple[KnownAccount, ...]) -> None:
        """Show these accounts."""
        self._accounts = accounts
        self.show(
            [
                (
                    each.name,
                    each.organisation,
                    each.id,
                    each.time_zone,
                    each.currency,
                    _kind(each),
                    tr(_COLOURS.get(each.colour, each.colour)),
                )
                for each in accounts
            ]
        )

    def account(self, row: int) -> KnownAccount | None:
        """Return the account of a row."""
        return self._accounts[row] if 0 <= row < len(self._accounts) else None

    def row_of(self, account_id: str) -> int:
        """Return the row of an account, the first one where it is not there."""
        found = (at for at, each in enumerate(self._accounts) if each.id == account_id)
        return next(found, 0)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """Return a text, and beside the name the colour."""
        if role == Qt.ItemDataRole.DecorationRole and index.isValid() and index.column() == 0:
            return swatch(self._accounts[index.row()], self._theme)
        return super().data(index, role)
