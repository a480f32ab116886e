"""The name of an account, typed by whoever means what it starts there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.cli.asking import answer, has_somebody
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.core.account_name import account_key, account_name, is_same_name

if TYPE_CHECKING:
    from klaviyo_gui.sending.send import Destination


def ensure_somebody(because: str = "") -> None:
    """Make sure that there is a terminal to ask at; raises Failure, with what must be asked."""
    if not has_somebody():
        reason = f" {because}" if because else ""
        raise Failure(
            "NotConfirmed",
            f"Nothing was sent: there is no terminal at which somebody could confirm it.{reason}",
            "Use --yes where nobody can be asked, as in a scheduled task.",
        )


def ensure_named(question: str, destination: Destination, advice: str) -> None:
    """Ask, and take nothing for a yes but the name of the account; raises Failure."""
    # Two accounts of one organisation differ by what somebody called them here only. One without
    # any name must be told by its id: nothing is typed by Enter alone.
    said = destination.short_name or account_name(destination.account).strip()
    name = said or account_key(destination.account)
    typed = answer(f"{question} Type the account's name, {name}, to do it: ")
    if not is_same_name(typed, name):
        raise Failure(
            "NotConfirmed",
            "Nothing was sent: the name of the account was not typed.",
            advice,
        )
