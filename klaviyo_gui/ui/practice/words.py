"""What the window into the practice Klaviyo says of people and of what happened to them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from klaviyo_gui.ui.elided import shortened
from klaviyo_gui.wording import plural
from klaviyo_gui.wording.cells import cell_words, values_shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.practice.browsed import (
        FlowMessages,
        FoundPerson,
        Happening,
        ShownPerson,
        Written,
    )

PEOPLE_HEADINGS = ("Person", "Events", "Would have got", "Name")
TIMELINE_HEADINGS = (
    "When", "What", "Value", "Recorded", "Would have sent", "Unique ID", "Properties",
)  # fmt: skip

_FACTS = {
    "email": "E-mail",
    "phone_number": "Phone",
    "external_id": "External ID",
    "profile_id": "Klaviyo's profile ID",
    "anonymous_id": "Anonymous ID",
    "_kx": "Exchange ID (_kx)",
    "first_name": "First name",
    "last_name": "Last name",
    "organization": "Organization",
    "title": "Title",
    "locale": "Locale",
    "image": "Image",
}
_NAMING = ("email", "phone_number", "external_id", "profile_id", "anonymous_id")


def written_words(written: Written) -> str:
    """Return who would have got messages, and by which flows."""
    if not written.flows:
        return "Nobody would have got a message."
    people = plural(written.people, "person", "people")
    return f"{people} would have got {_messages_words(written.flows)}"


def count_words(text: str, found: int, *, only_written: bool) -> str:
    """Return how many people were found."""
    who = " who would have got a message" if only_written else ""
    told = f" with “{shortened(cell_words(text))}”" if text.strip() else ""
    if found:
        return f"{plural(found, 'person', 'people')}{told}{who}"
    if told or who:
        return f"Nobody is there{told}{who}."
    return "Nobody is there yet. Whoever is sent to practice is shown here."


def person_cells(person: FoundPerson) -> tuple[str, ...]:
    """Return somebody as a row."""
    who = person.email or person.phone_number or person.external_id
    return (
        cell_words(who) or f"Person {person.number:,}",
        f"{person.events:,}",
        ", ".join(person.flows) or "nothing",
        cell_words(person.name),
    )


def person_title(person: ShownPerson) -> str:
    """Return what tells somebody from others."""
    content = person.content
    return next(
        (cell_words(str(content[name])) for name in _NAMING if content.get(name)),
        f"Person {person.number:,}",
    )


def person_words(person: ShownPerson) -> str:
    """Return how much there is of somebody, and whether a flow would have written."""
    events = plural(person.events, "event")
    if not person.messages:
        return f"{events}. No flow would have written."
    return f"{events}. Flows would have sent {_messages_words(person.messages)}"


def facts(person: ShownPerson) -> list[tuple[str, str]]:
    """Return all that is known about somebody: what identifies, names, place, own properties."""
    content = person.content
    told = [(words, value_text(content[name])) for name, words in _FACTS.items() if name in content]
    for part, value in (content.get("location") or {}).items():
        told.append((f"Location: {part}", value_text(value)))
    for name, value in (content.get("properties") or {}).items():
        told.append((name, value_text(value)))
    return told


def value_text(value: object) -> str:
    """Return a value as it was sent: texts as they are, all else as JSON."""
    value = values_shown(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def happening_cells(happening: Happening) -> tuple[str, ...]:
    """Return what happened as a row."""
    flows = ", ".join(happening.flows)
    when = cell_words(_moment(happening.time))
    if not happening.is_event:
        return (when, f"Put on the list {happening.name}", "", "", flows or "nothing", "", "")
    properties = happening.properties or {}
    return (
        when,
        happening.name,
        _value_words(happening),
        "history" if happening.is_history else "live",
        flows or "nothing",
        cell_words(happening.unique_id),
        ", ".join(f"{name}: {value_text(value)}" for name, value in properties.items()),
    )


def happening_text(happening: Happening) -> str:
    """Return all of what happened, a line for each thing that is known."""
    return "\n".join(_lines(happening))


def timeline_text(
    person: ShownPerson, happenings: Sequence[Happening], *, is_whole: bool = True
) -> str:
    """Return somebody with the whole timeline, to be put elsewhere as text."""
    parts = [
        "\n".join([person_title(person), *(f"{name}: {value}" for name, value in facts(person))]),
        person_words(person),
        *map(happening_text, happenings),
    ]
    if not is_whole:
        parts.append("What happened earlier is left out.")
    return "\n\n".join(parts) + "\n"


def _lines(happening: Happening) -> Iterator[str]:
    what = happening.name if happening.is_event else f"Put on the list {happening.name}"
    yield f"{cell_words(happening.time)}  {what}".strip()
    if happening.is_event:
        if happening.value is not None:
            yield f"Value: {_value_words(happening)}"
        if happening.is_history:
            yield "Recorded as history: no flow sees it"
        else:
            yield "Recorded live"
        if happening.unique_id:
            yield f"Unique ID: {cell_words(happening.unique_id)}"
    if happening.flows:
        yield f"Would have sent: {', '.join(happening.flows)}"
    for name, value in (happening.properties or {}).items():
        yield f"  {name}: {value_text(value)}"


def _value_words(happening: Happening) -> str:
    if happening.value is None:
        return ""
    return f"{value_text(happening.value)} {cell_words(happening.currency)}".strip()


def _messages_words(flows: Sequence[FlowMessages]) -> str:
    count = plural(sum(each.messages for each in flows), "message")
    listed = ", ".join(f"{each.flow} ({each.messages:,})" for each in flows)
    return f"{count}: {listed}."


def _moment(time: str) -> str:
    """Return a time by the clock of this computer, as text where it cannot be read."""
    try:
        return f"{datetime.fromisoformat(time).astimezone():%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return time
