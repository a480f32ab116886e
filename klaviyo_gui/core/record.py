"""A mapping is compiled once into a closure: row → record.

Preview, check and send call this same closure, so the preview cannot lie.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from klaviyo_gui.core import catalog
from klaviyo_gui.core.batch import ITEM_MAX_BYTES, PERSON_IN_EVENT_MAX_BYTES
from klaviyo_gui.core.catalog import CUSTOM, TEXT_MAX_BYTES
from klaviyo_gui.core.errors import (
    ColumnsMissing,
    IdentifierMissing,
    MappingEmpty,
    MetricMissing,
    TargetRepeated,
    TargetUnknown,
)
from klaviyo_gui.core.filling import Cells, Fill, filling, type_of
from klaviyo_gui.core.ids import content_id, digest
from klaviyo_gui.core.mapping import Kind, Mapping, ValueType
from klaviyo_gui.core.nesting import check_names, path_of, value_at
from klaviyo_gui.core.people import identifiers, person
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.repair import mender

if TYPE_CHECKING:
    from klaviyo_gui.core.judged import Judged

__all__ = ["Build", "Cells", "Plan", "Record", "check_mapping", "compile_plan", "held", "type_of"]

Build = Callable[[Cells], "Record"]


class Record(NamedTuple):
    """What one row becomes for one kind.

    ``body`` is the JSON that is sent, to the byte; empty when the record is held. ``key`` is the
    128-bit digest by which repeats are found: person, metric and id of an event, the person of a
    profile. ``has_made_id`` tells that the event's id was made from its content.
    """

    body: bytes
    key: bytes
    problems: tuple[Problem, ...]
    has_made_id: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is settled before the first row is built.

    ``planned_at`` fills events for which no time is mapped. ``is_history`` sets ``backfill`` on
    every event, so that Klaviyo starts no flows. ``judged`` is what the whole file tells of its
    cells; None until it was read.
    """

    mapping: Mapping
    header: tuple[str, ...]
    planned_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    is_history: bool = True
    judged: Judged | None = None


def check_mapping(mapping: Mapping, header: Sequence[str]) -> None:
    """Raise the MappingError that keeps this mapping from building records of such a file."""
    if not mapping.kinds:
        raise MappingEmpty
    missing = tuple(name for name in mapping.columns() if name not in header)
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
        check_names(kind, seen)
        if kind is Kind.EVENTS and "metric" not in seen:
            raise MetricMissing
        if not seen.intersection(catalog.identifiers(kind)):
            raise IdentifierMissing(kind)


def compile_plan(plan: Plan, kind: Kind) -> Build:
    """Return the closure that builds one kind of record; raises MappingError when it cannot."""
    check_mapping(plan.mapping, plan.header)
    careful = _builder(plan, kind, None)
    return _repaired(plan, _builder(plan, kind, careful))


def _builder(plan: Plan, kind: Kind, careful: Build | None) -> Build:
    """Return a builder that hands over to the careful one where a text may be too long."""
    fill = filling(plan.mapping, plan.header, kind, plan.planned_at, is_swift=careful is not None)
    if kind is Kind.EVENTS:
        return _event_builder(plan, fill, careful)
    return _profile_builder(fill, careful)


def _repaired(plan: Plan, build: Build) -> Build:
    """Let the repairs of the mapping come before everything that reads a row."""
    if not plan.mapping.repairs:
        return build
    mend = mender(plan.mapping.repairs, plan.header)
    return lambda cells: build(mend(cells))


def held(code: Code, text: str = "") -> Record:
    """Return the record of a row that cannot be built at all."""
    return Record(b"", b"", (Problem(code, Severity.HOLD, "", text),))


def _resource(attributes: dict[str, Any]) -> dict[str, Any]:
    """Return a person as Klaviyo takes it: its own id stands beside the attributes."""
    resource: dict[str, Any] = {"type": "profile", "attributes": attributes}
    if "id" in attributes:
        resource["id"] = attributes.pop("id")
    return resource


def _profile_builder(fill: Fill, careful: Build | None) -> Build:
    limit = ITEM_MAX_BYTES[Kind.PROFILES]

    def build(cells: Cells) -> Record:
        problems: list[Problem] = []
        attributes = fill(cells, problems).attributes
        identifier, who = person(attributes)
        if not who and not _is_held_for_who(problems):
            problems.append(Problem(Code.IDENTIFIER_MISSING, Severity.HOLD))
        body = orjson.dumps(_resource(attributes))
        if len(body) > TEXT_MAX_BYTES and careful is not None:
            return careful(cells)
        if len(body) > limit:
            problems.append(Problem(Code.ITEM_TOO_LARGE, Severity.HOLD))
        return _record(body, digest(identifier, who), problems)

    return build


def _event_builder(plan: Plan, fill: Fill, careful: Build | None) -> Build:
    has_time = plan.mapping.pair(Kind.EVENTS, "time") is not None
    has_id = plan.mapping.pair(Kind.EVENTS, "unique_id") is not None
    planned_at = plan.planned_at.isoformat(timespec="seconds")
    numbers = tuple(
        (pair.target, path_of(pair.target.removeprefix(CUSTOM)))
        for pair in plan.mapping.events
        if type_of(Kind.EVENTS, pair) is ValueType.NUMBER and pair.target.startswith(CUSTOM)
    )
    flags = {"backfill": True} if plan.is_history else {}

    def build(cells: Cells) -> Record:
        problems: list[Problem] = []
        parts = fill(cells, problems)
        event, properties = parts.event, parts.properties
        attributes = parts.attributes
        identifier, who = person(attributes)
        metric = event.pop("metric", "").strip()
        unique_id = event.pop("unique_id", "")
        _check_event(properties, metric, unique_id, problems)
        if numbers:
            _note_zeros(properties, numbers, problems)
        if not who and not _is_held_for_who(problems):
            problems.append(Problem(Code.IDENTIFIER_MISSING, Severity.HOLD))
        if has_time and "time" not in event and not _speaks_of(problems, "time"):
            problems.append(Problem(Code.TIME_MISSING, Severity.HOLD, "time"))
        has_made_id = not unique_id
        if has_made_id:
            if has_id and not _speaks_of(problems, "unique_id"):
                problems.append(Problem(Code.ID_MISSING, Severity.NOTE, "unique_id"))
            content = {**event, "properties": properties}
            unique_id = content_id(metric, identifiers(attributes), content)
        if not has_time:
            problems.append(Problem(Code.TIME_PLANNED, Severity.NOTE, "time"))
            event["time"] = planned_at
        details = {
            "properties": properties,
            **event,
            "unique_id": unique_id,
            "metric": {"data": {"type": "metric", "attributes": {"name": metric}}},
            **flags,
        }
        entry = {
            **flags,
            "profile": {"data": _resource(attributes)},
            "events": {"data": [{"type": "event", "attributes": details}]},
        }
        body = orjson.dumps({"type": "event-bulk-create", "attributes": entry})
        if len(body) > TEXT_MAX_BYTES and careful is not None:
            return careful(cells)
        if len(body) > PERSON_IN_EVENT_MAX_BYTES and (
            len(body) > ITEM_MAX_BYTES[Kind.EVENTS]
            or len(orjson.dumps(attributes)) > PERSON_IN_EVENT_MAX_BYTES
        ):
            problems.append(Problem(Code.ITEM_TOO_LARGE, Severity.HOLD))
        return _record(body, digest(identifier, who, metric, unique_id), problems, has_made_id)

    return build


def _check_event(
    properties: dict[str, Any],
    metric: str,
    unique_id: str,
    problems: list[Problem],
) -> None:
    if not metric:
        problems.append(Problem(Code.METRIC_MISSING, Severity.HOLD, "metric"))
    elif len(metric) > catalog.METRIC_NAME_MAX:
        problems.append(Problem(Code.METRIC_TOO_LONG, Severity.HOLD, "metric", metric[:60]))
    if len(unique_id) > catalog.UNIQUE_ID_MAX:
        problems.append(Problem(Code.ID_TOO_LONG, Severity.HOLD, "unique_id", unique_id[:60]))
    if unique_id != unique_id.strip():
        problems.append(Problem(Code.ID_PADDED, Severity.WARN, "unique_id", unique_id))
    if len(properties) > catalog.PROPERTIES_MAX:
        problems.append(Problem(Code.PROPERTIES_TOO_MANY, Severity.HOLD))


def _note_zeros(
    properties: dict[str, Any],
    numbers: tuple[tuple[str, tuple[str, ...]], ...],
    problems: list[Problem],
) -> None:
    """Tell of numbers that Klaviyo ignores."""
    problems.extend(
        Problem(Code.ZERO_IGNORED, Severity.NOTE, target, "0")
        for target, path in numbers
        if value_at(path, properties) == 0
    )


def _is_held_for_who(problems: Sequence[Problem]) -> bool:
    """Tell whether an identifier was there but wrong, which is said already."""
    return any(
        problem.severity is Severity.HOLD
        and problem.target.removeprefix(catalog.PERSON) in catalog.ID_TARGETS
        for problem in problems
    )


def _speaks_of(problems: Sequence[Problem], target: str) -> bool:
    return any(problem.target == target for problem in problems)


def _record(body: bytes, key: bytes, problems: list[Problem], has_made_id: bool = False) -> Record:
    if not problems:
        return Record(body, key, (), has_made_id)
    is_held = any(problem.severity is Severity.HOLD for problem in problems)
    return Record(b"" if is_held else body, key, tuple(problems), has_made_id)
