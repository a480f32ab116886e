"""Accounts, keys and what keys may be used for, in words."""

from __future__ import annotations

from typing import Final

from klaviyo_gui.core import errors
from klaviyo_gui.core.left_key import Fate, LeftKey
from klaviyo_gui.core.permission import SCOPES, Permission
from klaviyo_gui.core.way import Way
from klaviyo_gui.wording.amounts import bare
from klaviyo_gui.wording.waits import detail_words
from klaviyo_gui.wording.words import Words

_USES: Final = {
    Permission.SEND_EVENTS: ("send events", "No event can be sent."),
    Permission.SEND_PEOPLE: ("send people", "No profile can be sent."),
    Permission.FOLLOW_PEOPLE: (
        "follow imports of people",
        "Whether Klaviyo took the people of an import cannot be told.",
    ),
    Permission.SEE_METRICS: (
        "see which events there are",
        "Names of events cannot be compared with those in Klaviyo.",
    ),
    Permission.SEE_FLOWS: (
        "see flows",
        "You cannot be warned of flows that would send messages.",
    ),
    Permission.SEE_LISTS: ("see lists", "No list can be chosen for people to join."),
    Permission.SEE_PEOPLE: (
        "see properties of people",
        "Names of properties cannot be compared with those in Klaviyo.",
    ),
}

_WITHOUT_KEYCHAIN: Final = (
    "Use the key for this session only, or put it into KLAVIYO_GUI_API_KEY and send with "
    "--account env."
)

_ADD: Final = "Add it by the menu Account, or with “klaviyo-gui account add”."


PUBLIC_MEANS: Final = (
    "Each row goes alone: some twenty a second, where a private key sends thousands.",
    "Klaviyo shows nothing of the account: no name, no currency, no flows that events would start.",
    "Klaviyo says that it has taken a row, never whether it has stored it.",
    "Klaviyo does not say whose the key is: compare it letter by letter, or rows go to strangers.",
    "What identifies somebody whom Klaviyo knows, such as the address, stays as it is.",
)
"""What a public key means, before it is chosen; history is history with it, too."""

PUBLIC_SEND: Final = (
    "By a public key each row goes alone, nothing is known of the account, and Klaviyo says of no "
    "row whether it has stored it."
)
"""What it means, where something is about to be sent by it."""


def use_words(permission: Permission) -> str:
    """Return what a permission is good for, as what follows "the key may"."""
    return _USES[permission][0]


def lack_words(permission: Permission, way: Way = Way.PRIVATE) -> str:
    """Return what cannot be done without a permission, and which scopes or which key give it."""
    if way is Way.PUBLIC:
        return f"{_USES[permission][1]} That takes a private key."
    scopes = " and ".join(SCOPES[permission])
    return f"{_USES[permission][1]} In Klaviyo, make a key that also has {scopes}."


def left_key_words(left: LeftKey) -> Words:
    """Return what became of a key that the place for keys may have taken too late."""
    if left.fate is Fate.REMOVED:
        return Words(
            f"A key of account {left.account} came into the place for keys after nobody waited for "
            "it any longer. It was removed.",
            _ADD.replace("Add it", "To use it, add it"),
        )
    if left.fate is Fate.DOUBTFUL:
        return Words(
            f"Nobody knows whether account “{left.account}” uses its new key or the one before: "
            "the place for keys did not answer in time.",
            "Give it the key once more, by “Replace key…” in Accounts or “klaviyo-gui account "
            "rotate”.",
        )
    return Words(
        f"A key of account {left.account}, for which nobody waited any longer, may lie in the "
        "place for keys of this computer, which does not answer now.",
        "Unlock that place; it is looked for again at the next start.",
    )


def account_error_words(error: errors.AccountError) -> Words:
    """Return what an error of accounts and keys says."""
    match error:
        case errors.KeychainError():
            return _keychain_words(error)
        case errors.KeyMissing() | errors.KeyUnusable() | errors.KeyOfAnother():
            return _key_words(error)
        case errors.NameOfAnother(name, account, found):
            return Words(
                f"“{name}” was {account} when it was chosen, and is {found} now.",
                "Nothing was sent. Choose once more where to send to.",
            )
        case errors.AccountUnreachable(address, status, detail):
            said = detail_words(detail) or f"It answered with status {status}."
            return Words(
                f"{address} does not say whose key it is. {said}",
                "Nothing was sent. Check the connection and try again.",
            )
    return _list_words(error)


def _key_words(error: errors.AccountError) -> Words:
    match error:
        case errors.KeyPublic():
            return Words(
                "This is a public key, also called site ID.",
                "Private keys begin with pk_. In Klaviyo they are made in Settings, API keys. To "
                "send by the public key alone, which is slower and shows nothing of the account, "
                "use “klaviyo-gui account add NAME --public”.",
            )
        case errors.KeyPrivate():
            return Words(
                "This is no public key.",
                "Public keys, also called site IDs, have six letters and figures. With a private "
                "key, which does more, leave out --public.",
            )
        case errors.KeyMissing(name):
            return Words(
                f"No key is kept for account “{name}”.",
                "Give it one by “Replace key…” in Accounts, or with “klaviyo-gui account rotate”.",
            )
        case errors.KeyOfAnother(name, account, found):
            return Words(
                f"The key belongs to {found}, but account “{name}” is {account}.",
                "Nothing was changed and nothing was sent. Use the key of that account, or add "
                "the other one under a name of its own.",
            )
    return Words(
        "The key holds characters that no key has.",
        "Copy the private key from Klaviyo once more, with nothing before or after it.",
    )


_NAME_IS_KEY = Words(
    "A private key cannot be the name of an account: whoever uses this computer can read names.",
    "Choose a name such as My shop. The key is asked for on its own.",
)


def _list_words(error: errors.AccountError) -> Words:
    match error:
        case errors.AccountMissing(name, names):
            known = ", ".join(f"“{each}”" for each in names)
            return Words(
                f"There is no account “{name}”.",
                f"There is {known}." if known else _ADD,
            )
        case errors.AccountNameTaken(name, of):
            if name.casefold() == of.casefold():
                return Words(f"There is an account “{of}” already.", "Choose another name.")
            return Words(
                f"The key belongs to account “{of}”, which is there already.",
                "Use that one, or forget it first.",
            )
        case errors.AccountNameRefused(name, is_key):
            return (
                _NAME_IS_KEY
                if is_key
                else Words(
                    f"No account can be called “{name}”.",
                    "Choose a name of one to 50 characters, other than env and practice.",
                )
            )
        case errors.AccountsUnreadable(path, cause):
            return Words(
                f"The list of accounts cannot be read: {bare(cause)}.",
                f"It is {path}. Put a copy of it back, or move it away and add the accounts "
                "again; the keys are kept elsewhere.",
            )
        case errors.AccountsUnwritable(cause):
            return Words(
                f"The account cannot be kept on this computer: {bare(cause)}.",
                "Make sure that the disk has room and can be written to, then try again.",
            )
    raise AssertionError(error)


def _keychain_words(error: errors.KeychainError) -> Words:
    match error:
        case errors.KeychainMissing():
            return Words("This computer has no safe place for keys.", _WITHOUT_KEYCHAIN)
        case errors.KeychainLocked():
            return Words(
                "The place for keys of this computer is locked.",
                "Unlock it and try again.",
            )
        case errors.KeychainSlow():
            return Words(
                "The place for keys of this computer does not answer.",
                "It may be waiting for you to unlock it. Do that and try again. A key that it "
                "takes too late is not kept: it is removed then, or at the next start.",
            )
    return Words(
        f"The place for keys of this computer does not do what it should: {bare(error.cause)}.",
        _WITHOUT_KEYCHAIN,
    )
