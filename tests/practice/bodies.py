"""Requests as a sender would write them."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def event(unique_id: str | None = "o-1", metric: str = "Placed Order", **attributes: Any) -> Json:
    """Return one event; attributes given as None are left out."""
    content = {
        "properties": {"OrderId": "1"},
        "time": "2026-01-02T03:04:05+00:00",
        "value": 9.99,
        "unique_id": unique_id,
        "metric": {"data": {"type": "metric", "attributes": {"name": metric}}},
        **attributes,
    }
    return {
        "type": "event",
        "attributes": {name: value for name, value in content.items() if value is not None},
    }


def profile(email: str | None = "ann@shop.io", **attributes: Any) -> Json:
    """Return one profile; without an e-mail address when that is None."""
    content = attributes if email is None else {"email": email, **attributes}
    return {"type": "profile", "attributes": content}


def entry(person: Json, *events: Json, **attributes: Any) -> Json:
    """Return a person with events."""
    return {
        "type": "event-bulk-create",
        "attributes": {
            **attributes,
            "profile": {"data": person},
            "events": {"data": list(events)},
        },
    }


def events_body(*entries: Json) -> Json:
    """Return the body of a bulk event request."""
    return {
        "data": {
            "type": "event-bulk-create-job",
            "attributes": {"events-bulk-create": {"data": list(entries)}},
        }
    }


def one_event(**attributes: Any) -> Json:
    """Return the body of a request with one event of one person."""
    return events_body(entry(profile(), event(**attributes)))


def one_event_alone(person: Json | None = None, **attributes: Any) -> Json:
    """Return the body of a request for a single event."""
    sent = event(**attributes)
    sent["attributes"]["profile"] = {"data": person or profile()}
    return {"data": sent}


def profiles_body(*profiles: Json, lists: tuple[str, ...] = ()) -> Json:
    """Return the body of a profile import."""
    data: Json = {
        "type": "profile-bulk-import-job",
        "attributes": {"profiles": {"data": list(profiles)}},
    }
    if lists:
        data["relationships"] = {
            "lists": {"data": [{"type": "list", "id": each} for each in lists]}
        }
    return {"data": data}
