"""How accounts are called in runs, and by what of that they are known."""

from __future__ import annotations

import re
from typing import Final

_ID: Final = re.compile(r" \(([^()]+)\)$")


def account_label(name: str, id_: str) -> str:
    """Return what runs call an account: its name for people, and its id."""
    return f"{name} ({id_})"


def account_key(label: str) -> str:
    """Return by what an account is known: its id, which stays when somebody renames it.

    What has none, as a practice Klaviyo, is known by its name.
    """
    found = _ID.search(label)
    return found[1] if found else label


def account_name(label: str) -> str:
    """Return what people call an account."""
    return _ID.sub("", label)


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names are one, whatever capitals and blanks they are written with."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def is_same_account(one: str, other: str) -> bool:
    """Tell whether runs that call their accounts so went to one."""
    return account_key(one) == account_key(other)
