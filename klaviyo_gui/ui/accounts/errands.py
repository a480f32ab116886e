"""What is done with accounts beside the window, each with what is known afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from klaviyo_gui.core.way import Way
from klaviyo_gui.ui.accounts.errand import Errand

if TYPE_CHECKING:
    from klaviyo_gui.accounts import Accounts
    from klaviyo_gui.store.accounts import KnownAccount


class Deed(Enum):
    """What was done with an account."""

    ADDED = auto()
    CHECKED = auto()
    REPLACED = auto()
    FORGOTTEN = auto()


@dataclass(frozen=True, slots=True)
class Done:
    """What was done with which account, and all accounts that are known since."""

    deed: Deed
    account: KnownAccount
    known: tuple[KnownAccount, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A key that somebody typed, of which sort it is, and whether it is for this session only."""

    key: str = field(repr=False)
    for_session: bool = False
    way: Way = Way.PRIVATE


def adding(accounts: Accounts, name: str, given: Given) -> Errand:
    """Add an account; where that is given up meanwhile nothing of it stays."""
    return Errand(partial(_add, accounts, name, given))


def replacing(accounts: Accounts, name: str, given: Given) -> Errand:
    """Use another key for an account, unless that is given up before it is kept."""
    return Errand(partial(_replace, accounts, name, given))


def checking(accounts: Accounts, name: str) -> Errand:
    """Ask Klaviyo again what is known of an account."""
    return Errand(partial(_check, accounts, name))


def forgetting(accounts: Accounts, name: str) -> Errand:
    """Remove an account with its key."""
    return Errand(partial(_forget, accounts, name))


def settling(accounts: Accounts) -> Errand:
    """See to keys that came late before the program last ended, which ask a place that may hang."""
    return Errand(lambda _errand: accounts.settle_keys())


def _add(accounts: Accounts, name: str, given: Given, errand: Errand) -> Done:
    if given.way is Way.PUBLIC:
        return Done(Deed.ADDED, accounts.add_public(name, given.key), accounts.all())
    described = accounts.described(name, given.key)
    errand.ensure_wanted()
    added = accounts.admit(described, given.key, for_session=given.for_session)
    if errand.is_given_up:
        accounts.forget(added.name)
    return Done(Deed.ADDED, added, accounts.all())


def _replace(accounts: Accounts, name: str, given: Given, errand: Errand) -> Done:
    described = accounts.described_again(name, given.key)
    errand.ensure_wanted()
    accounts.use_key(described, given.key, for_session=given.for_session)
    return Done(Deed.REPLACED, described, accounts.all())


def _check(accounts: Accounts, name: str, _errand: Errand) -> Done:
    return Done(Deed.CHECKED, accounts.check(name), accounts.all())


def _forget(accounts: Accounts, name: str, _errand: Errand) -> Done:
    return Done(Deed.FORGOTTEN, accounts.forget(name), accounts.all())
