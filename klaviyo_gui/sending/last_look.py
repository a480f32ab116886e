"""The last look at flows, between a plan that may have taken minutes and the first request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.errors import FlowsChanged
from klaviyo_gui.core.seen_flows import SeenFlows
from klaviyo_gui.sending.account_look import flows_seen
from klaviyo_gui.sending.account_reader import AccountMemory
from klaviyo_gui.sending.going_on import names_left, standing, starting_again

if TYPE_CHECKING:
    from threading import Event

    from klaviyo_gui.core.agreed import Agreed
    from klaviyo_gui.sending.send import Destination
    from klaviyo_gui.store.journal import Journal


def ensure_agreed(
    agreed: Agreed | None, journal: Journal, destination: Destination, stop: Event
) -> None:
    """Make sure that what is about to be sent starts what somebody agreed to.

    Nothing is looked at where nobody agreed to anything, or nothing can start. Raises FlowsChanged.
    """
    if agreed is None or not agreed.is_binding:
        return
    begins = starting_again(journal.facts, journal.path.parent.name)
    if begins.is_nothing:
        return
    names: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    if begins.is_live:
        # Who agreed to more names than could be looked at is held to those that were.
        left = names_left(journal) if agreed.is_whole or not agreed.names else ()
        names = tuple(dict.fromkeys((*agreed.names, *left)))
    now = flows_seen(destination, names, begins.joins, stop, AccountMemory())
    stands = standing(SeenFlows(agreed.names, agreed.flows), now, left if agreed.is_whole else ())
    # Who agreed though nobody could look may send where nobody can look now.
    is_blind = not (agreed.is_whole or now.is_whole or stands.changes)
    if not (stands.is_same or is_blind or stop.is_set()):
        raise FlowsChanged(stands)
