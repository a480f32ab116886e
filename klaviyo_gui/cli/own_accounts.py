"""The commands about accounts: add, list, check, rotate, forget."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import TYPE_CHECKING, Any, Final

from klaviyo_gui.accounts import is_public_key
from klaviyo_gui.cli.accounts import known_accounts
from klaviyo_gui.cli.asking import agrees, has_somebody
from klaviyo_gui.cli.exits import DONE
from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.cli.output import tell, write_json, write_text
from klaviyo_gui.core.permission import SCOPES, Permission
from klaviyo_gui.core.way import Way
from klaviyo_gui.store.accounts import account_as_json
from klaviyo_gui.wording import PUBLIC_MEANS, help_words, left_key_words, use_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from klaviyo_gui.accounts import Accounts
    from klaviyo_gui.store.accounts import KnownAccount

_KEY_MAX = 1_000
"""Characters of standard input that may be a key; Klaviyo's have some 40."""

_LACKS: Final = {
    Permission.SEND_EVENTS: "No event can be sent.",
    Permission.SEND_PEOPLE: "No profile can be sent.",
    Permission.FOLLOW_PEOPLE: "Whether Klaviyo took the people of an import cannot be told.",
    Permission.SEE_METRICS: "Names of events cannot be compared with those in Klaviyo.",
    Permission.SEE_FLOWS: "You cannot be warned of flows that would send messages.",
    Permission.SEE_LISTS: "No list can be chosen for people to join.",
    Permission.SEE_PEOPLE: "Names of properties cannot be compared with those in Klaviyo.",
}
"""What cannot be done with a key that lacks a permission."""

_PRIVATE_KEY: Final = "Private key (it is not shown): "


def manage_accounts(arguments: argparse.Namespace) -> int:
    """Do what the command line asks of the accounts."""
    accounts = known_accounts()
    for each in accounts.settle_keys():
        tell(left_key_words(each).sentence)
    return _ACTIONS[arguments.action](arguments, accounts)


def _add(arguments: argparse.Namespace, accounts: Accounts) -> int:
    key = _key("Public key (site ID): " if arguments.public else _PRIVATE_KEY)
    is_public = arguments.public or (is_public_key(key) and has_somebody() and _means_public())
    add = accounts.add_public if is_public else accounts.add
    return _told(arguments, add(arguments.name, key), "Added")


def _means_public() -> bool:
    """Say what a public key means, and ask for it all the same; raises Failure for a no."""
    tell("This is a public key, also called site ID. A private key does more.")
    _tell_of_public()
    if not agrees("Add the account by its public key?"):
        raise Failure(
            "NotConfirmed",
            "No account was added.",
            "Private keys begin with pk_. In Klaviyo they are made in Settings, API keys.",
        )
    return True


def _tell_of_public() -> None:
    for each in PUBLIC_MEANS:
        tell(each)


def _list(arguments: argparse.Namespace, accounts: Accounts) -> int:
    found = accounts.all()
    if arguments.json:
        write_json([_as_json(each) for each in found])
        return DONE
    for each in found:
        write_text(_line(each))
    if not found:
        write_text("No account was added yet.")
    return DONE


def _check(arguments: argparse.Namespace, accounts: Accounts) -> int:
    return _told(arguments, accounts.check(arguments.name), "Checked")


def _rotate(arguments: argparse.Namespace, accounts: Accounts) -> int:
    accounts.named(arguments.name)
    return _told(arguments, accounts.replace_key(arguments.name, _key()), "Uses the new key")


def _forget(arguments: argparse.Namespace, accounts: Accounts) -> int:
    forgotten = accounts.forget(arguments.name)
    if arguments.json:
        write_json({"name": forgotten.name, "is_forgotten": True})
    else:
        write_text(f"Forgotten: {forgotten.name}. What was sent to it stays known by hashes.")
    return DONE


_ACTIONS: dict[str, Callable[[argparse.Namespace, Accounts], int]] = {
    "add": _add,
    "list": _list,
    "check": _check,
    "rotate": _rotate,
    "forget": _forget,
}


def _key(question: str = _PRIVATE_KEY) -> str:
    """Return the key that somebody types unseen, or that stands on standard input."""
    if sys.stdin is None:
        key = ""
    elif sys.stdin.isatty():
        key = getpass(question)
    else:
        key = sys.stdin.read(_KEY_MAX)
    if not key.strip():
        raise Failure(
            "KeyMissing",
            "No key was given.",
            "Type it when asked, or write it to standard input.",
        )
    return key


def _told(arguments: argparse.Namespace, account: KnownAccount, what: str) -> int:
    if arguments.json:
        write_json(_as_json(account))
        return DONE
    write_text(f"{what}: {_line(account)}")
    if account.way is Way.PUBLIC:
        _tell_of_public()
        return DONE
    may = [use_words(each) for each in Permission if account.permissions.get(each)]
    write_text(f"The key may {', '.join(may)}." if may else "Nothing that the key may do is known.")
    for each in Permission:
        if account.permissions.get(each) is False:
            write_text(f"{_LACKS[each]} {help_words(each)}")
    unknown = [use_words(each) for each in Permission if each not in account.permissions]
    if unknown:
        write_text(f"Klaviyo did not say whether the key may {' or '.join(unknown)}.")
    return DONE


def _line(account: KnownAccount) -> str:
    parts = [account.organisation, account.id, account.time_zone, account.currency]
    if account.is_test:
        parts.append("test account")
    if account.way is Way.PUBLIC:
        parts.append("by its public key")
    return f"{account.name}: {', '.join(filter(None, parts))}"


def _as_json(account: KnownAccount) -> dict[str, Any]:
    permissions = {
        each.value: {"may": account.permissions.get(each), "scopes": list(SCOPES[each])}
        for each in Permission
    }
    return account_as_json(account) | {"permissions": permissions}
