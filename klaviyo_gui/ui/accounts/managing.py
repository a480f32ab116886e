"""The dialog of all accounts, and of what the key of the one in hand may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QMessageBox, QWidget

from klaviyo_gui.core.way import Way
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.accounts.errands import Deed, Done
from klaviyo_gui.ui.accounts.words import FORGETTING, account_words, permission_rows
from klaviyo_gui.ui.empty import Empty
from klaviyo_gui.ui.models.accounts import AccountsModel
from klaviyo_gui.ui.models.runs import moment
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import button, column, row, text
from klaviyo_gui.ui.roomy import RoomyDialog
from klaviyo_gui.ui.tables import share_room, stretch_words, table, wrap_words

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.ui.accounts.book import AccountBook
    from klaviyo_gui.ui.theme import Theme

_WISHED, _LEAST = QSize(900, 600), QSize(680, 440)
_WIDE = (0, 1)
_TOLD = {
    Deed.ADDED: mark("“{name}” is added."),
    Deed.CHECKED: mark("“{name}” is as Klaviyo describes it now."),
    Deed.REPLACED: mark("“{name}” uses the new key."),
    Deed.FORGOTTEN: mark("“{name}” is forgotten, and its key is removed."),
}

_NONE = mark("Practice needs none. To send to Klaviyo, add one by its private key.")


class AccountsDialog(RoomyDialog):
    """Stands beside the window, which goes on.

    ``add_requested`` fires when an account is to be added, ``replace_requested(account)`` when
    one is to get another key.
    """

    add_requested = Signal()
    replace_requested = Signal(object)

    def __init__(self, book: AccountBook, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book
        self._theme = theme
        self._question: QMessageBox | None = None
        self._asked_of = ""
        self._is_asking = False
        self.setWindowTitle(tr("Accounts"))
        self.give_room("accounts", _LEAST, _WISHED)
        self.notice = Notice(theme)
        self.model = AccountsModel(theme, self)
        self.table = table(self.model, tr("Accounts"))
        share_room(self.table, _WIDE)
        self.permissions = TextTable(
            (tr("What for"), tr("The key"), tr("What is missing, and how to add it")), self
        )
        self.permission_table = table(self.permissions, tr("What the key may do"))
        stretch_words(self.permission_table, 2)
        wrap_words(self.permission_table)
        self._none = Empty(tr("No account yet"), tr(_NONE))
        self._about = text(role="small", wraps=True)
        self.add = button(tr("Add account…"), tip=tr("By its private key"))
        self.check = button(tr("Check again"), tip=tr("Ask Klaviyo what the key may do now"))
        self.replace = button(tr("Replace key…"), tip=tr("Use another key of the same account"))
        self.forget = button(
            tr("Forget…"), tip=tr("Remove the account and its key from this computer")
        )
        self._build()
        self._connect()
        self._list()

    def _build(self) -> None:
        deeds = row(gap=8)
        for each in (self.add, self.check, self.replace, self.forget):
            deeds.addWidget(each)
        deeds.addStretch(1)
        self._close = button(tr("Close"))
        deeds.addWidget(self._close)
        layout = column(self, edge=18)
        layout.addWidget(self.notice)
        layout.addWidget(self._none)
        layout.addWidget(self.table, 2)
        layout.addWidget(self._about)
        layout.addWidget(self.permission_table, 3)
        layout.addLayout(deeds)

    def _connect(self) -> None:
        self.add.clicked.connect(self.add_requested)
        self.check.clicked.connect(self._check)
        self.replace.clicked.connect(self._replace)
        self.forget.clicked.connect(self.ask_to_forget)
        self._close.clicked.connect(self.close)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        book = self._book
        book.changed.connect(self._list)
        book.busy_changed.connect(self._show_current)
        book.done.connect(self._tell)
        book.refused.connect(self._refuse)
        book.unread.connect(self.notice.say_error)
        self._theme.changed.connect(self._list)

    @property
    def current(self) -> KnownAccount | None:
        """Return the account in hand."""
        return self.model.account(self.table.currentIndex().row())

    @property
    def question(self) -> QMessageBox | None:
        """Return the question that stands open before an account is forgotten."""
        return self._question

    def choose(self, account_id: str) -> None:
        """Take an account in hand."""
        self.table.setCurrentIndex(self.model.index(self.model.row_of(account_id), 0))

    def bring(self) -> None:
        """Come to the front with what is known now."""
        self.notice.hide()
        self._book.refresh()
        self.show()
        self.activateWindow()
        is_empty = not self._book.known
        (self.add if is_empty else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    # Slots

    @Slot()
    def _list(self) -> None:
        current = self.current
        wanted = current.id if current is not None else ""
        known = self._book.known
        self.model.show_accounts(known)
        self._none.setVisible(not known)
        for each in (self.table, self._about, self.permission_table):
            each.setVisible(bool(known))
        if known:
            self.choose(wanted)
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        account = self.current
        for each in (self.check, self.replace, self.forget):
            each.setEnabled(account is not None and not self._book.is_busy)
        if account is not None and account.way is Way.PUBLIC:
            # Klaviyo tells nothing of it.
            self.check.setEnabled(False)
        self.add.setEnabled(not self._book.is_busy)
        if account is None:
            self.permissions.show(())
            return
        self._about.setText(tr("Klaviyo is asked…") if self._book.is_busy else _about(account))
        self.permissions.show(permission_rows(account))

    @Slot()
    def _check(self) -> None:
        account = self.current
        if account is not None:
            self.notice.dismiss()
            self._is_asking = True
            self._book.check(account.name)

    @Slot()
    def _replace(self) -> None:
        if self.current is not None:
            self.replace_requested.emit(self.current)

    @Slot()
    def ask_to_forget(self) -> None:
        """Ask whether the account in hand is to be forgotten, and say what is lost."""
        account = self.current
        if account is None or self._question is not None:
            return
        self._question = box = QMessageBox(self)
        box.setWindowTitle(tr("Forget an account"))
        question = tr(
            "Forget “{name}”, {account}?", name=account.name, account=account_words(account)
        )
        box.setText(question)
        box.setInformativeText(tr(FORGETTING))
        forget = box.addButton(tr("Forget it"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        self._asked_of = account.name
        forget.clicked.connect(self._forget)
        box.finished.connect(self._close_question)
        box.open()

    @Slot()
    def _forget(self) -> None:
        self.notice.dismiss()
        self._is_asking = True
        self._book.forget(self._asked_of)

    @Slot()
    def _close_question(self) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None

    @Slot(object)
    def _refuse(self, error: ExpectedError | None) -> None:
        # What another dialog has asked is told there.
        if self._is_asking:
            self._is_asking = False
            self.notice.say_error(error)

    @Slot(object)
    def _tell(self, done: Done) -> None:
        self._is_asking = False
        self.notice.say(tr(_TOLD[done.deed], name=done.account.name), tone="good")
        if done.deed is Deed.ADDED:
            self.choose(done.account.id)


def _about(account: KnownAccount) -> str:
    whose = (
        tr("The public key of {account}.", account=account.name)
        if account.way is Way.PUBLIC
        else tr("The key of {account}.", account=account.name)
    )
    if not account.checked_at:
        return whose
    checked = tr("Checked {time}.", time=moment(account.checked_at))
    return f"{whose} {checked}"
