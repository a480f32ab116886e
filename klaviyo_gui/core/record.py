"""A mapping is compiled once into a closure: row → record.

Preview, check and send call this same closure, so the preview cannot lie.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.amendments import UNCHANGED, Amendments
from klaviyo_gui.core.arranged import is_arranged, line_by_line
from klaviyo_gui.core.built import Build, Record, held
from klaviyo_gui.core.errors import (
    ColumnsMissing,
    IdentifierMissing,
    MappingEmpty,
    MetricMissing,
    TargetRepeated,
    TargetUnknown,
)
from klaviyo_gui.core.event_item import event_builder
from klaviyo_gui.core.filling import filling, type_of
from klaviyo_gui.core.mapping import Kind, Mapping
from klaviyo_gui.core.nesting import check_names
from klaviyo_gui.core.order_filling import order_filling
from klaviyo_gui.core.profile_item import profile_builder
from klaviyo_gui.core.repair import mender
from klaviyo_gui.core.several_check import check_several
from klaviyo_gui.core.several_events import several_builder
from klaviyo_gui.core.sources import Cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.cell_reading import Readings
    from klaviyo_gui.core.judged import Judged

__all__ = ["Build", "Cells", "Plan", "Record", "check_mapping", "compile_plan", "held", "type_of"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is settled before the first row is built.

    ``planned_at`` fills events for which no time is mapped. ``is_history`` sets ``backfill`` on
    every event, so that Klaviyo starts no flows; of others it is set on those that happened before
    ``history_before``, None for on none. ``judged`` is what the whole file tells of its cells; None
    until it was read. ``amendments`` are what somebody changed of its rows. ``readings`` tell how
    the columns are read for which the conditions of events ask; None until its first rows were.
    """

    mapping: Mapping
    header: tuple[str, ...]
    planned_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    is_history: bool = True
    judged: Judged | None = None
    amendments: Amendments = UNCHANGED
    history_before: datetime | None = None
    readings: Readings | None = None


def check_mapping(
    mapping: Mapping, header: Sequence[str], readings: Readings | None = None
) -> None:
    """Raise the MappingError that keeps this mapping from building records of such a file.

    ``readings`` are those of the conditions of events, None where no row was read yet.
    """
    if not mapping.kinds:
        raise MappingEmpty
    missing = tuple(name for name in mapping.file_columns if name not in header)
    if missing:
        raise ColumnsMissing(missing, tuple(header))
    for kind in mapping.kinds:
        pairs = mapping.pairs(kind)
        seen: set[str] = set()
        for pair in pairs:
            if catalog.find(kind, pair.target) is None:
                raise TargetUnknown(kind, pair.target)
            if pair.target in seen:
                raise TargetRepeated(kind, pair.target)
            seen.add(pair.target)
        check_names(kind, seen, is_grouped=mapping.grouping is not None)
        if kind is Kind.EVENTS and "metric" not in seen:
            raise MetricMissing
        if not seen.intersection(catalog.sufficient(kind)):
            raise IdentifierMissing(kind)
    if mapping.has_several_events:
        check_several(mapping, header, readings)


def compile_plan(plan: Plan, kind: Kind) -> Build:
    """Return the closure that builds one kind of record; raises MappingError when it cannot."""
    check_mapping(plan.mapping, plan.header, plan.readings)
    careful = _builder(plan, kind, None)
    return _repaired(plan, _builder(plan, kind, careful))


def _builder(plan: Plan, kind: Kind, careful: Build | None) -> Build:
    """Return a builder that hands over to the careful one where a text may be too long."""
    if kind is Kind.EVENTS and plan.mapping.has_several_events:
        return several_builder(plan)
    is_swift = careful is not None
    if plan.mapping.grouping is None:
        fill = filling(plan, kind, is_swift=is_swift)
    else:
        fill = order_filling(plan, kind, is_swift=is_swift)
    builder = event_builder if kind is Kind.EVENTS else profile_builder
    return builder(plan, fill, careful)


def _repaired(plan: Plan, build: Build) -> Build:
    """Let the repairs of the mapping come before everything that reads a row."""
    if not plan.mapping.repairs:
        return build
    mend = mender(plan.mapping.repairs, plan.header)
    if is_arranged(plan.header):
        return lambda cells: build(line_by_line(cells, mend))
    return lambda cells: build(mend(cells))
