"""A mapping is compiled once into a closure: row → record.

Preview, check and send call this same closure, so the preview cannot lie.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

from klaviyo_gui.core import catalog
from klaviyo_gui.core.batch import ITEM_MAX_BYTES, PERSON_IN_EVENT_MAX_BYTES
from klaviyo_gui.core.convert import Converter, converter
from klaviyo_gui.core.errors import (
    ColumnsMissing,
    IdentifierMissing,
    MappingEmpty,
    MetricMissing,
    TargetRepeated,
    TargetUnknown,
)
from klaviyo_gui.core.ids import content_id, digest
from klaviyo_gui.core.mapping import Column, Kind, Mapping, Pair, ValueType
from klaviyo_gui.core.people import identifiers, person
from klaviyo_gui.core.problem import Code, Problem, Severity

Cells = Sequence[str]
Build = Callable[[Cells], "Record"]

_CURRENCY_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Record:
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
    every event, so that Klaviyo starts no flows.
    """

    mapping: Mapping
    header: tuple[str, ...]
    planned_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    is_history: bool = True


@dataclass(frozen=True, slots=True)
class _Step:
    """One pair made ready: where to read, how to convert, where to put."""

    read: int
    fixed: str
    convert: Converter
    part: str
    name: str


_PARTS = ("event", "event.properties", "person", "person.location", "person.properties")


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
        if kind is Kind.EVENTS and "metric" not in seen:
            raise MetricMissing
        if not seen.intersection(catalog.identifiers(kind)):
            raise IdentifierMissing(kind)


def compile_plan(plan: Plan, kind: Kind) -> Build:
    """Return the closure that builds one kind of record; raises MappingError when it cannot."""
    check_mapping(plan.mapping, plan.header)
    steps = tuple(_step(plan, kind, pair) for pair in plan.mapping.pairs(kind))
    return _event_builder(plan, steps) if kind is Kind.EVENTS else _profile_builder(steps)


def held(code: Code, text: str = "") -> Record:
    """Return the record of a row that cannot be built at all."""
    return Record(b"", b"", (Problem(code, Severity.HOLD, "", text),))


def _step(plan: Plan, kind: Kind, pair: Pair) -> _Step:
    part, name = _place(kind, pair.target)
    convert = converter(pair.target, type_of(kind, pair), plan.mapping.options, plan.planned_at)
    if part == "event" and name == "value_currency":
        convert = _currency(pair.target)
    if isinstance(pair.source, Column):
        return _Step(plan.header.index(pair.source.name), "", convert, part, name)
    return _Step(-1, pair.source.text, convert, part, name)


def _place(kind: Kind, key: str) -> tuple[str, str]:
    """Return the part of a record into which a property goes, with its name there."""
    if kind is Kind.EVENTS and not key.startswith(catalog.PERSON):
        name = key.removeprefix(catalog.CUSTOM)
        return ("event", key) if name == key else ("event.properties", name)
    key = key.removeprefix(catalog.PERSON)
    if key.startswith(catalog.CUSTOM):
        return "person.properties", key.removeprefix(catalog.CUSTOM)
    if key.startswith("location."):
        return "person.location", key.removeprefix("location.")
    return "person", key


def _currency(target: str) -> Converter:
    def convert(text: str, problems: list[Problem]) -> str | None:
        letters = text.strip().upper()
        if len(letters) == _CURRENCY_LETTERS and letters.isascii() and letters.isalpha():
            return letters
        problems.append(Problem(Code.CURRENCY_INVALID, Severity.HOLD, target, text))
        return None

    return convert


def _fill(
    steps: Sequence[_Step], cells: Cells, problems: list[Problem]
) -> dict[str, dict[str, Any]]:
    parts: dict[str, dict[str, Any]] = {part: {} for part in _PARTS}
    for step in steps:
        text = cells[step.read] if step.read >= 0 else step.fixed
        if not text or text.isspace():
            continue
        value = step.convert(text, problems)
        if value is not None:
            parts[step.part][step.name] = value
    return parts


def _attributes(parts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    attributes = parts["person"]
    if parts["person.location"]:
        attributes["location"] = parts["person.location"]
    if parts["person.properties"]:
        attributes["properties"] = parts["person.properties"]
    return attributes


def _profile_builder(steps: Sequence[_Step]) -> Build:
    limit = ITEM_MAX_BYTES[Kind.PROFILES]

    def build(cells: Cells) -> Record:
        problems: list[Problem] = []
        attributes = _attributes(_fill(steps, cells, problems))
        identifier, who = person(attributes)
        if not who and not _is_held_for_who(problems):
            problems.append(Problem(Code.IDENTIFIER_MISSING, Severity.HOLD))
        body = orjson.dumps({"type": "profile", "attributes": attributes})
        if len(body) > limit:
            problems.append(Problem(Code.ITEM_TOO_LARGE, Severity.HOLD))
        return _record(body, digest(identifier, who), problems)

    return build


def _event_builder(plan: Plan, steps: Sequence[_Step]) -> Build:
    has_time = plan.mapping.pair(Kind.EVENTS, "time") is not None
    has_id = plan.mapping.pair(Kind.EVENTS, "unique_id") is not None
    planned_at = plan.planned_at.isoformat(timespec="seconds")
    is_history = plan.is_history

    def build(cells: Cells) -> Record:
        problems: list[Problem] = []
        parts = _fill(steps, cells, problems)
        event, properties = parts["event"], parts["event.properties"]
        attributes = _attributes(parts)
        identifier, who = person(attributes)
        metric = event.pop("metric", "").strip()
        unique_id = event.pop("unique_id", "")
        _check_event(properties, metric, unique_id, problems)
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
        }
        entry: dict[str, Any] = {}
        if is_history:
            details["backfill"] = entry["backfill"] = True
        entry["profile"] = {"data": {"type": "profile", "attributes": attributes}}
        entry["events"] = {"data": [{"type": "event", "attributes": details}]}
        body = orjson.dumps({"type": "event-bulk-create", "attributes": entry})
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
    for name, value in properties.items():
        if value == 0 and value is not False and not isinstance(value, str):
            target = catalog.custom(name)
            problems.append(Problem(Code.ZERO_IGNORED, Severity.NOTE, target, "0"))


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
    is_held = any(problem.severity is Severity.HOLD for problem in problems)
    return Record(b"" if is_held else body, key, tuple(problems), has_made_id)


def type_of(kind: Kind, pair: Pair) -> ValueType:
    """Return the type that a pair converts to; Klaviyo's own properties have one type each."""
    target = catalog.find(kind, pair.target)
    if target is not None and not target.is_custom:
        return target.type
    return pair.type or ValueType.TEXT
