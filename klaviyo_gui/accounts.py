"""The accounts of Klaviyo that somebody sends to: both shells add, check and use them here."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.account_name import account_label
from klaviyo_gui.core.errors import (
    AccountRefused,
    AccountUnreachable,
    KeychainError,
    KeychainMissing,
    KeyMissing,
    KeyOfAnother,
    KeyPublic,
    KeyUnusable,
)
from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.patience import patiently
from klaviyo_gui.klaviyo.probing import permissions_of
from klaviyo_gui.sending.send import Destination
from klaviyo_gui.store.accounts import AccountList, KnownAccount, checked_name

if TYPE_CHECKING:
    from klaviyo_gui.klaviyo.account import Account
    from klaviyo_gui.store.keychain import Keychain

_PUBLIC: Final = re.compile(r"[A-Za-z0-9]{6}")
"""A public key, also called site id (FACTS: ``company_id`` has six characters)."""

KLAVIYO: Final = "Klaviyo"


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

    def add(self, name: str, key: str, *, for_session: bool = False) -> KnownAccount:
        """Ask Klaviyo whose key it is and what it may do, and keep both.

        Raises AccountNameRefused, AccountNameTaken, KeyUnusable, AccountRefused,
        AccountUnreachable. Where the key cannot be kept nothing is.
        """
        name, key = checked_name(name), checked_key(key)
        added = self._known.add(self._asked(name, key))
        try:
            self._keep(added.id, key, for_session=for_session)
        except KeychainError:
            self._known.remove(added.name)
            raise
        return added

    def check(self, name: str) -> KnownAccount:
        """Ask Klaviyo again, with the key that is kept; raises KeyMissing and KeyOfAnother too."""
        known = self._known.named(name)
        return self._renewed(known, self.key_of(known))

    def replace_key(self, name: str, key: str, *, for_session: bool = False) -> KnownAccount:
        """Use another key from now on, which must belong to the same account."""
        known = self._known.named(name)
        key = checked_key(key)
        renewed = self._renewed(known, key)
        self._keep(known.id, key, for_session=for_session)
        return renewed

    def forget(self, name: str) -> KnownAccount:
        """Remove an account and its key, the key first; what was sent to it stays known."""
        known = self._known.named(name)
        self._session.pop(known.id, None)
        # Where there is no place for keys none can be left.
        with suppress(KeychainMissing):
            self._keychain.forget(known.id)
        return self._known.remove(name)

    def key_of(self, account: KnownAccount) -> str:
        """Return the key of an account; raises KeyMissing."""
        key = self._session.get(account.id) or self._keychain.read(account.id)
        if not key:
            raise KeyMissing(account.name)
        return key

    def destination(self, name: str) -> Destination:
        """Return where to send to, after Klaviyo has said that the key still belongs there."""
        known = self._known.named(name)
        key = self.key_of(known)
        account = asked_account(self._address, key)
        _ensure_same(known, account)
        return Destination(
            account_label(account.name, account.id), self._address, key, currency=account.currency
        )

    def _keep(self, account_id: str, key: str, *, for_session: bool) -> None:
        if for_session:
            self._session[account_id] = key
        else:
            self._keychain.save(account_id, key)
            self._session.pop(account_id, None)

    def _renewed(self, known: KnownAccount, key: str) -> KnownAccount:
        asked = self._asked(known.name, key)
        if asked.id != known.id:
            raise KeyOfAnother(known.name, known.organisation, asked.organisation)
        renewed = replace(asked, colour=known.colour)
        self._known.update(renewed)
        return renewed

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
    if _PUBLIC.fullmatch(key):
        raise KeyPublic
    if not re.fullmatch(r"[!-~]+", key):
        raise KeyUnusable
    return key


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


def _ensure_same(known: KnownAccount, account: Account) -> None:
    if account.id != known.id:
        raise KeyOfAnother(known.name, known.organisation, account.name)
