"""The accounts that somebody has added: what they are called and may do, never their keys."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import orjson

from klaviyo_gui.core.account_name import account_label, is_same_name
from klaviyo_gui.core.errors import (
    AccountMissing,
    AccountNameRefused,
    AccountNameTaken,
    AccountsUnreadable,
    AccountsUnwritable,
)
from klaviyo_gui.core.permission import Permission
from klaviyo_gui.core.secret import holds_key
from klaviyo_gui.core.way import Way
from klaviyo_gui.language import mark
from klaviyo_gui.store.atomic import write_bytes
from klaviyo_gui.store.exclusive import exclusive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FILE: Final = "accounts.json"
NAME_MAX: Final = 50
COLOURS: Final = ("blue", "green", "amber", "violet", "teal", "red")
"""By which accounts are told apart beside their names; names of the theme's colours."""

_VERSION: Final = 1
_RESERVED: Final = frozenset({"env", "practice", "practice klaviyo"})
"""What the command line and the window call accounts that nobody has added."""


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """An account under the ``name`` that somebody gave it, as Klaviyo last described it.

    ``permissions`` say of each use whether the key allows it; what is not in it nobody knows.
    ``checked_at`` is when Klaviyo was asked, in ISO 8601. Of one that is known by its public key
    alone, as ``way`` tells, Klaviyo describes nothing.
    """

    name: str
    id: str
    organisation: str
    time_zone: str = ""
    currency: str = ""
    is_test: bool = False
    colour: str = COLOURS[0]
    permissions: Mapping[Permission, bool] = field(default_factory=dict)
    checked_at: str = ""
    way: Way = Way.PRIVATE

    @property
    def label(self) -> str:
        """Return what runs call it."""
        return account_label(self.organisation or self.name, self.id)


class AccountList:
    """The accounts in a file that all windows and commands of this user share.

    Every method raises AccountsUnreadable where the list is damaged or of a later version, those
    that change it AccountsUnwritable where the system refuses.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def all(self) -> tuple[KnownAccount, ...]:
        """Return the accounts in the order of their names."""
        return tuple(sorted(self._read(), key=lambda each: each.name.casefold()))

    def named(self, name: str) -> KnownAccount:
        """Return the account of a name, whose letters may be small or capital; AccountMissing."""
        return _named(self._read(), name)

    def add(self, account: KnownAccount) -> KnownAccount:
        """Add one, with a colour that no other has while there are any.

        Raises AccountNameRefused, and AccountNameTaken for a name or an account that is there.
        """
        account = replace(account, name=checked_name(account.name))
        with self._changing() as known:
            for each in known:
                if each.id == account.id or is_same_name(each.name, account.name):
                    raise AccountNameTaken(account.name, each.name)
            added = replace(account, colour=_free_colour(known))
            known.append(added)
        return added

    def update(self, account: KnownAccount) -> None:
        """Replace what is known of the account of this id; one that is gone stays gone."""
        with self._changing() as known:
            known[:] = [account if each.id == account.id else each for each in known]

    def remove(self, name: str) -> KnownAccount:
        """Take an account off the list and return it; raises AccountMissing."""
        with self._changing() as known:
            removed = _named(known, name)
            known.remove(removed)
        return removed

    @contextmanager
    def _changing(self) -> Iterator[list[KnownAccount]]:
        """Give the accounts to be changed, and write them at the end, while nobody else does."""
        try:
            with exclusive(self._path.parent):
                known = self._read()
                yield known
                content = {
                    "version": _VERSION,
                    "accounts": [account_as_json(each) for each in known],
                }
                write_bytes(self._path, orjson.dumps(content, option=orjson.OPT_INDENT_2))
        except OSError as error:
            raise AccountsUnwritable(error.strerror or str(error)) from error

    def _read(self) -> list[KnownAccount]:
        try:
            content = orjson.loads(self._path.read_bytes())
        except FileNotFoundError:
            return []
        except OSError as error:
            raise AccountsUnreadable(self._path, error.strerror or str(error)) from error
        except orjson.JSONDecodeError as error:
            raise AccountsUnreadable(self._path, mark("it is no JSON")) from error
        version = content.get("version") if isinstance(content, dict) else None
        if isinstance(version, int) and version > _VERSION:
            raise AccountsUnreadable(self._path, mark("a later version of the program wrote it"))
        try:
            return [_of_json(each) for each in content["accounts"]]
        except (TypeError, KeyError, ValueError, AttributeError) as error:
            raise AccountsUnreadable(self._path, mark("it is damaged")) from error


def checked_name(name: str) -> str:
    """Return the name as it is kept; raises AccountNameRefused."""
    name = " ".join(name.split())
    if holds_key(name):
        # Names stand in a file of this computer, and in whatever tells of an account.
        raise AccountNameRefused("", holds_key=True)
    is_fit = name.isprintable() and 0 < len(name) <= NAME_MAX
    if not is_fit or name.casefold() in _RESERVED or name.startswith("-"):
        raise AccountNameRefused(name)
    return name


def _named(known: list[KnownAccount], name: str) -> KnownAccount:
    for each in known:
        if is_same_name(each.name, name):
            return each
    raise AccountMissing(name, tuple(each.name for each in known))


def _free_colour(known: list[KnownAccount]) -> str:
    used = [each.colour for each in known]
    return min(COLOURS, key=used.count)


def account_as_json(account: KnownAccount) -> dict[str, Any]:
    """Return what is known of an account as it is kept, and as the command line tells it."""
    return {
        "name": account.name,
        "id": account.id,
        "organisation": account.organisation,
        "time_zone": account.time_zone,
        "currency": account.currency,
        "is_test": account.is_test,
        "colour": account.colour,
        "permissions": {each.value: may for each, may in account.permissions.items()},
        "checked_at": account.checked_at,
        "way": account.way,
    }


def _of_json(found: dict[str, Any]) -> KnownAccount:
    known = {each.value for each in Permission}
    texts = ("name", "id", "organisation", "time_zone", "currency", "colour", "checked_at")
    if not all(isinstance(found[name], str) for name in texts) or not found["name"]:
        raise ValueError("a text is missing")
    return KnownAccount(
        **{name: found[name] for name in texts},
        is_test=found["is_test"] is True,
        way=Way(found.get("way", Way.PRIVATE)),
        permissions={
            Permission(each): may is True
            for each, may in found["permissions"].items()
            if each in known
        },
    )
