"""The account to send to: the practice Klaviyo, one that was added, or the environment's."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.accounts import API_VARIABLE, Accounts, named_address, own_accounts
from klaviyo_gui.cli.exits import ACCOUNT_REFUSED
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.core.account_name import account_key, account_name, is_same_name
from klaviyo_gui.core.errors import AddressRefused
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, PRACTICE_NAME
from klaviyo_gui.practice_account import PracticeAccount
from klaviyo_gui.sending.send import Destination

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.store.history import RunSummary

KEY_VARIABLE = "KLAVIYO_GUI_API_KEY"
ACCOUNT_VARIABLE = "KLAVIYO_GUI_ACCOUNT"
"""Names the account that is meant, by its id or name: the key may be of another one by now."""

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
    """Return the account of this name, after Klaviyo said whose key it is."""
    if name != ENVIRONMENT:
        return known_accounts().destination(name)
    destination = known_accounts().destination_of_key(_key_of_environment())
    _ensure_meant(destination.account)
    return destination


def account_of_run(run: RunSummary) -> Destination:
    """Return the account that this run was sent to: one that is known, else the environment's."""
    known = known_accounts()
    if known.of_run(run) is not None:
        return known.destination_of(run)
    return named_account(ENVIRONMENT)


def known_accounts() -> Accounts:
    """Return the accounts that were added; raises Failure for an address of elsewhere."""
    return own_accounts(_address())


def _key_of_environment() -> str:
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key:
        raise Failure(
            "KeyMissing",
            f"{KEY_VARIABLE} holds no key.",
            f"Put the private key there for --account {ENVIRONMENT}, or use --practice.",
        )
    return key


def _ensure_meant(account: str) -> None:
    """Make sure that the key belongs to the account that the environment names, if it does."""
    meant = os.environ.get(ACCOUNT_VARIABLE, "").strip()
    if meant and meant != account_key(account) and not is_same_name(meant, account_name(account)):
        raise Failure(
            "KeyOfAnother",
            f"The key in {KEY_VARIABLE} belongs to {account}, but {ACCOUNT_VARIABLE} says {meant}.",
            "Nothing was sent. Put the key of that account there, or the id of the one you mean.",
            ACCOUNT_REFUSED,
        )


def _practice() -> closing[PracticeAccount]:
    return closing(PracticeAccount(paths.practice(), paths.runs()))


def _address() -> str:
    """Return the address that the environment names, empty for none; raises Failure."""
    try:
        return named_address()
    except AddressRefused as error:
        raise Failure(
            "AddressRefused",
            f"{API_VARIABLE} is {error.address}, which is no address of this computer.",
            "Nothing was sent. Only addresses such as http://127.0.0.1:8000 are allowed there.",
        ) from error
