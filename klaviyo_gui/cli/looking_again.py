"""The flows of an account are looked at once more: what was seen before may not be so by now."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from klaviyo_gui.cli.failure import Failure
from klaviyo_gui.core.seen_flows import SeenFlows
from klaviyo_gui.sending.account_look import flows_seen
from klaviyo_gui.sending.going_on import standing
from klaviyo_gui.wording.standing import standing_words

if TYPE_CHECKING:
    from klaviyo_gui.cli.event_names import EventNames
    from klaviyo_gui.sending.account_look import AccountReport
    from klaviyo_gui.sending.account_reader import AccountMemory
    from klaviyo_gui.sending.going_on import Starting
    from klaviyo_gui.sending.send import Destination


def look_again(
    destination: Destination, begins: Starting, named: EventNames, memory: AccountMemory
) -> AccountReport:
    """Return what would be started by now, whatever was told before."""
    return flows_seen(
        destination,
        named.names if begins.is_live else (),
        begins.joins,
        threading.Event(),
        memory.emptied(),
        is_every_name=named.is_every,
    )


def ensure_unchanged(
    destination: Destination,
    begins: Starting,
    named: EventNames,
    report: AccountReport,
    memory: AccountMemory,
) -> None:
    """Make sure that what somebody has just confirmed is still so; raises Failure."""
    if begins.is_nothing:
        return
    now = look_again(destination, begins, named, memory)
    stands = standing(SeenFlows(named.names, report.seen), now, named.names)
    # Who confirmed that nobody can look may go on where nobody can look now.
    if stands.is_same or not (report.is_whole or now.is_whole or stands.changes):
        return
    raise Failure(
        "FlowsChanged",
        f"Nothing was sent: after you were asked the flows changed. {standing_words(stands)}",
        "Send again, and look at what it starts now.",
    )
