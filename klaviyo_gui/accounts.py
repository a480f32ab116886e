"""The accounts of Klaviyo that somebody sends to: both shells add, check and use them here."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from klaviyo_gui import paths
from klaviyo_gui.core.account_name import account_key, account_label
from klaviyo_gui.core.errors import (
    AccountMissing,
    AccountRefused,
    AccountUnreachable,
    AddressRefused,
    KeychainError,
    KeychainMissing,
    KeyMissing,
    KeyOfAnother,
    KeyPrivate,
    KeyPublic,
    KeyUnusable,
)
from klaviyo_gui.core.left_key import Fate, LeftKey
from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.core.permission import BY_PUBLIC_KEY, Permission
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.patience import patiently
from klaviyo_gui.klaviyo.probing import permissions_of
from klaviyo_gui.klaviyo.wire import HOST, checked_address
from klaviyo_gui.sending.send import Destination
from klaviyo_gui.store.accounts import FILE, AccountList, KnownAccount, checked_name
from klaviyo_gui.store.keychain import Keychain
from klaviyo_gui.store.pending_keys import PendingKeys

if TYPE_CHECKING:
    from klaviyo_gui.klaviyo.account import Account
    from klaviyo_gui.store.history import RunSummary

_PUBLIC: Final = re.compile(r"[A-Za-z0-9]{6}")
"""A public key, also called site id (FACTS: ``company_id`` has six characters)."""

KLAVIYO: Final = "Klaviyo"

API_VARIABLE: Final = "KLAVIYO_GUI_API"
"""Names another address of the API, which must be one of this computer."""


def own_accounts(address: str = "") -> Accounts:
    """Return the accounts that were added on this computer.

    Without an ``address`` they are asked for where the environment says, which raises
    AddressRefused.
    """
    address = address or named_address() or HOST
    keychain = Keychain(pending=PendingKeys(paths.locks()))
    return Accounts(AccountList(paths.home() / FILE), keychain, address)


def named_address() -> str:
    """Return the address that the environment names, empty for none; raises AddressRefused.

    Klaviyo's own is refused too: who names an address is sure that nothing leaves the computer.
    """
    text = os.environ.get(API_VARIABLE)
    if not text:
        return ""
    address = checked_address(text)
    if address == HOST:
        raise AddressRefused(text)
    return address


class Accounts:
    """The known accounts, each with its key; safe to ask from any thread.

    ``address`` is where Klaviyo is asked. What is kept for this session only ends with this object.
    Every method may wait for the network or for the system's place for keys, and raises what
    ``AccountList`` and ``Keychain`` do.
    """

    def __init__(self, known: AccountList, keychain: Keychain, address: str) -> None:
        self._known = known
        self._keychain = keychain
        self._address = address
        self._session: dict[str, str] = {}

    def all(self) -> tuple[KnownAccount, ...]:
        """Return all accounts."""
        return self._known.all()

    def named(self, name: str) -> KnownAccount:
        """Return an account by its name; raises AccountMissing."""
        return self._known.named(name)

    @property
    def address(self) -> str:
        """Return where Klaviyo is asked and sent to."""
        return self._address

    def add(self, name: str, key: str, *, for_session: bool = False) -> KnownAccount:
        """Ask Klaviyo whose key it is and what it may do, and keep both.

        Raises what ``described`` and ``admit`` do.
        """
        return self.admit(self.described(name, key), key, for_session=for_session)

    def described(self, name: str, key: str) -> KnownAccount:
        """Ask Klaviyo whose key it is and what it may do; nothing is kept.

        Raises AccountNameRefused, KeyUnusable, AccountRefused, AccountUnreachable.
        """
        return self._asked(checked_name(name), checked_key(key))

    def add_public(self, name: str, key: str) -> KnownAccount:
        """Keep an account by its public key, which is no secret and is its id; nobody is asked.

        Raises AccountNameRefused, AccountNameTaken, and KeyPrivate for any other key.
        """
        if not is_public_key(key):
            raise KeyPrivate
        may = {each: each in BY_PUBLIC_KEY for each in Permission}
        known = KnownAccount(name, key.strip(), "", permissions=may, way=Way.PUBLIC)
        return self._known.add(known)

    def admit(self, account: KnownAccount, key: str, *, for_session: bool = False) -> KnownAccount:
        """Keep an account and the key by which it was described; raises AccountNameTaken.

        Where the key cannot be kept nothing is.
        """
        added = self._known.add(account)
        try:
            self._keep(added.id, checked_key(key), for_session=for_session)
        except KeychainError:
            self._known.remove(added.name)
            raise
        return added

    def settle_keys(self) -> tuple[LeftKey, ...]:
        """See to keys that were on their way when nobody waited any longer, and tell of them.

        Of an account that is not known by a private key none stays.
        """
        known = {each.id: each for each in self.all()}
        found = []
        for pending in self._keychain.left():
            try:
                left = self._left(pending.account_id, known.get(pending.account_id))
            except KeychainError:
                pending.release()
                found.append(LeftKey(pending.account_id, Fate.UNSEEN))
            else:
                pending.settle()
                found += [left] if left is not None else []
        return tuple(found)

    def _left(self, account_id: str, known: KnownAccount | None) -> LeftKey | None:
        if known is not None and known.way is Way.PRIVATE:
            return LeftKey(known.name, Fate.DOUBTFUL)
        if account_id and self._keychain.forget(account_id):
            return LeftKey(account_id, Fate.REMOVED)
        return None

    def check(self, name: str) -> KnownAccount:
        """Ask Klaviyo again, with the key that is kept; raises KeyMissing and KeyOfAnother too.

        Of a public key there is nothing to ask.
        """
        known = self._known.named(name)
        if known.way is Way.PUBLIC:
            return known
        renewed = self._of_same(known, self.key_of(known))
        self._known.update(renewed)
        return renewed

    def replace_key(self, name: str, key: str, *, for_session: bool = False) -> KnownAccount:
        """Use another key from now on, which must belong to the same account."""
        renewed = self.described_again(name, key)
        self.use_key(renewed, key, for_session=for_session)
        return renewed

    def described_again(self, name: str, key: str) -> KnownAccount:
        """Ask Klaviyo what another key of an account may do; nothing is kept."""
        return self._of_same(self._known.named(name), checked_key(key))

    def use_key(self, account: KnownAccount, key: str, *, for_session: bool = False) -> None:
        """Keep the key by which an account was described anew, in place of the one before."""
        self._keep(account.id, checked_key(key), for_session=for_session)
        self._known.update(account)

    def forget(self, name: str) -> KnownAccount:
        """Remove an account and its key, the key first; what was sent to it stays known."""
        known = self._known.named(name)
        self._session.pop(known.id, None)
        # Where there is no place for keys none can be left.
        with suppress(KeychainMissing):
            self._keychain.forget(known.id)
        return self._known.remove(name)

    def key_of(self, account: KnownAccount) -> str:
        """Return the private key of an account; raises KeyMissing."""
        key = self._session.get(account.id) or self._keychain.read(account.id)
        if not key:
            raise KeyMissing(account.name)
        return key

    def destination(self, name: str) -> Destination:
        """Return where to send to, after Klaviyo has said that the key still belongs there.

        Of a public key it says nothing.
        """
        known = self._known.named(name)
        if known.way is Way.PUBLIC:
            return Destination(
                known.label, self._address, known.id, way=Way.PUBLIC, short_name=known.name
            )
        key = self.key_of(known)
        account = asked_account(self._address, key)
        _ensure_same(known, account.id, account.name)
        return replace(self._destination(account, key), short_name=known.name)

    def destination_of_key(self, key: str) -> Destination:
        """Return where to send to with a key that is not kept."""
        key = checked_key(key)
        return self._destination(asked_account(self._address, key), key)

    def _destination(self, account: Account, key: str) -> Destination:
        label = account_label(account.name, account.id)
        return Destination(
            label, self._address, key, currency=account.currency, time_zone=account.time_zone
        )

    def of_run(self, run: RunSummary) -> KnownAccount | None:
        """Return the account to which a run was sent, None where it is not known."""
        return next((each for each in self.all() if is_of_account(run, each)), None)

    def destination_of(self, run: RunSummary) -> Destination:
        """Return where a run was sent to, as ``destination``; raises AccountMissing."""
        known = self.of_run(run)
        if known is None:
            raise AccountMissing(run.account, tuple(each.name for each in self.all()))
        # It may be called otherwise by now; its id was compared.
        return replace(self.destination(known.name), account=run.account)

    def _keep(self, account_id: str, key: str, *, for_session: bool) -> None:
        if for_session:
            self._session[account_id] = key
        else:
            self._keychain.save(account_id, key)
            self._session.pop(account_id, None)

    def _of_same(self, known: KnownAccount, key: str) -> KnownAccount:
        asked = self._asked(known.name, key)
        _ensure_same(known, asked.id, asked.organisation)
        return replace(asked, colour=known.colour)

    def _asked(self, name: str, key: str) -> KnownAccount:
        account = asked_account(self._address, key)
        with Client(self._address, key) as client:
            permissions = permissions_of(client)
        return KnownAccount(
            name=name,
            id=account.id,
            organisation=account.name,
            time_zone=account.time_zone,
            currency=account.currency,
            is_test=account.is_test,
            permissions=permissions,
            checked_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )


def checked_key(key: str) -> str:
    """Return a private key without what was copied around it; raises KeyUnusable, KeyPublic."""
    key = key.strip()
    if is_public_key(key):
        raise KeyPublic
    if not re.fullmatch(r"[!-~]+", key):
        raise KeyUnusable
    return key


def is_public_key(key: str) -> bool:
    """Tell whether a text is a public key, whatever blanks were copied around it."""
    return _PUBLIC.fullmatch(key.strip()) is not None


def asked_account(address: str, key: str) -> Account:
    """Return whose key it is; where Klaviyo names a time to wait, as it does after a run, wait.

    Raises KeyUnusable, AccountRefused, AccountUnreachable.
    """
    with Client(address, key) as client:
        outcome, account = patiently(client.account)
    if account is not None:
        return account
    if outcome.verdict is Verdict.STOP:
        raise AccountRefused(KLAVIYO, outcome.status, outcome.detail)
    raise AccountUnreachable(address, outcome.status, outcome.detail)


def is_of_account(run: RunSummary, account: KnownAccount) -> bool:
    """Tell whether a run was sent to this account, whatever it was called then."""
    return not run.is_practice and account_key(run.account) == account.id


def _ensure_same(known: KnownAccount, account_id: str, organisation: str) -> None:
    if account_id != known.id:
        raise KeyOfAnother(known.name, known.organisation or known.id, organisation)
