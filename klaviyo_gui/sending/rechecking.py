"""What of a check still holds after the mapping changed, and the check with that kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.findings import Findings
from klaviyo_gui.core.mapping import Kind, Repeats
from klaviyo_gui.core.row_numbers import RowNumbers
from klaviyo_gui.core.said import said_targets
from klaviyo_gui.core.same_person import identifying, may_meet, tells_who_shares
from klaviyo_gui.core.tally import Tally
from klaviyo_gui.core.time_picture import NO_TIMES

if TYPE_CHECKING:
    from collections.abc import Hashable

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.check import Checked


def changed_kinds(known: Checked, before: Plan, now: Plan) -> tuple[Kind, ...]:
    """Return the mapped kinds of which a check by this plan may find other things than before."""
    kinds = now.mapping.kinds
    if known.has_odd_rows and set(before.mapping.columns()) != set(now.mapping.columns()):
        # A row in another encoding is told where any mapped cell of it is read wrongly.
        return kinds
    changed = tuple(kind for kind in kinds if _basis(before, kind) != _basis(now, kind))
    if changed and may_meet(now.mapping) and len(identifying(now.mapping, Kind.PROFILES)) > 1:
        # Events that may be one for Klaviyo are known only with the people who join them.
        return kinds
    return changed


def carried_over(known: Checked, fresh: Checked, renewed: tuple[Kind, ...], now: Plan) -> Checked:
    """Return a result that tells of these kinds what is fresh, and of the others what was known.

    Where nothing had to be checked again, what is fresh is what was known.
    """
    kinds = now.mapping.kinds
    source = {kind: fresh if kind in renewed else known for kind in kinds}
    findings = Findings()
    tally = Tally()
    for kind, each in source.items():
        findings.merge(found for found in each.findings if found.kind is kind)
        tally = tally.with_counts(kind, each.tally.of(kind))
    events = source.get(Kind.EVENTS)
    people = source.get(Kind.PROFILES)
    return replace(
        fresh,
        tally=tally,
        people=people.people if people is not None else 0,
        findings=findings.all(),
        held={kind: source[kind].held[kind] if kind in source else RowNumbers() for kind in Kind},
        found={
            place: rows
            for kind, each in source.items()
            for place, rows in each.found.items()
            if place[0] is kind
        },
        times=events.times if events is not None else NO_TIMES,
        earlier={kind: each.repeats_of(kind) for kind, each in source.items()},
        alike=events.alike if events is not None else {},
        names=events.names if events is not None else (),
        has_more_names=events is not None and events.has_more_names,
        event_counts=events.event_counts if events is not None else (),
    )


def _basis(plan: Plan, kind: Kind) -> Hashable:
    """Return all on which the findings of this kind rest."""
    mapping = plan.mapping
    options = mapping.options
    if kind is not Kind.EVENTS:
        options = replace(options, repeats=Repeats.FIRST)
    pairs = mapping.pairs(kind)
    # Who shares an identifier is told by one kind of record for both.
    is_telling = tells_who_shares(mapping) is kind
    chosen = pairs, options, mapping.repairs, mapping.confirmed, is_telling
    # A row that is left out for what one kind of record has is left out for every kind.
    causes = {each.kind for each in plan.amendments.causes} - {kind}
    others = tuple((each, mapping.pairs(each), mapping.options) for each in sorted(causes))
    # Whose events may be one is told by the people as well.
    keys = identifying(mapping, Kind.PROFILES) if kind is Kind.EVENTS and may_meet(mapping) else ()
    people = tuple(mapping.pair(Kind.PROFILES, key) for key in keys)
    # What profiles say of somebody is told of them, and not of the events.
    said = said_targets(mapping) if kind is Kind.EVENTS else ()
    steps = mapping.joins, mapping.row_filter, mapping.grouping
    several = (mapping.condition, mapping.further) if kind is Kind.EVENTS or causes else ()
    # How conditions read their columns is told by every kind.
    readings = plan.readings if several else ()
    basis = chosen, others, people, said, steps, several, readings
    return plan.header, basis, plan.judged, plan.planned_at, plan.amendments
