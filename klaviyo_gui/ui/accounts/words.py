"""What the window says of an account and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.permission import SCOPES, Permission
from klaviyo_gui.core.way import Way
from klaviyo_gui.language import mark, tr
from klaviyo_gui.wording import (
    PUBLIC_SEND,
    begun,
    both,
    help_words,
    listed,
    use_words,
)

if TYPE_CHECKING:
    from klaviyo_gui.store.accounts import KnownAccount

PRACTICE = mark("Practice Klaviyo")
PRACTICE_PROMISE = mark("On this computer, without a network: try as often as you like.")
FORGETTING = mark(
    "Its key is removed from this computer. What was sent to it stays known, so that a later file "
    "can leave it out. Its runs that are not finished can be continued once it is added again."
)
_ACCOUNT_SCOPE = "accounts:read"

_UNABLE = {
    Permission.SEND_EVENTS: mark("It cannot send events."),
    Permission.SEND_PEOPLE: mark("It cannot send people."),
    Permission.FOLLOW_PEOPLE: mark(
        "It cannot follow imports of people, so whether Klaviyo took the people of an import "
        "cannot be told."
    ),
    Permission.SEE_METRICS: mark(
        "It cannot see which events there are, so names of events cannot be compared with those "
        "in Klaviyo."
    ),
    Permission.SEE_FLOWS: mark(
        "It cannot see flows, so you cannot be warned of flows that would send messages."
    ),
    Permission.SEE_LISTS: mark("It cannot see lists, so no list can be chosen for people to join."),
    Permission.SEE_PEOPLE: mark(
        "It cannot see properties of people, so names of properties cannot be compared with those "
        "in Klaviyo."
    ),
}
"""What cannot be done with a key that lacks a permission."""

_ANSWERS = {True: mark("may"), False: mark("may not"), None: mark("unknown")}
"""Whether a key may do something, by what Klaviyo said."""


def owner_words(account: KnownAccount) -> str:
    """Return whose account it is, with its time zone and currency."""
    parts = (account.organisation or account.name, account.time_zone, account.currency)
    return ", ".join(filter(None, parts))


def title_words(account: KnownAccount) -> str:
    """Return the name of an account, with whether it is one for tests."""
    if account.is_test:
        return tr("{name} (test account)", name=account.name)
    return account.name


def account_words(account: KnownAccount) -> str:
    """Return whose account it is, with its id."""
    return account.label


def care_words(account: KnownAccount) -> str:
    """Return what sending to an account means."""
    if account.way is Way.PUBLIC:
        return " ".join((tr("What is sent cannot be taken back."), tr(PUBLIC_SEND)))
    if account.is_test:
        return tr("A test account: what is sent there stays there all the same.")
    return tr("Its real customers: what is sent cannot be taken back.")


def able_words(account: KnownAccount) -> str:
    """Return what the key of an account may and may not do, each lack with what would help."""
    may = [use_words(each) for each in Permission if account.permissions.get(each)]
    lacks = [each for each in Permission if account.permissions.get(each) is False]
    unknown = [use_words(each) for each in Permission if each not in account.permissions]
    said = [tr("It can {uses}.", uses=listed(may, most=len(may)))] if may else []
    said += [_lack_words(each, account.way) for each in lacks]
    if unknown:
        said.append(
            tr("Whether it can {uses}, Klaviyo did not say just now.", uses=_any_of(unknown))
        )
    return "\n\n".join(said)


def permission_rows(account: KnownAccount) -> list[tuple[str, ...]]:
    """Return each use of a key with whether it is allowed, and what a missing one switches off."""
    rows: list[tuple[str, ...]] = []
    for each in Permission:
        use, may = use_words(each), account.permissions.get(each)
        missing = _lack_words(each, account.way)
        lack = {True: "", False: missing, None: tr("Klaviyo did not say. Check again.")}[may]
        rows.append((begun(use), tr(_ANSWERS[may]), lack))
    return rows


def scope_words() -> str:
    """Return where a private key is made, and what to tick for which purpose."""
    purposes = [tr("{scope}, without which nothing works", scope=_ACCOUNT_SCOPE)]
    purposes += [
        tr("{scopes} to {use}", scopes=both(SCOPES[each]), use=use_words(each))
        for each in Permission
    ]
    return tr(
        "In Klaviyo a private key is made in Settings, API keys. It needs {purposes}.",
        purposes="; ".join(purposes),
    )


def _lack_words(permission: Permission, way: Way) -> str:
    return f"{tr(_UNABLE[permission])} {help_words(permission, way)}"


def _any_of(uses: list[str]) -> str:
    if len(uses) == 1:
        return uses[0]
    return tr("{uses} or {last}", uses=", ".join(uses[:-1]), last=uses[-1])
