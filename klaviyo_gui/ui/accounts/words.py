"""What the window says of an account and its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.permission import SCOPES, Permission
from klaviyo_gui.core.way import Way
from klaviyo_gui.wording import PUBLIC_SEND, lack_words, use_words

if TYPE_CHECKING:
    from klaviyo_gui.store.accounts import KnownAccount

PRACTICE = "Practice Klaviyo"
PRACTICE_PROMISE = "On this computer, without a network: try as often as you like."
FORGETTING = (
    "Its key is removed from this computer. What was sent to it stays known, so that a later file "
    "can leave it out. Its runs that are not finished can be continued once it is added again."
)
_ACCOUNT_SCOPE = "accounts:read"


def owner_words(account: KnownAccount) -> str:
    """Return whose account it is, with its time zone and currency."""
    parts = (account.organisation or account.name, account.time_zone, account.currency)
    return ", ".join(filter(None, parts))


def title_words(account: KnownAccount) -> str:
    """Return the name of an account, with whether it is one for tests."""
    return f"{account.name} (test account)" if account.is_test else account.name


def account_words(account: KnownAccount) -> str:
    """Return whose account it is, with its id."""
    return account.label


def care_words(account: KnownAccount) -> str:
    """Return what sending to an account means."""
    if account.way is Way.PUBLIC:
        return f"What is sent cannot be taken back. {PUBLIC_SEND}"
    if account.is_test:
        return "A test account: what is sent there stays there all the same."
    return "Its real customers: what is sent cannot be taken back."


def able_words(account: KnownAccount) -> str:
    """Return what the key of an account may and may not do, each lack with what would help."""
    may = [use_words(each) for each in Permission if account.permissions.get(each)]
    lacks = [each for each in Permission if account.permissions.get(each) is False]
    unknown = [use_words(each) for each in Permission if each not in account.permissions]
    said = [f"It can {_listed(may, 'and')}."] if may else []
    said += [
        f"It cannot {use_words(each)}, so {_after_so(lack_words(each, account.way))}"
        for each in lacks
    ]
    if unknown:
        said.append(f"Whether it can {_listed(unknown, 'or')}, Klaviyo did not say just now.")
    return "\n\n".join(said)


def permission_rows(account: KnownAccount) -> list[tuple[str, ...]]:
    """Return each use of a key with whether it is allowed, and what a missing one switches off."""
    rows: list[tuple[str, ...]] = []
    for each in Permission:
        use, may = use_words(each), account.permissions.get(each)
        answer = {True: "may", False: "may not", None: "unknown"}[may]
        missing = lack_words(each, account.way)
        lack = {True: "", False: missing, None: "Klaviyo did not say. Check again."}[may]
        rows.append((use[:1].upper() + use[1:], answer, lack))
    return rows


def scope_words() -> str:
    """Return where a private key is made, and what to tick for which purpose."""
    purposes = [f"{_ACCOUNT_SCOPE}, without which nothing works"]
    purposes += [f"{' and '.join(SCOPES[each])} to {use_words(each)}" for each in Permission]
    return (
        f"In Klaviyo a private key is made in Settings, API keys. It needs {'; '.join(purposes)}."
    )


def _after_so(words: str) -> str:
    return words[:1].lower() + words[1:]


def _listed(parts: list[str], last: str) -> str:
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
