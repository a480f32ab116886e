"""Everything that is looked up in an account before anything is sent to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.revenue_guard import RevenueNote, revenue
from klaviyo_gui.core.shown_event import event_names
from klaviyo_gui.core.type_guard import Clash, clashes
from klaviyo_gui.core.way import Way
from klaviyo_gui.klaviyo.client import Client
from klaviyo_gui.klaviyo.trouble import Trouble
from klaviyo_gui.sending.account_reader import AccountReader
from klaviyo_gui.sending.flow_guard import FlowReport, look_at_flows, look_at_names
from klaviyo_gui.sending.list_guard import ListReport, look_at_lists

if TYPE_CHECKING:
    import threading

    from klaviyo_gui.core.contact_list import ContactList
    from klaviyo_gui.core.flow import Flow
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.klaviyo.properties import Types
    from klaviyo_gui.sending.account_reader import AccountMemory
    from klaviyo_gui.sending.send import Destination

_METRICS_COMPARED = 5
"""Names of events whose properties are looked up; Klaviyo lets 15 be asked for in a minute."""


@dataclass(frozen=True, slots=True)
class AccountReport:
    """What would be started, which properties the account knows otherwise, and what counts.

    ``flows`` is about events, ``joined`` about people and the list that they join.
    """

    flows: FlowReport = field(default_factory=FlowReport)
    joined: ListReport = field(default_factory=ListReport)
    clashes: tuple[Clash, ...] = ()
    revenue: tuple[RevenueNote, ...] = ()

    @property
    def seen(self) -> tuple[Flow, ...]:
        """Return every flow that was seen, also those that rest, in the order of their ids."""
        every = {each.id: each for each in (*self.flows.seen, *self.joined.seen)}
        return tuple(every[each] for each in sorted(every))

    @property
    def is_whole(self) -> bool:
        """Tell whether all flows were seen that there are."""
        return self.flows.is_whole and self.joined.is_whole

    @property
    def is_harmless(self) -> bool:
        """Tell whether it is known that nothing would be started."""
        return self.flows.is_harmless and self.joined.is_harmless


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

    Until ``stop``, and remembering in ``memory``; the rest as for ``look_at_account``.
    """
    if destination.way is Way.PUBLIC:
        has_events = bool(mapping.pairs(Kind.EVENTS))
        has_people = bool(mapping.pairs(Kind.PROFILES))
        flows = FlowReport(detail=Trouble.PUBLIC, is_whole=not has_events)
        # By this key nobody joins a list.
        joined = ListReport(detail=Trouble.PUBLIC, is_whole=not has_people)
        return AccountReport(flows, joined, revenue=tuple(revenue(mapping, names, "")))
    with Client(destination.address, destination.key) as client:
        reader = AccountReader(client, stop, memory)
        return look_at_account(
            reader, mapping, names, destination.currency, is_every_name=is_every_name
        )


def flows_seen(  # noqa: PLR0913 - whom to ask, about what, and until when
    destination: Destination,
    names: tuple[str, ...],
    joins: ContactList | None,
    stop: threading.Event,
    memory: AccountMemory,
    *,
    is_every_name: bool = True,
) -> AccountReport:
    """Return what events of these names, and joining a list, would start; nothing else is asked.

    The rest is as for ``looked_at``.
    """
    if destination.way is Way.PUBLIC:
        flows = FlowReport(detail=Trouble.PUBLIC, is_whole=not names and is_every_name)
        return AccountReport(flows, ListReport(detail=Trouble.PUBLIC, is_whole=joins is None))
    with Client(destination.address, destination.key) as client:
        reader = AccountReader(client, stop, memory)
        joined = look_at_lists(reader, joins) if joins is not None else ListReport()
        if not names and is_every_name:
            return AccountReport(joined=joined)
        return AccountReport(look_at_flows(reader, names, is_every_name=is_every_name), joined)


def names_seen(
    destination: Destination, names: tuple[str, ...], stop: threading.Event, memory: AccountMemory
) -> FlowReport:
    """Return what there is to know of the names of events that start nothing; see ``looked_at``."""
    if destination.way is Way.PUBLIC:
        return FlowReport(detail=Trouble.PUBLIC, is_whole=not names)
    with Client(destination.address, destination.key) as client:
        return look_at_names(AccountReader(client, stop, memory), names)


def look_at_account(
    reader: AccountReader,
    mapping: Mapping,
    names: tuple[str, ...],
    currency: str,
    *,
    is_every_name: bool = True,
) -> AccountReport:
    """Return what there is to know before records of this mapping are sent.

    ``names`` are those of the events, ``currency`` is that of the account. Not being able to see
    something never raises.
    """
    joined = ListReport()
    if mapping.pairs(Kind.PROFILES):
        joined = look_at_lists(reader, mapping.contact_list)
    if not mapping.pairs(Kind.EVENTS):
        found = clashes(mapping, {}, _of_people(reader))
        return AccountReport(joined=joined, clashes=tuple(found))
    flows = look_at_flows(reader, names, is_every_name=is_every_name)
    of_each: dict[str, Types] = {}
    if mapping.further:
        compared = event_names(mapping)[:_METRICS_COMPARED]
        of_each = {name: _of_events(reader, (name,)) for name in compared}
    of_events = {} if mapping.further else _of_events(reader, names)
    found = clashes(mapping, of_events, _of_people(reader), of_each)
    earned = revenue(mapping, names, currency)
    return AccountReport(flows, joined, tuple(found), tuple(earned))


def _of_events(reader: AccountReader, names: tuple[str, ...]) -> Types:
    """Return the properties of the metrics to which events of these names will belong."""
    wanted = frozenset(names)
    same = [each for each in reader.metrics()[1] if each.is_of_api and each.name in wanted]
    found: Types = {}
    for metric in same[:_METRICS_COMPARED]:
        for name, types in reader.properties_of_metric(metric.id)[1].items():
            found[name] = found.get(name, frozenset()) | types
    return found


def _of_people(reader: AccountReader) -> Types:
    # Where they may not be seen nothing is compared.
    return reader.properties_of_people()[1]
