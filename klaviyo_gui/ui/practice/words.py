"""What the window into the practice Klaviyo says of people and of what happened to them."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

from klaviyo_gui.language import clock, counted, day, grouped, mark, tr
from klaviyo_gui.ui.elided import shortened
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

PEOPLE_HEADINGS = (mark("Person"), mark("Events"), mark("Would have got"), mark("Name"))
TIMELINE_HEADINGS = (
    mark("When"),
    mark("What"),
    mark("Value"),
    mark("Recorded"),
    mark("Would have sent"),
    mark("Unique ID"),
    mark("Properties"),
)

_FACTS = {
    "email": mark("E-mail"),
    "phone_number": mark("Phone"),
    "external_id": mark("External ID"),
    "profile_id": mark("Klaviyo's profile ID"),
    "anonymous_id": mark("Anonymous ID"),
    "_kx": mark("Exchange ID (_kx)"),
    "first_name": mark("First name"),
    "last_name": mark("Last name"),
    "organization": mark("Organization"),
    "title": mark("Title"),
    "locale": mark("Locale"),
    "image": mark("Image"),
}
_NAMING = ("email", "phone_number", "external_id", "profile_id", "anonymous_id")


LEFT_OUT = mark("What happened earlier is left out.")
"""Stands where a timeline is too long to be whole."""


def written_words(written: Written) -> str:
    """Return who would have got messages, and by which flows."""
    if not written.flows:
        return tr("Nobody would have got a message.")
    return counted(
        written.people,
        "{count} person would have got {messages}",
        "{count} people would have got {messages}",
        messages=_messages_words(written.flows),
    )


def count_words(text: str, found: int, *, only_written: bool) -> str:
    """Return how many people were found."""
    told = shortened(cell_words(text)) if text.strip() else ""
    if not found:
        return _nobody_words(told, only_written=only_written)
    if told and only_written:
        return counted(
            found,
            "{count} person with “{text}” who would have got a message",
            "{count} people with “{text}” who would have got a message",
            text=told,
        )
    if told:
        return counted(
            found, "{count} person with “{text}”", "{count} people with “{text}”", text=told
        )
    if only_written:
        return counted(
            found,
            "{count} person who would have got a message",
            "{count} people who would have got a message",
        )
    return counted(found, "{count} person", "{count} people")


def _nobody_words(told: str, *, only_written: bool) -> str:
    if told and only_written:
        return tr("Nobody is there with “{text}” who would have got a message.", text=told)
    if told:
        return tr("Nobody is there with “{text}”.", text=told)
    if only_written:
        return tr("Nobody is there who would have got a message.")
    return tr("Nobody is there yet. Whoever is sent to practice is shown here.")


def person_cells(person: FoundPerson) -> tuple[str, ...]:
    """Return somebody as a row."""
    who = person.email or person.phone_number or person.external_id
    return (
        cell_words(who) or _numbered(person.number),
        grouped(person.events),
        ", ".join(person.flows) or tr("nothing"),
        cell_words(person.name),
    )


def person_title(person: ShownPerson) -> str:
    """Return what tells somebody from others."""
    content = person.content
    named = next((cell_words(str(content[name])) for name in _NAMING if content.get(name)), "")
    return named or _numbered(person.number)


def _numbered(number: int) -> str:
    return tr("Person {number}", number=grouped(number))


def person_words(person: ShownPerson) -> str:
    """Return how much there is of somebody, and whether a flow would have written."""
    if not person.messages:
        return counted(
            person.events,
            "{count} event. No flow would have written.",
            "{count} events. No flow would have written.",
        )
    return counted(
        person.events,
        "{count} event. Flows would have sent {messages}",
        "{count} events. Flows would have sent {messages}",
        messages=_messages_words(person.messages),
    )


def facts(person: ShownPerson) -> list[tuple[str, str]]:
    """Return all that is known about somebody: what identifies, names, place, own properties."""
    content = person.content
    told = [
        (tr(words), value_text(content[name])) for name, words in _FACTS.items() if name in content
    ]
    for part, value in (content.get("location") or {}).items():
        told.append((tr("Location: {part}", part=part), value_text(value)))
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
        return (when, _listed_words(happening), "", "", flows or tr("nothing"), "", "")
    properties = happening.properties or {}
    return (
        when,
        happening.name,
        _value_words(happening),
        tr("history") if happening.is_history else tr("live"),
        flows or tr("nothing"),
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
        parts.append(tr(LEFT_OUT))
    return "\n\n".join(parts) + "\n"


def _lines(happening: Happening) -> Iterator[str]:
    what = happening.name if happening.is_event else _listed_words(happening)
    yield f"{cell_words(happening.time)}  {what}".strip()
    if happening.is_event:
        if happening.value is not None:
            yield tr("Value: {value}", value=_value_words(happening))
        if happening.is_history:
            yield tr("Recorded as history: no flow sees it")
        else:
            yield tr("Recorded live")
        if happening.unique_id:
            yield tr("Unique ID: {id}", id=cell_words(happening.unique_id))
    if happening.flows:
        yield tr("Would have sent: {flows}", flows=", ".join(happening.flows))
    for name, value in (happening.properties or {}).items():
        yield f"  {name}: {value_text(value)}"


def _value_words(happening: Happening) -> str:
    if happening.value is None:
        return ""
    return f"{value_text(happening.value)} {cell_words(happening.currency)}".strip()


def _messages_words(flows: Sequence[FlowMessages]) -> str:
    listed = ", ".join(f"{each.flow} ({grouped(each.messages)})" for each in flows)
    return counted(
        sum(each.messages for each in flows),
        "{count} message: {flows}.",
        "{count} messages: {flows}.",
        flows=listed,
    )


def _listed_words(happening: Happening) -> str:
    return tr("Put on the list {list}", list=happening.name)


def _moment(time: str) -> str:
    """Return a time by the clock of this computer, as text where it cannot be read."""
    try:
        moment = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return time
    return f"{day(moment)} {clock(moment, seconds=True)}"
