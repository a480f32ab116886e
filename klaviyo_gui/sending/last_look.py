"""The last look at flows, between a plan that may have taken minutes and the first request."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from klaviyo_gui.core.agreed import Agreed
from klaviyo_gui.core.errors import FlowsChanged
from klaviyo_gui.core.seen_flows import SeenFlows
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.sending.account_look import flows_seen
from klaviyo_gui.sending.account_reader import AccountMemory
from klaviyo_gui.sending.going_on import names_left, standing, starting_again

if TYPE_CHECKING:
    from threading import Event

    from klaviyo_gui.sending.account_look import AccountReport
    from klaviyo_gui.sending.flow_guard import FlowReport
    from klaviyo_gui.sending.going_on import Starting
    from klaviyo_gui.sending.list_guard import ListReport
    from klaviyo_gui.sending.send import Destination
    from klaviyo_gui.store.journal import Journal

BACK_OFF_SECONDS: Final = (1.0, 2.0, 4.0)
"""So long a look waits that failed by what passes, such as a time-out, before it is tried again."""

_NOBODY: Final = Agreed()


def ensure_agreed(
    agreed: Agreed | None, journal: Journal, destination: Destination, stop: Event
) -> None:
    """Make sure that what is about to be sent starts what somebody agreed to.

    Where nobody agreed to anything, None, nothing may start. In practice, for whoever agreed to
    whatever there is, and where nothing can start, nothing is looked at. Raises FlowsChanged.
    """
    told = agreed or _NOBODY
    if destination.is_practice or not told.is_binding:
        return
    begins = starting_again(journal.facts, journal.path.parent.name)
    if begins.is_nothing:
        return
    names: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    if begins.is_live:
        # Who agreed to more names than could be looked at is held to those that were.
        left = names_left(journal) if told.is_whole or not told.names else ()
        names = tuple(dict.fromkeys((*told.names, *left)))
    now = _seen(destination, names, begins, stop)
    before = SeenFlows(told.names, told.flows) if agreed is not None else None
    stands = standing(before, now, left if told.is_whole else ())
    # Who agreed though nobody could look may send where nobody can look now.
    is_blind = agreed is not None and not (agreed.is_whole or now.is_whole or stands.changes)
    if not (stands.is_same or is_blind or stop.is_set()):
        is_passing = _is_passing(now) and not (stands.changes or stands.names)
        raise FlowsChanged(stands, is_passing=is_passing)


def _seen(
    destination: Destination, names: tuple[str, ...], begins: Starting, stop: Event
) -> AccountReport:
    """Look as often as it takes while what keeps it from being seen may pass."""
    # What was seen is remembered from one try to the next, and never longer.
    memory = AccountMemory()
    report = flows_seen(destination, names, begins.joins, stop, memory)
    for seconds in BACK_OFF_SECONDS:
        if not _is_passing(report) or stop.wait(seconds):
            break
        report = flows_seen(destination, names, begins.joins, stop, memory)
    return report


def _is_passing(report: AccountReport) -> bool:
    """Tell whether all that could not be seen may be seen in a while."""
    blind = [each for each in (report.flows, report.joined) if not each.is_whole]
    return bool(blind) and all(map(_may_pass, blind))


def _may_pass(report: FlowReport | ListReport) -> bool:
    if report.detail == Trouble.PUBLIC:
        return False
    passing = {0, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
    return report.status in passing or report.status >= HTTPStatus.INTERNAL_SERVER_ERROR
