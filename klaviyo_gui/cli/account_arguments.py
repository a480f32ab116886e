"""The arguments of the commands about accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

ACTIONS = {
    "add": "Add an account; its key is asked for, or read from standard input.",
    "list": "List the accounts, with what their keys may be used for.",
    "check": "Ask Klaviyo again whose key it is and what it may be used for.",
    "rotate": "Use another private key of the same account from now on.",
    "forget": "Remove an account and its key; what was sent to it stays known.",
}


def add_account_actions(account: argparse.ArgumentParser) -> None:
    """Give the command ``account`` its actions."""
    actions = account.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, what in ACTIONS.items():
        action = actions.add_parser(name, help=what, description=what, allow_abbrev=False)
        action.add_argument("--json", action="store_true", help="write JSON to standard output")
        if name != "list":
            action.add_argument("name", metavar="NAME")
        if name == "add":
            action.add_argument(
                "--public",
                action="store_true",
                help="add it by its public key (site ID), which sends one row at a time and shows "
                "nothing of the account",
            )
