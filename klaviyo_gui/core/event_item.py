"""The cells of a row become the item of one event, as it is sent."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import orjson

from klaviyo_gui.core.batch import ITEM_MAX_BYTES, PERSON_IN_EVENT_MAX_BYTES
from klaviyo_gui.core.built import Build, Record, finished, resource
from klaviyo_gui.core.catalog import (
    METRIC_NAME_MAX,
    PROPERTIES_MAX,
    TEXT_MAX_BYTES,
    UNIQUE_ID_MAX,
)
from klaviyo_gui.core.ids import content_id, digest
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.remarks import note_who, remarks
from klaviyo_gui.core.said import said_targets
from klaviyo_gui.core.same_person import (
    identifiers,
    identifying,
    may_meet,
    person,
    tells_who_shares,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.core.sources import Cells
    from klaviyo_gui.core.sweep import Fill

_Around: TypeAlias = "tuple[dict[str, Any], bytes, bytes, bytes]"
Around: TypeAlias = "Callable[[dict[str, Any]], _Around]"

PAST: Final = {"backfill": True}
"""What is said of an event that flows do not see."""

_LIMIT = ITEM_MAX_BYTES[Kind.EVENTS]
_METRICS_KEPT = 256
_PLACE = b"\0"
"""Never part of JSON, in which a control character is written as an escape."""


def event_builder(
    plan: Plan, fill: Fill, careful: Build | None, around: Around | None = None
) -> Build:
    """Return what builds events from filled parts; too long a text is left to ``careful``.

    ``around`` gives what stands around an event, None for an item of this event alone.
    """
    mapping = plan.mapping
    has_time = mapping.pair(Kind.EVENTS, "time") is not None
    undated = Severity.WARN if mapping.is_undated else Severity.NOTE
    has_id = mapping.pair(Kind.EVENTS, "unique_id") is not None
    planned_at = plan.planned_at.isoformat(timespec="seconds")
    around = around or around_event(plan)
    meets = may_meet(mapping)
    has_several = meets or tells_who_shares(mapping) is Kind.EVENTS
    keys, looks = identifying(mapping, Kind.EVENTS), remarks(mapping, Kind.EVENTS)
    is_compared = bool(said_targets(mapping))
    dumps = orjson.dumps

    def build(cells: Cells) -> Record:
        problems: list[Problem] = []
        parts = fill(cells, problems)
        event, properties, attributes, _, _ = parts
        identifier, who = person(attributes, keys)
        metric = event.pop("metric", "").strip()
        unique_id = event.pop("unique_id", "")
        name, wrong = _metric(metric)
        if wrong or len(unique_id) > UNIQUE_ID_MAX or unique_id != unique_id.strip():
            problems.extend((*wrong, *_wrong_id(unique_id)))
        for look in looks:
            look(parts, problems)
        note_who(Kind.EVENTS, identifier, attributes, problems)
        if has_time and "time" not in event and not _speaks_of(problems, "time"):
            problems.append(Problem(Code.TIME_MISSING, Severity.HOLD, "time"))
        has_made_id = not unique_id
        if has_made_id:
            if has_id and not _speaks_of(problems, "unique_id"):
                problems.append(Problem(Code.ID_MISSING, Severity.NOTE, "unique_id"))
            content = {**event, "properties": properties}
            unique_id = content_id(metric, identifiers(attributes), content)
        if not has_time:
            problems.append(Problem(Code.TIME_PLANNED, undated, "time"))
            event["time"] = planned_at
        flags, before, between, behind = around(event)
        details = {
            "properties": properties,
            **event,
            "unique_id": unique_id,
            "metric": name,
            **flags,
        }
        whose = dumps(resource(attributes))
        body = b"".join((before, whose, between, dumps(details), behind))
        if len(body) > TEXT_MAX_BYTES and careful is not None:
            return careful(cells)
        is_large = len(whose) > PERSON_IN_EVENT_MAX_BYTES or len(body) > _LIMIT
        if is_large or len(properties) > PROPERTIES_MAX:
            problems.extend(_too_much(properties, is_large=is_large))
        moment = _moment(identifier, who, metric, event) if has_made_id and has_time else b""
        named = (keys[0], attributes) if has_several else None
        key = digest(identifier, who, metric, unique_id)
        act = (metric, unique_id) if meets and not has_made_id else None
        about = (identifier, who, attributes) if is_compared else None
        return finished(Record(body, key, (), has_made_id, moment, named, act, about), problems)

    return build


def _moment(identifier: str, who: str, metric: str, event: dict[str, Any]) -> bytes:
    """Return the digest of who did what in which second, the same for every offset of its time."""
    if "time" not in event:
        return b""
    second = datetime.fromisoformat(event["time"]).timestamp() // 1
    return digest(identifier, who, metric, str(int(second)))


def around_event(plan: Plan) -> Around:
    """Return what gives the parts around an event, by whether flows may see it.

    The flag stands at both places where Klaviyo knows it; which of them it obeys is nowhere said.
    """
    past, now = around_parts(PAST), around_parts({})
    if plan.is_history or plan.history_before is None:
        usual = past if plan.is_history else now
        return lambda _event: usual

    return lambda event: past if is_past(plan, event) else now


def is_past(plan: Plan, event: dict[str, Any]) -> bool:
    """Tell whether flows may not see an event; one whose time is missing is held."""
    turn = plan.history_before
    if plan.is_history or turn is None:
        return plan.is_history
    return "time" not in event or datetime.fromisoformat(event["time"]) < turn


def around_parts(flags: dict[str, Any]) -> _Around:
    """Return the flags, and what is the same in every item with them.

    That is what stands before the person, up to the details, and behind them.
    """
    place = orjson.Fragment(_PLACE)
    entry = {
        **flags,
        "profile": {"data": place},
        "events": {"data": [{"type": "event", "attributes": place}]},
    }
    item = orjson.dumps({"type": "event-bulk-create", "attributes": entry})
    before, between, behind = item.split(_PLACE)
    return flags, before, between, behind


@lru_cache(_METRICS_KEPT)
def _metric(name: str) -> tuple[orjson.Fragment, tuple[Problem, ...]]:
    """Return a metric as it is sent, with what keeps it from being sent."""
    item = {"data": {"type": "metric", "attributes": {"name": name}}}
    return orjson.Fragment(orjson.dumps(item)), tuple(_wrong_metric(name))


def _wrong_metric(name: str) -> Iterator[Problem]:
    if not name:
        yield Problem(Code.METRIC_MISSING, Severity.HOLD, "metric")
    if len(name) > METRIC_NAME_MAX:
        yield Problem(Code.METRIC_TOO_LONG, Severity.HOLD, "metric", name[:60])


def _too_much(properties: dict[str, Any], *, is_large: bool) -> Iterator[Problem]:
    if len(properties) > PROPERTIES_MAX:
        yield Problem(Code.PROPERTIES_TOO_MANY, Severity.HOLD)
    if is_large:
        yield Problem(Code.ITEM_TOO_LARGE, Severity.HOLD)


def _wrong_id(unique_id: str) -> Iterator[Problem]:
    if len(unique_id) > UNIQUE_ID_MAX:
        yield Problem(Code.ID_TOO_LONG, Severity.HOLD, "unique_id", unique_id[:60])
    if unique_id != unique_id.strip():
        yield Problem(Code.ID_PADDED, Severity.WARN, "unique_id", unique_id)


def _speaks_of(problems: Sequence[Problem], target: str) -> bool:
    return any(problem.target == target for problem in problems)
