"""Whether a run goes on as it was confirmed, by the flows that are seen now."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.agreed import Agreed
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.metric_names import every_name
from klaviyo_gui.core.standing import Standing
from klaviyo_gui.sending.account_look import AccountReport, flows_seen
from klaviyo_gui.sending.account_reader import AccountMemory
from klaviyo_gui.sending.facts import mapping_in_facts
from klaviyo_gui.sending.flow_guard import FlowReport
from klaviyo_gui.sending.list_guard import ListReport
from klaviyo_gui.store.journal import OPEN, SEEN, Journal
from klaviyo_gui.store.seen_form import seen_as_json, seen_in
from klaviyo_gui.store.sent_before import READING_SECONDS

if TYPE_CHECKING:
    import threading
    from pathlib import Path

    from klaviyo_gui.core.contact_list import ContactList
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.seen_flows import SeenFlows
    from klaviyo_gui.sending.event_names import EventNames
    from klaviyo_gui.sending.send import Destination


@dataclass(frozen=True, slots=True)
class Starting:
    """What of a run may start flows: live events, or people who join a list."""

    is_live: bool
    joins: ContactList | None

    @property
    def is_nothing(self) -> bool:
        """Tell whether no flow can start, whatever there is."""
        return not self.is_live and self.joins is None

    def of(self, report: AccountReport) -> AccountReport:
        """Return what of a report is about this."""
        return AccountReport(
            report.flows if self.is_live else FlowReport(),
            report.joined if self.joins is not None else ListReport(),
        )


@dataclass(frozen=True, slots=True)
class Outlook:
    """What more of a run would start by now, and what speaks against that.

    ``names`` are those of its events. ``is_blind`` tells that flows can be seen now as little as
    when it was confirmed.
    """

    begins: Starting
    names: tuple[str, ...]
    report: AccountReport
    stands: Standing
    is_blind: bool = False

    def agreed(self, *, is_binding: bool = True) -> Agreed:
        """Return what somebody agrees to who goes on."""
        return agreed_to(self.report, self.names, is_binding=is_binding)


def starting(mapping: Mapping, *, is_history: bool) -> Starting:
    """Return what of records of this mapping may start flows."""
    is_live = not is_history and bool(mapping.pairs(Kind.EVENTS))
    return Starting(is_live, mapping.joined_list)


def starting_again(facts: dict[str, Any], run: str) -> Starting:
    """Return what of a run may start flows as it goes on; raises RunErased."""
    return starting(mapping_in_facts(facts, run), is_history=facts["is_history"])


def names_left(journal: Journal) -> tuple[str, ...]:
    """Return the names of the events that a run has still to send; raises RunDamaged."""
    found: dict[str, None] = {}
    for batch in journal.batches(*OPEN):
        if batch.kind is Kind.EVENTS:
            found.update(dict.fromkeys(every_name(journal.body(batch.id))))
    return tuple(found)


def agreed_to(report: AccountReport, names: tuple[str, ...], *, is_binding: bool = True) -> Agreed:
    """Return what somebody agrees to who was told this of events of these names."""
    return Agreed(names, report.seen, report.is_whole, is_binding)


def standing(before: SeenFlows | None, report: AccountReport, names: tuple[str, ...]) -> Standing:
    """Hold what is seen now of events of these names against what was confirmed."""
    if report.is_harmless:
        return Standing()
    if before is None:
        return Standing(is_known=False, is_seen=report.is_whole)
    return Standing(
        is_seen=report.is_whole,
        names=before.unknown(names),
        changes=before.awakened(report.seen),
    )


def keep_agreed(agreed: Agreed | None, journal: Journal) -> None:
    """Let a run remember what somebody agreed to who goes on, so that nobody is asked twice.

    Who agreed to whatever there is has seen nothing.
    """
    if agreed is None or agreed.seen is None or not agreed.is_binding:
        return
    before = seen_in(journal.facts)
    seen = before.and_now(agreed.seen) if before is not None else agreed.seen
    journal.add_facts({SEEN: seen_as_json(seen)})


def is_still_blind(before: SeenFlows | None, report: AccountReport) -> bool:
    """Tell whether flows can be seen now as little as when it was confirmed."""
    acting = (*report.flows.flows, *report.joined.flows)
    return before is None and not report.is_whole and not acting


def look_at_rest(path: Path, destination: Destination, stop: threading.Event) -> Outlook | None:
    """Return what the rest of the run of this journal would start; None where it starts nothing.

    Raises RunErased, RunDamaged and RunOngoing.
    """
    with closing(Journal.open(path, READING_SECONDS)) as journal:
        if not journal.is_planned:
            return None
        begins = starting_again(journal.facts, path.parent.name)
        if begins.is_nothing:
            return None
        names = names_left(journal) if begins.is_live else ()
        before = seen_in(journal.facts)
    report = flows_seen(destination, names, begins.joins, stop, AccountMemory())
    stands = standing(before, report, names)
    return Outlook(begins, names, report, stands, is_still_blind(before, report))


def look_at_rows_again(
    facts: dict[str, Any],
    run: str,
    destination: Destination,
    stop: threading.Event,
    named: EventNames | None = None,
) -> Outlook | None:
    """Return what rows of a run would start that are sent again; None where they start nothing.

    ``named`` are the names of events in the file as it is now; without them they are taken to be
    those of the run. Raises RunErased.
    """
    begins = starting_again(facts, run)
    if begins.is_nothing:
        return None
    before = seen_in(facts)
    names: tuple[str, ...] = ()
    if begins.is_live and named is not None:
        names = named.names
    elif begins.is_live:
        # Where nobody saw them, those that every row has are better than none.
        names = before.names if before is not None else mapping_in_facts(facts, run).fixed_names
    report = flows_seen(
        destination,
        names,
        begins.joins,
        stop,
        AccountMemory(),
        is_every_name=named.is_every if named is not None else before is not None,
    )
    return Outlook(begins, names, report, standing(before, report, names))
