"""Everything that is looked up in an account before anything is sent to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.outcome import Verdict
from klaviyo_gui.core.revenue_guard import Revenue, revenue
from klaviyo_gui.core.type_guard import Clash, clashes
from klaviyo_gui.klaviyo.patience import patiently
from klaviyo_gui.sending.flow_guard import FlowGuard, FlowReport

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.outcome import Outcome
    from klaviyo_gui.klaviyo.client import Client
    from klaviyo_gui.klaviyo.properties import Types

_METRICS_COMPARED = 5
"""Names of events whose properties are looked up; Klaviyo lets 15 be asked for in a minute."""


@dataclass(frozen=True, slots=True)
class AccountReport:
    """What events would start, which properties the account knows otherwise, and what counts."""

    flows: FlowReport = field(default_factory=FlowReport)
    clashes: tuple[Clash, ...] = ()
    revenue: tuple[Revenue, ...] = ()


class AccountLook:
    """Looks things up with one key; not being able to see something never raises."""

    def __init__(self, client: Client, stop: threading.Event) -> None:
        self._client = client
        self._stop = stop
        self._flows = FlowGuard(client, stop)

    def look(
        self, mapping: Mapping, names: tuple[str, ...], currency: str, *, is_every_name: bool = True
    ) -> AccountReport:
        """Return what there is to know before records of this mapping are sent.

        ``names`` are those of the events, ``currency`` is that of the account.
        """
        has_events = bool(mapping.pairs(Kind.EVENTS))
        flows = self._flows.look(names, is_every_name=is_every_name) if has_events else FlowReport()
        of_events: Types = {}
        for metric in self._flows.known(names)[:_METRICS_COMPARED]:
            ask = partial(self._client.properties_of_metric, metric.id)
            for name, types in self._seen(ask).items():
                of_events[name] = of_events.get(name, frozenset()) | types
        of_people = self._seen(self._client.properties_of_people)
        return AccountReport(
            flows,
            tuple(clashes(mapping, of_events, of_people)),
            tuple(revenue(mapping, names, currency)) if has_events else (),
        )

    def _seen(self, ask: Callable[[], tuple[Outcome, Types]]) -> Types:
        """Return what may be seen; where nothing may, nothing is compared."""
        outcome, found = patiently(ask, self._stop)
        return found if outcome.verdict is Verdict.ACCEPTED else {}
