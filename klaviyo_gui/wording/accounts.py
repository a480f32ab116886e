"""Accounts, keys and what keys may be used for, in words."""

from __future__ import annotations

from typing import Final

from klaviyo_gui.core import errors
from klaviyo_gui.core.left_key import Fate, LeftKey
from klaviyo_gui.core.permission import SCOPES, Permission
from klaviyo_gui.core.way import Way
from klaviyo_gui.language import mark, tr
from klaviyo_gui.wording.amounts import cause_words
from klaviyo_gui.wording.phrases import both, quoted
from klaviyo_gui.wording.waits import detail_words
from klaviyo_gui.wording.words import Words

_USES: Final = {
    Permission.SEND_EVENTS: mark("send events"),
    Permission.SEND_PEOPLE: mark("send people"),
    Permission.FOLLOW_PEOPLE: mark("follow imports of people"),
    Permission.SEE_METRICS: mark("see which events there are"),
    Permission.SEE_FLOWS: mark("see flows"),
    Permission.SEE_LISTS: mark("see lists"),
    Permission.SEE_PEOPLE: mark("see properties of people"),
}

_WITHOUT_KEYCHAIN: Final = mark(
    "Use the key for this session only, or put it into KLAVIYO_GUI_API_KEY and send with "
    "--account env."
)


PUBLIC_MEANS: Final = (
    mark("Each row goes alone: some twenty a second, where a private key sends thousands."),
    mark(
        "Klaviyo shows nothing of the account: no name, no currency, no flows that events would "
        "start."
    ),
    mark("Klaviyo says that it has taken a row, never whether it has stored it."),
    mark(
        "Klaviyo does not say whose the key is: compare it letter by letter, or rows go to "
        "strangers."
    ),
    mark("What identifies somebody whom Klaviyo knows, such as the address, stays as it is."),
)
"""What a public key means, before it is chosen; history is history with it, too."""

PUBLIC_SEND: Final = mark(
    "By a public key each row goes alone, nothing is known of the account, and Klaviyo says of no "
    "row whether it has stored it."
)
"""What it means, where something is about to be sent by it."""


def use_words(permission: Permission) -> str:
    """Return what a permission is good for, as what follows "the key may"."""
    return tr(_USES[permission])


def help_words(permission: Permission, way: Way = Way.PRIVATE) -> str:
    """Return which scopes or which key give a permission."""
    if way is Way.PUBLIC:
        return tr("That takes a private key.")
    return tr("In Klaviyo, make a key that also has {scopes}.", scopes=both(SCOPES[permission]))


def left_key_words(left: LeftKey) -> Words:
    """Return what became of a key that the place for keys may have taken too late."""
    if left.fate is Fate.REMOVED:
        return Words(
            tr(
                "A key of account {account} came into the place for keys after nobody waited for "
                "it any longer. It was removed.",
                account=left.account,
            ),
            tr("To use it, add it by the menu Account, or with “klaviyo-gui account add”."),
        )
    if left.fate is Fate.DOUBTFUL:
        return Words(
            tr(
                "Nobody knows whether account “{account}” uses its new key or the one before: "
                "the place for keys did not answer in time.",
                account=left.account,
            ),
            tr(
                "Give it the key once more, by “Replace key…” in Accounts or “klaviyo-gui account "
                "rotate”."
            ),
        )
    return Words(
        tr(
            "A key of account {account}, for which nobody waited any longer, may lie in the "
            "place for keys of this computer, which does not answer now.",
            account=left.account,
        ),
        tr("Unlock that place; it is looked for again at the next start."),
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
                tr(
                    "“{name}” was {account} when it was chosen, and is {found} now.",
                    name=name,
                    account=account,
                    found=found,
                ),
                tr("Nothing was sent. Choose once more where to send to."),
            )
        case errors.AccountUnreachable(address, status, detail):
            said = detail_words(detail) or tr("It answered with status {status}.", status=status)
            what = tr("{address} does not say whose key it is.", address=address)
            return Words(
                f"{what} {said}",
                tr("Nothing was sent. Check the connection and try again."),
            )
    return _list_words(error)


def _key_words(error: errors.AccountError) -> Words:
    match error:
        case errors.KeyPublic():
            return Words(
                tr("This is a public key, also called site ID."),
                tr(
                    "Private keys begin with pk_. In Klaviyo they are made in Settings, API keys. "
                    "To send by the public key alone, which is slower and shows nothing of the "
                    "account, use “klaviyo-gui account add NAME --public”."
                ),
            )
        case errors.KeyPrivate():
            return Words(
                tr("This is no public key."),
                tr(
                    "Public keys, also called site IDs, have six letters and figures. With a "
                    "private key, which does more, leave out --public."
                ),
            )
        case errors.KeyMissing(name):
            return Words(
                tr("No key is kept for account “{name}”.", name=name),
                tr(
                    "Give it one by “Replace key…” in Accounts, or with “klaviyo-gui account "
                    "rotate”."
                ),
            )
        case errors.KeyOfAnother(name, account, found):
            return Words(
                tr(
                    "The key belongs to {found}, but account “{name}” is {account}.",
                    found=found,
                    name=name,
                    account=account,
                ),
                tr(
                    "Nothing was changed and nothing was sent. Use the key of that account, or add "
                    "the other one under a name of its own."
                ),
            )
    return Words(
        tr("The key holds characters that no key has."),
        tr("Copy the private key from Klaviyo once more, with nothing before or after it."),
    )


def _list_words(error: errors.AccountError) -> Words:
    match error:
        case errors.AccountMissing(name, names):
            known = ", ".join(map(quoted, names))
            return Words(
                tr("There is no account “{name}”.", name=name),
                tr("There is {accounts}.", accounts=known)
                if known
                else tr("Add it by the menu Account, or with “klaviyo-gui account add”."),
            )
        case errors.AccountNameTaken(name, of):
            if name.casefold() == of.casefold():
                return Words(
                    tr("There is an account “{name}” already.", name=of), tr("Choose another name.")
                )
            return Words(
                tr("The key belongs to account “{name}”, which is there already.", name=of),
                tr("Use that one, or forget it first."),
            )
        case errors.AccountNameRefused(name, is_key):
            return _refused_name_words(name, is_key=is_key)
        case errors.AccountsUnreadable(path, cause):
            return Words(
                tr("The list of accounts cannot be read: {cause}.", cause=cause_words(cause)),
                tr(
                    "It is {path}. Put a copy of it back, or move it away and add the accounts "
                    "again; the keys are kept elsewhere.",
                    path=path,
                ),
            )
        case errors.AccountsUnwritable(cause):
            return Words(
                tr(
                    "The account cannot be kept on this computer: {cause}.",
                    cause=cause_words(cause),
                ),
                tr("Make sure that the disk has room and can be written to, then try again."),
            )
    raise AssertionError(error)


def _refused_name_words(name: str, *, is_key: bool) -> Words:
    if is_key:
        return Words(
            tr(
                "A private key cannot be the name of an account: whoever uses this computer can "
                "read names."
            ),
            tr("Choose a name such as My shop. The key is asked for on its own."),
        )
    return Words(
        tr("No account can be called “{name}”.", name=name),
        tr("Choose a name of one to 50 characters, other than env and practice."),
    )


def _keychain_words(error: errors.KeychainError) -> Words:
    match error:
        case errors.KeychainMissing():
            return Words(tr("This computer has no safe place for keys."), tr(_WITHOUT_KEYCHAIN))
        case errors.KeychainLocked():
            return Words(
                tr("The place for keys of this computer is locked."),
                tr("Unlock it and try again."),
            )
        case errors.KeychainSlow():
            return Words(
                tr("The place for keys of this computer does not answer."),
                tr(
                    "It may be waiting for you to unlock it. Do that and try again. A key that it "
                    "takes too late is not kept: it is removed then, or at the next start."
                ),
            )
    return Words(
        tr(
            "The place for keys of this computer does not do what it should: {cause}.",
            cause=cause_words(error.cause),
        ),
        tr(_WITHOUT_KEYCHAIN),
    )
