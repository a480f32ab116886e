"""What keeps what is in hand from being sent where it would go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui import wording
from klaviyo_gui.core.errors import ListElsewhere, ListGone, ListUnjoinable
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.permission import Permission
from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.wording.amounts import amount, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from klaviyo_gui.core.contact_list import ContactList
    from klaviyo_gui.store.accounts import KnownAccount

_NEEDED = {Kind.EVENTS: Permission.SEND_EVENTS, Kind.PROFILES: Permission.SEND_PEOPLE}
_UNABLE = {
    Kind.EVENTS: mark("The key of this account may not send events."),
    Kind.PROFILES: mark("The key of this account may not send people."),
}


def bar_words(account: KnownAccount, kinds: Iterable[Kind], held: Mapping[Kind, int]) -> str:
    """Return why nothing of these kinds can go to an account, empty where it can.

    ``held`` are records with problems that nobody has decided to leave out.
    """
    for kind in kinds:
        if account.permissions.get(_NEEDED[kind]) is False:
            return f"{tr(_UNABLE[kind])} {wording.help_words(_NEEDED[kind])}"
    if held:
        return counted(
            sum(held.values()),
            "{records} has problems: mend them, or choose to leave them out.",
            "{records} have problems: mend them, or choose to leave them out.",
            records=listed([amount(kind, number) for kind, number in held.items()]),
        )
    return ""


def list_bar_words(
    joins: ContactList, account: str, name: str, *, is_gone: bool, is_public: bool = False
) -> str:
    """Return why people cannot join a list where they are sent, empty where they can.

    ``account`` is the id of that account, empty until it is known, and ``name`` what it is called.
    ``is_public`` tells that it is known by its public key alone.
    """
    if account and joins.account != account:
        return wording.error_words(ListElsewhere(joins.name, name)).sentence
    if is_public:
        return wording.error_words(ListUnjoinable(joins.name, name)).sentence
    return wording.error_words(ListGone(joins.name, name)).sentence if is_gone else ""
