"""Everything that is looked up in an account before anything is sent to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.revenue_guard import Revenue, revenue
from klaviyo_gui.core.type_guard import Clash, clashes
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.sending.account_reader import AccountReader
from klaviyo_gui.sending.flow_guard import FlowGuard, FlowReport

if TYPE_CHECKING:
    import threading

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.klaviyo.properties import Types
    from klaviyo_gui.sending.account_reader import AccountMemory
    from klaviyo_gui.sending.send import Destination

_METRICS_COMPARED = 5
"""Names of events whose properties are looked up; Klaviyo lets 15 be asked for in a minute."""


@dataclass(frozen=True, slots=True)
class AccountReport:
    """What events would start, which properties the account knows otherwise, and what counts."""

    flows: FlowReport = field(default_factory=FlowReport)
    clashes: tuple[Clash, ...] = ()
    revenue: tuple[Revenue, ...] = ()


def looked_at(  # noqa: PLR0913 - whom to ask, about what, and until when
    destination: Destination,
    mapping: Mapping,
    names: tuple[str, ...],
    stop: threading.Event,
    memory: AccountMemory,
    *,
    is_every_name: bool,
) -> AccountReport:
    """Return what there is to know before anything is sent there, by a public key next to nothing.

    Until ``stop``, and remembering in ``memory``; the rest as for ``AccountLook.look``.
    """
    if destination.way is Way.PUBLIC:
        has_events = bool(mapping.pairs(Kind.EVENTS))
        flows = FlowReport(detail=Trouble.PUBLIC, is_whole=not has_events)
        return AccountReport(flows, revenue=tuple(revenue(mapping, names, "")))
    with Client(destination.address, destination.key) as client:
        look = AccountLook(AccountReader(client, stop, memory))
        return look.look(mapping, names, destination.currency, is_every_name=is_every_name)


class AccountLook:
    """Looks things up with one key; not being able to see something never raises."""

    def __init__(self, reader: AccountReader) -> None:
        self._reader = reader

    def look(
        self, mapping: Mapping, names: tuple[str, ...], currency: str, *, is_every_name: bool = True
    ) -> AccountReport:
        """Return what there is to know before records of this mapping are sent.

        ``names`` are those of the events, ``currency`` is that of the account.
        """
        if not mapping.pairs(Kind.EVENTS):
            return AccountReport(clashes=tuple(clashes(mapping, {}, self._of_people())))
        flows = FlowGuard(self._reader).look(names, is_every_name=is_every_name)
        found = clashes(mapping, self._of_events(names), self._of_people())
        return AccountReport(flows, tuple(found), tuple(revenue(mapping, names, currency)))

    def _of_events(self, names: tuple[str, ...]) -> Types:
        """Return the properties of the metrics to which events of these names will belong."""
        wanted = frozenset(names)
        same = [
            each for each in self._reader.metrics()[1] if each.is_of_api and each.name in wanted
        ]
        found: Types = {}
        for metric in same[:_METRICS_COMPARED]:
            for name, types in self._reader.properties_of_metric(metric.id)[1].items():
                found[name] = found.get(name, frozenset()) | types
        return found

    def _of_people(self) -> Types:
        # Where they may not be seen nothing is compared.
        return self._reader.properties_of_people()[1]
