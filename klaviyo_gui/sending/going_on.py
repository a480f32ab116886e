"""Whether a run goes on as it was confirmed, by the flows that are seen now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.metric_names import every_name
from klaviyo_gui.core.seen_flows import SeenFlows
from klaviyo_gui.sending.account_look import AccountReport
from klaviyo_gui.sending.again import mapping_in_facts
from klaviyo_gui.sending.flow_guard import FlowReport
from klaviyo_gui.sending.list_guard import ListReport
from klaviyo_gui.store.journal import OPEN

if TYPE_CHECKING:
    from klaviyo_gui.core.contact_list import ContactList
    from klaviyo_gui.core.effect_choice import FlowChange
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.store.journal import Journal


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
class Standing:
    """What speaks against going on without a question.

    ``is_known`` tells that flows were seen when it was confirmed, ``is_seen`` that all of them were
    seen now. ``names`` are those of events that nobody confirmed, ``changes`` the flows that may
    act and are not as they were.
    """

    is_known: bool = True
    is_seen: bool = True
    names: tuple[str, ...] = ()
    changes: tuple[FlowChange, ...] = ()

    @property
    def is_same(self) -> bool:
        """Tell whether nothing does."""
        return self.is_known and self.is_seen and not self.names and not self.changes


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


def seen_flows(report: AccountReport, names: tuple[str, ...]) -> SeenFlows | None:
    """Return what was seen of the flows as a run keeps it; None where not all of them were."""
    return SeenFlows(names, report.seen) if report.is_whole else None


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


def is_still_blind(before: SeenFlows | None, report: AccountReport) -> bool:
    """Tell whether flows can be seen now as little as when it was confirmed."""
    acting = (*report.flows.flows, *report.joined.flows)
    return before is None and not report.is_whole and not acting
