"""What is wrong with events, those of a bulk request and one alone.

Source: schemas ``EventsBulkCreateJob`` and ``EventCreateQueryV2`` of Klaviyo's OpenAPI
specification, revision 2026-07-15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from klaviyo_gui.practice import checks
from klaviyo_gui.practice.profile_rules import check_event_profile
from klaviyo_gui.practice.shape import (
    Problem,
    attributes_of,
    check_fields,
    data_of,
    items_of,
    missing,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

EVENTS_MAX = 1_000
"""Events of one request, those of all its people together."""

EVENTS_POINTER = "/data/attributes/events-bulk-create/data"

_ENTRY: Mapping[str, checks.Check] = {
    "backfill": bool,
    "profile": dict,
    "events": dict,
}
_EVENT: Mapping[str, checks.Check] = {
    "properties": checks.properties,
    "time": str,
    "value": checks.number,
    "value_currency": checks.currency,
    "unique_id": checks.unique_id,
    "backfill": bool,
    "metric": dict,
}
_LONE_EVENT: Mapping[str, checks.Check] = {**_EVENT, "profile": dict}
_METRIC: Mapping[str, checks.Check] = {"name": checks.metric, "service": str}


def event_problems(document: object, now: datetime) -> list[Problem]:
    """Return what is wrong with the body of a bulk event request; nothing when it is sound."""
    problems: list[Problem] = []
    entries = items_of(document, "event-bulk-create-job", "events-bulk-create", problems)
    latest = now + checks.LATEST_AHEAD
    count = 0
    for index, entry in enumerate(entries):
        count += _check_entry(entry, f"{EVENTS_POINTER}/{index}", latest, problems)
    if count > EVENTS_MAX:
        return [Problem(EVENTS_POINTER, f"A request can have at most {EVENTS_MAX} events.")]
    return problems


def one_event_problems(document: object, now: datetime) -> list[Problem]:
    """Return what is wrong with the body of a request for one event; nothing when it is sound."""
    problems: list[Problem] = []
    data = document.get("data") if isinstance(document, dict) else None
    attributes = _check_event(data, "/data", now + checks.LATEST_AHEAD, problems, _LONE_EVENT)
    if attributes is not None:
        person = data_of(attributes, "profile", "/data/attributes", problems)
        if person is not None:
            check_event_profile(person, "/data/attributes/profile/data", problems)
    return problems


def _check_entry(entry: object, pointer: str, latest: datetime, problems: list[Problem]) -> int:
    """Check a profile with its events, and return how many events there are."""
    attributes = attributes_of(entry, "event-bulk-create", pointer, problems)
    if attributes is None:
        return 0
    pointer += "/attributes"
    check_fields(attributes, _ENTRY, "event-bulk-create", pointer, problems)
    person = data_of(attributes, "profile", pointer, problems)
    if person is not None:
        check_event_profile(person, f"{pointer}/profile/data", problems)
    events = data_of(attributes, "events", pointer, problems)
    if events is None:
        return 0
    if not isinstance(events, list):
        problems.append(Problem(f"{pointer}/events/data", "Expected a list."))
        return 0
    for index, event in enumerate(events):
        _check_event(event, f"{pointer}/events/data/{index}", latest, problems)
    return len(events)


def _check_event(
    event: object,
    pointer: str,
    latest: datetime,
    problems: list[Problem],
    fields: Mapping[str, checks.Check] = _EVENT,
) -> dict[str, Any] | None:
    """Check an event, and return its attributes unless it has none."""
    attributes = attributes_of(event, "event", pointer, problems)
    if attributes is None:
        return None
    pointer += "/attributes"
    check_fields(attributes, fields, "event", pointer, problems)
    time = attributes.get("time")
    if isinstance(time, str) and (detail := checks.moment(time, latest)):
        problems.append(Problem(f"{pointer}/time", detail))
    if attributes.get("properties") is None:
        problems.append(missing(pointer, "properties", "event"))
    metric = data_of(attributes, "metric", pointer, problems)
    if metric is not None:
        _check_metric(metric, f"{pointer}/metric/data", problems)
    return attributes


def _check_metric(metric: object, pointer: str, problems: list[Problem]) -> None:
    attributes = attributes_of(metric, "metric", pointer, problems)
    if attributes is None:
        return
    check_fields(attributes, _METRIC, "metric", f"{pointer}/attributes", problems)
    if attributes.get("name") is None:
        problems.append(missing(f"{pointer}/attributes", "name", "metric"))
