"""The account to send to: the practice Klaviyo, or the one of the key in the environment."""

from __future__ import annotations

import os
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from klaviyo_gui import paths
from klaviyo_gui.cli.exits import ACCOUNT_REFUSED
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.core.errors import AccountRefused, AddressRefused
from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.wire import HOST, checked_address
from klaviyo_gui.practice.behaviour import PRACTICE_KEY, PRACTICE_NAME
from klaviyo_gui.practice_account import PracticeAccount
from klaviyo_gui.sending.send import Destination
from klaviyo_gui.wording import detail_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.outcome import Outcome
    from klaviyo_gui.klaviyo.account import Account
    from klaviyo_gui.store.history import RunSummary

API_VARIABLE = "KLAVIYO_GUI_API"
KEY_VARIABLE = "KLAVIYO_GUI_API_KEY"
ENVIRONMENT = "env"
_PATIENCE = 5
_WAIT_MAX_SECONDS = 30.0


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
    if name != ENVIRONMENT:
        raise Failure(
            "AccountMissing",
            f"There is no account “{name}”.",
            f"This version knows --practice, and --account {ENVIRONMENT} with {KEY_VARIABLE}.",
        )
    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key:
        raise Failure(
            "KeyMissing",
            f"{KEY_VARIABLE} holds no key.",
            f"Put the private key there for --account {ENVIRONMENT}, or use --practice.",
        )
    address = _address()
    if not address:
        raise Failure(
            "AccountMissing",
            "This version does not send to Klaviyo itself yet.",
            f"Use --practice, or {API_VARIABLE} with an address of this computer.",
        )
    outcome, account = _asked(address, key)
    if account is None:
        if outcome.verdict is Verdict.STOP and not outcome.status:
            raise Failure(
                "KeyUnusable",
                f"{KEY_VARIABLE} holds no key that can be: {detail_words(outcome.detail)}",
                "Copy the private key from Klaviyo once more, with nothing before or after it.",
                ACCOUNT_REFUSED,
            )
        if outcome.verdict is Verdict.STOP:
            raise AccountRefused("Klaviyo", outcome.status, outcome.detail)
        said = detail_words(outcome.detail) or f"It answered with status {outcome.status}."
        raise Failure(
            "AccountUnreachable",
            f"{address} does not say whose key it is. {said}",
            "Nothing was sent. Check the connection and try again.",
        )
    return Destination(f"{account.name} ({account.id})", address, key)


def _asked(address: str, key: str) -> tuple[Outcome, Account | None]:
    """Ask whose key it is; where Klaviyo names a time to wait, as it does after a run, wait."""
    with Client(address, key) as client:
        outcome, account = client.account()
        for _ in range(_PATIENCE):
            if outcome.verdict is not Verdict.WAIT or outcome.retry_after is None:
                break
            time.sleep(min(outcome.retry_after, _WAIT_MAX_SECONDS))
            outcome, account = client.account()
    return outcome, account


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
