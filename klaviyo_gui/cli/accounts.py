"""The account to send to: the practice Klaviyo, one that was added, or the environment's."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.accounts import Accounts, asked_account, checked_key
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.core.account_name import account_key, account_label
from klaviyo_gui.core.errors import AddressRefused
from klaviyo_gui.klaviyo.wire import HOST, checked_address
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, PRACTICE_NAME
from klaviyo_gui.practice_account import PracticeAccount
from klaviyo_gui.sending.send import Destination
from klaviyo_gui.store.accounts import FILE, AccountList
from klaviyo_gui.store.keychain import Keychain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.store.history import RunSummary

API_VARIABLE = "KLAVIYO_GUI_API"
KEY_VARIABLE = "KLAVIYO_GUI_API_KEY"
ENVIRONMENT = "env"


@contextmanager
def practice_account() -> Iterator[Destination]:
    """Give the practice Klaviyo of ``KLAVIYO_GUI_API``, else one that is started for this."""
    address = _address()
    if address:
        yield Destination(PRACTICE_NAME, address, PRACTICE_KEY, is_practice=True)
        return
    with _practice() as practice:
        yield practice.destination()


@contextmanager
def practice_account_of(run: RunSummary) -> Iterator[Destination]:
    """Give the practice Klaviyo to which this run was sent, with all that it stored.

    One that was not started by this program is met at ``KLAVIYO_GUI_API``.
    """
    address = _address()
    if not run.practice_store:
        if not address:
            raise Failure(
                "PracticeGone",
                f"Run {run.run} was sent to a practice Klaviyo of your own.",
                f"Put its address into {API_VARIABLE}, or send the file again.",
            )
        yield Destination(run.account, address, PRACTICE_KEY, is_practice=True)
        return
    with _practice() as practice:
        yield practice.destination_of(run)


@contextmanager
def practice_account_again(run: RunSummary) -> Iterator[Destination]:
    """Give the practice Klaviyo to which this run was sent; once it is gone, an empty one."""
    address = _address()
    if address and not run.practice_store:
        yield Destination(run.account, address, PRACTICE_KEY, is_practice=True)
        return
    with _practice() as practice:
        yield practice.destination_again(run)


def named_account(name: str) -> Destination:
    """Return the account of this name, after Klaviyo said whose key it is.

    Until flows can be guarded, this version sends to addresses of this computer only.
    """
    is_of_environment = name == ENVIRONMENT
    key = _key_of_environment() if is_of_environment else ""
    known = own_accounts()
    if not is_of_environment:
        known.named(name)
    address = _address()
    if not address:
        raise Failure(
            "AccountMissing",
            "This version does not send to Klaviyo itself yet.",
            f"Use --practice, or {API_VARIABLE} with an address of this computer.",
        )
    if not is_of_environment:
        return known.destination(name)
    account = asked_account(address, checked_key(key))
    return Destination(
        account_label(account.name, account.id), address, key, currency=account.currency
    )


def account_of_run(run: RunSummary) -> Destination:
    """Return the account that this run was sent to: one that is known, else the environment's."""
    for each in own_accounts().all():
        if account_key(run.account) == each.id:
            return named_account(each.name)
    return named_account(ENVIRONMENT)


def own_accounts() -> Accounts:
    """Return the accounts that were added."""
    known = AccountList(paths.home() / FILE)
    return Accounts(known, Keychain(), _address() or HOST)


def _key_of_environment() -> str:
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key:
        raise Failure(
            "KeyMissing",
            f"{KEY_VARIABLE} holds no key.",
            f"Put the private key there for --account {ENVIRONMENT}, or use --practice.",
        )
    return key


def _practice() -> closing[PracticeAccount]:
    return closing(PracticeAccount(paths.practice(), paths.runs()))


def _address() -> str:
    """Return the other address of the API, empty for none; raises Failure.

    Klaviyo's own is refused too: who names an address is sure that nothing leaves the computer.
    """
    text = os.environ.get(API_VARIABLE)
    if not text:
        return ""
    with suppress(AddressRefused):
        address = checked_address(text)
        if address != HOST:
            return address
    raise Failure(
        "AddressRefused",
        f"{API_VARIABLE} is {text}, which is no address of this computer.",
        "Nothing was sent. Only addresses such as http://127.0.0.1:8000 are allowed there.",
    )
