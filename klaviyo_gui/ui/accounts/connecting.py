"""The dialog that takes a private key: of an account to be added, or of one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QStackedWidget, QWidget

from klaviyo_gui import wording
from klaviyo_gui.accounts import checked_key, is_public_key
from klaviyo_gui.core.errors import (
    AccountNameRefused,
    AccountNameTaken,
    KeychainError,
    KeyPublic,
    KeyUnusable,
)
from klaviyo_gui.core.way import Way
from klaviyo_gui.language import mark, tr
from klaviyo_gui.store.accounts import NAME_MAX
from klaviyo_gui.ui.accounts.errands import Deed, Done, Given
from klaviyo_gui.ui.accounts.keeping import KeepingChoice
from klaviyo_gui.ui.accounts.key_field import KeyField
from klaviyo_gui.ui.accounts.words import able_words, owner_words, scope_words
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import button, column, grown, row, text
from klaviyo_gui.ui.roomy import RoomyDialog
from klaviyo_gui.wording import PUBLIC_MEANS

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.store.accounts import KnownAccount
    from klaviyo_gui.ui.accounts.book import AccountBook
    from klaviyo_gui.ui.theme import Theme

_WISHED, _LEAST = QSize(600, 500), QSize(460, 500)
_FOR_SESSION = mark("Use it for this session only")
_KEPT = mark("The key is kept in the keychain of this computer.")
_FOR_NOW = mark("The key is kept until the window is closed.")
_OLD_STAYS = mark(
    "The key is used until the window is closed. One that was kept before stays in the keychain of "
    "this computer, and the next start uses it again: to be rid of it, revoke it in Klaviyo, or "
    "replace the key once more and keep it."
)
_CHOOSE = mark(
    "Choose the account under To on the sheet of Send; until then practice stays chosen."
)
_OR_PUBLIC = mark(
    "Whoever has none can enter the public key, also called site ID: it sends as well, more "
    "slowly, and shows nothing of the account."
)
_IS_PUBLIC = mark("This is a public key, also called site ID.")
_DOES_LESS = mark(
    "A private key does more; it begins with pk_, and in Klaviyo it is made in Settings, API keys. "
    "You can go on with this one, if what stands below will do."
)
_OF_NAMES = (AccountNameRefused, AccountNameTaken)


class ConnectDialog(RoomyDialog):
    """Asks for a key, asks Klaviyo whose it is, and says so; it is gone once it is closed.

    With an ``account`` the key is to be one of that account; else one is added.
    """

    def __init__(
        self, book: AccountBook, theme: Theme, parent: QWidget, account: KnownAccount | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._book = book
        self._account = account
        self._is_asking = False
        self.setWindowTitle(tr("Replace key") if account is not None else tr("Add account"))
        self.give_room("connect", _LEAST, _WISHED)
        self.notice = Notice(theme)
        self.name = QLineEdit()
        self.name.setMaxLength(NAME_MAX)
        self.name.setAccessibleName(tr("Name of the account"))
        self.name.setPlaceholderText(tr("Such as the name of the shop"))
        self.key = KeyField()
        self.keeping = KeepingChoice(replaces=account is not None)
        offered = f"\n\n{tr(_OR_PUBLIC)}" if account is None else ""
        self.scopes = grown(text(f"{scope_words()}{offered}", "small", wraps=True))
        self.meaning = grown(text(role="small", wraps=True))
        self.state = text(role="muted", wraps=True)
        self.connect_button = button(tr("Connect"), "primary")
        self.cancel = button(tr("Cancel"))
        self.finish = button(tr("Done"), "primary")
        self.owner = text(role="section", wraps=True)
        self.able = grown(text(wraps=True))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_form())
        self._stack.addWidget(self._build_answer())
        layout = column(self, edge=18)
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)
        self._connect()
        self._refresh()
        (self.key if account is not None else self.name).setFocus()

    @property
    def _is_public(self) -> bool:
        """Tell whether an account would be added by its public key."""
        return self._account is None and is_public_key(self.key.key)

    # Construction

    def _build_form(self) -> QWidget:
        page = QWidget()
        form = QFormLayout()
        form.setSpacing(12)
        if self._account is None:
            form.addRow(tr("Name"), self.name)
        else:
            self.name.hide()
            account = self._account
            about = owner_words(account) if account.organisation else account.id
            form.addRow(tr("Account"), text(f"{account.name}, {about}"))
        form.addRow(tr("Private key"), self.key)
        form.addRow("", self.keeping)
        form.addRow("", self.meaning)
        foot = row(gap=8)
        foot.addWidget(self.state, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.connect_button)
        layout = column(page)
        layout.addLayout(form)
        layout.addWidget(self.scopes)
        layout.addStretch(1)
        layout.addLayout(foot)
        return page

    def _build_answer(self) -> QWidget:
        page = QWidget()
        foot = row(gap=8)
        foot.addStretch(1)
        foot.addWidget(self.finish)
        layout = column(page)
        layout.addWidget(self.owner)
        layout.addWidget(self.able)
        layout.addStretch(1)
        layout.addLayout(foot)
        return page

    def _connect(self) -> None:
        self.name.textChanged.connect(self._refresh)
        self.key.changed.connect(self._judge)
        self.name.returnPressed.connect(self.key.setFocus)
        self.key.entered.connect(self.ask)
        self.connect_button.clicked.connect(self.ask)
        self.cancel.clicked.connect(self.reject)
        self.finish.clicked.connect(self.accept)
        self.notice.acted.connect(self._use_session)
        self._book.busy_changed.connect(self._refresh)
        self._book.done.connect(self._tell)
        self._book.refused.connect(self._refuse)

    # Slots

    @Slot()
    def ask(self) -> None:
        """Ask Klaviyo whose key it is, and keep it."""
        if not self.connect_button.isEnabled():
            return
        self.notice.dismiss()
        self._is_asking = True
        way = Way.PUBLIC if self._is_public else Way.PRIVATE
        given = Given(self.key.key, self.keeping.is_for_session, way)
        if self._account is None:
            self._book.add(self.name.text(), given)
        else:
            self._book.replace_key(self._account.name, given)

    @Slot()
    def _judge(self) -> None:
        """Tell at once what can be no private key."""
        self.notice.dismiss()
        if self._is_public:
            self.notice.say(tr(_IS_PUBLIC), tr(_DOES_LESS), "warn")
        elif is_public_key(self.key.key):
            self.notice.say_error(KeyPublic())
        self._refresh()

    @Slot()
    def _use_session(self) -> None:
        self.keeping.session.setChecked(True)
        self.ask()

    @Slot()
    def _refresh(self) -> None:
        is_free = not self._is_asking
        for each in (self.name, self.key, self.keeping):
            each.setEnabled(is_free)
        # It is no secret, and kept with the name.
        self.keeping.setVisible(not self._is_public)
        self.meaning.setText(_public_means() if self._is_public else "")
        self.meaning.setVisible(self._is_public)
        self.scopes.setVisible(not self._is_public)
        self.connect_button.setText(tr("Add by public key") if self._is_public else tr("Connect"))
        has_name = self._account is not None or bool(self.name.text().strip())
        is_fit = self._is_public or _may_be_private(self.key.key)
        self.connect_button.setEnabled(is_free and has_name and is_fit)
        self.state.setText("" if is_free else tr("Klaviyo is asked whose key this is…"))

    @Slot(object)
    def _tell(self, done: Done) -> None:
        if not self._is_asking:
            return
        self._is_asking = False
        # From now on the key is where it was to be kept, and no longer here.
        self.key.forget()
        self.notice.dismiss()
        is_public = done.account.way is Way.PUBLIC
        self.owner.setText(
            tr(
                "“{name}” is known by its public key, {key}.",
                name=done.account.name,
                key=done.account.id,
            )
            if is_public
            else tr("This key belongs to {owner}.", owner=owner_words(done.account))
        )
        for_now = _FOR_NOW if self._account is None else _OLD_STAYS
        kept = tr(for_now if self.keeping.is_for_session else _KEPT)
        if is_public:
            kept = _public_means()
        used = tr(_CHOOSE) if done.deed is Deed.ADDED else ""
        self.able.setText("\n\n".join(filter(None, (able_words(done.account), kept, used))))
        self._stack.setCurrentIndex(1)
        self.finish.setFocus()

    @Slot(object)
    def _refuse(self, error: ExpectedError | None) -> None:
        if not self._is_asking:
            return
        self._is_asking = False
        self._refresh()
        self.notice.say_error(error)
        if isinstance(error, KeychainError):
            words = wording.error_words(error)
            self.notice.say(words.what, words.advice, "warn", action=tr(_FOR_SESSION))
        (self.name if isinstance(error, _OF_NAMES) else self.key).setFocus()

    # Overrides

    def done(self, result: int) -> None:
        """Close, keep nothing of the key, and wait for nothing."""
        self.key.forget()
        if self._is_asking:
            self._is_asking = False
            self._book.give_up()
        super().done(result)


def _public_means() -> str:
    return "\n".join(map(tr, PUBLIC_MEANS))


def _may_be_private(key: str) -> bool:
    try:
        checked_key(key)
    except KeyUnusable:
        return False
    return True
