"""A sound request taken apart into people and events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from klaviyo_gui.practice import checks
from klaviyo_gui.practice.event_rules import EVENTS_POINTER

Attributes = dict[str, Any]

DROPPED_DOMAINS = frozenset(
    {"example.com", "example.org", "example.net", "test.com", "test.org", "test.net"}
)
"""What is sent for such addresses is answered like all else, and dropped (events_api_overview)."""

_NEVER_SET = (0, None, "")

FAILED_MARK = "+failed"
"""A profile whose address's local part ends so fails inside its import job."""

_SHOWN_IDENTIFIERS = ("email", "phone_number", "external_id")


class ReceivedEvent(NamedTuple):
    """One event: ``owner`` is the place of its person, ``key`` tells it from the person's others.

    ``content`` is what an inspection shows, ``happened`` a POSIX time. A tuple, because a million
    are made in a minute and a frozen dataclass takes several times as long to make.
    """

    owner: int
    entry: int
    place: int
    metric: str
    key: str
    has_id: bool
    content: Attributes
    happened: float

    @property
    def pointer(self) -> str:
        """Return the JSON pointer to the event's unique id in its request."""
        below = f"{self.entry}/attributes/events/data/{self.place}/attributes/unique_id"
        return f"{EVENTS_POINTER}/{below}"


@dataclass(frozen=True, slots=True)
class ReceivedEvents:
    """What an event request brings at a time, without the ``dropped`` events.

    What comes ``by_client`` cannot change what identifies somebody.
    """

    people: list[Attributes]
    events: list[ReceivedEvent]
    dropped: int
    at: str
    by_client: bool = False


@dataclass(frozen=True, slots=True)
class ReceivedProfiles:
    """What a profile import brings: those to save, those that fail in the job, those dropped."""

    people: list[Attributes]
    failed: list[Attributes]
    dropped: int


def received_events(document: Attributes, now: datetime) -> ReceivedEvents:
    """Take a sound bulk event request apart; ``now`` is the time of events that have none."""
    people: list[Attributes] = []
    events: list[ReceivedEvent] = []
    dropped = 0
    for index, item in enumerate(document["data"]["attributes"]["events-bulk-create"]["data"]):
        entry = item["attributes"]
        person = _person(entry["profile"]["data"])
        inner = entry["events"]["data"]
        if _is_dropped(person):
            dropped += len(inner)
            continue
        shown = {name: person[name] for name in _SHOWN_IDENTIFIERS if name in person}
        backfill = entry.get("backfill") or False
        for place, event in enumerate(inner):
            attributes = event["attributes"]
            metric = attributes["metric"]["data"]["attributes"]["name"]
            own = attributes.get("backfill")
            content = {
                **attributes,
                "properties": _set_values(attributes["properties"]),
                "metric": metric,
                "backfill": backfill if own is None else own,
                **shown,
            }
            happened = _happened(attributes, now)
            events.append(
                ReceivedEvent(
                    len(people),
                    index,
                    place,
                    metric,
                    _key(attributes, happened),
                    attributes.get("unique_id") is not None,
                    content,
                    happened,
                )
            )
        people.append(person)
    return ReceivedEvents(people, events, dropped, now.isoformat(timespec="seconds"))


def received_event(document: Attributes, now: datetime) -> ReceivedEvents:
    """Take a sound request for one event apart; ``now`` is its time unless it has one."""
    event = dict(document["data"]["attributes"])
    entry = {"profile": event.pop("profile"), "events": {"data": [{"attributes": event}]}}
    bulk = {"events-bulk-create": {"data": [{"attributes": entry}]}}
    return received_events({"data": {"attributes": bulk}}, now)


def received_profile(document: Attributes) -> list[Attributes]:
    """Return the person of a sound client's profile, nobody when the profile is dropped."""
    person = _person(document["data"])
    return [] if _is_dropped(person) else [person]


def received_profiles(document: Attributes) -> ReceivedProfiles:
    """Take a sound profile import apart."""
    people: list[Attributes] = []
    failed: list[Attributes] = []
    dropped = 0
    for item in document["data"]["attributes"]["profiles"]["data"]:
        local_part = (item["attributes"].get("email") or "").rpartition("@")[0]
        if local_part.endswith(FAILED_MARK):
            failed.append(item["attributes"])
        elif _is_dropped(item["attributes"]):
            dropped += 1
        else:
            people.append(_person(item))
    return ReceivedProfiles(people, failed, dropped)


def list_ids(document: Attributes) -> list[str]:
    """Return the lists that a sound profile import names."""
    relationships = document["data"].get("relationships")
    return [entry["id"] for entry in relationships["lists"]["data"]] if relationships else []


def _is_dropped(person: Attributes) -> bool:
    return (person.get("email") or "").rpartition("@")[2].lower() in DROPPED_DOMAINS


def _set_values(properties: Attributes) -> Attributes:
    """Return the properties of an event without those that Klaviyo treats as never set.

    They are the number 0, null and the empty text (events_api_overview, Limitations).
    """
    return {
        name: _set_values(value) if isinstance(value, dict) else value
        for name, value in properties.items()
        if value is False or value not in _NEVER_SET
    }


def _person(profile: Attributes) -> Attributes:
    """Return what is known about a person: no nulls, and no phone number that is none."""
    person = {name: value for name, value in profile["attributes"].items() if value is not None}
    if profile.get("id"):
        person["profile_id"] = profile["id"]
    if "phone_number" in person and not checks.is_phone(person["phone_number"]):
        del person["phone_number"]
    return person


def _happened(attributes: Attributes, now: datetime) -> float:
    time = attributes.get("time")
    return (now if time is None else datetime.fromisoformat(time)).timestamp()


def _key(attributes: Attributes, happened: float) -> str:
    """Return the unique id, or the time to the second that stands in for it."""
    unique_id = attributes.get("unique_id")
    return f"time:{happened:.0f}" if unique_id is None else f"id:{unique_id}"
