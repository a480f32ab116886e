"""What the pages for whoever looks into a practice Klaviyo say; both ends of them share it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class FlowMessages:
    """How many messages a live flow would have sent, and to how many people."""

    flow: str
    messages: int
    people: int


@dataclass(frozen=True, slots=True)
class Written:
    """Who would have got messages: so many people, by these flows."""

    people: int
    flows: tuple[FlowMessages, ...]


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Somebody as one line: who it is, how many events there are, which flows would have written.

    What is not known is an empty text.
    """

    number: int
    email: str
    phone_number: str
    external_id: str
    name: str
    events: int
    flows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """A page of people in the order of storing; ``following`` is what the next one begins after.

    ``found`` counts all of them, on the first page alone: it takes a look at everybody.
    """

    people: tuple[FoundPerson, ...]
    following: int | None
    found: int | None


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """All that is known about somebody, how many events there are, which flows would have written.

    ``content`` is what was sent about the person, as it is kept.
    """

    number: int
    content: Mapping[str, Any]
    events: int
    messages: tuple[FlowMessages, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of somebody, or, without ``is_event``, that somebody was put on a list.

    ``name`` is that of the metric or the list, ``time`` an ISO 8601 text (empty where it was not
    kept), ``flows`` are the live ones that it would have made write. ``is_history`` events were
    recorded without any.
    """

    is_event: bool
    name: str
    time: str
    flows: tuple[str, ...]
    value: float | None = None
    currency: str = ""
    unique_id: str = ""
    is_history: bool = False
    properties: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """What happened to somebody, the newest first; ``following`` is what the next begins after."""

    happenings: tuple[Happening, ...]
    following: int | None
