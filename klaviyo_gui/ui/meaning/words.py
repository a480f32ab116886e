"""What can be asked about, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.shown_event import told_with_event
from klaviyo_gui.language import mark, tr
from klaviyo_gui.ui.file.facts import cut, profile_facts
from klaviyo_gui.ui.file.parts import Part
from klaviyo_gui.ui.map.item_places import meaning_words
from klaviyo_gui.ui.meaning.meaning import Meaning
from klaviyo_gui.ui.meaning.subjects import (
    ColumnSubject,
    FindingSubject,
    PartSubject,
    PropertySubject,
    StationSubject,
)
from klaviyo_gui.ui.models.causes import lines_words
from klaviyo_gui.ui.models.column_state import ColumnState, states
from klaviyo_gui.ui.preview.classes import HarmClass
from klaviyo_gui.ui.status import Station
from klaviyo_gui.wording import finding_words, target_label
from klaviyo_gui.wording.amounts import listed
from klaviyo_gui.wording.cells import cells_words
from klaviyo_gui.wording.here import advice_here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.ui.meaning.subjects import Subject
    from klaviyo_gui.ui.session import Session

_STATES = {
    ColumnState.MAPPED: mark("It fills: {properties}."),
    ColumnState.CUSTOM: mark("It is sent as a custom property: {properties}."),
    ColumnState.LEFT_OUT: mark("It is left out: nothing of it is sent."),
    ColumnState.UNDECIDED: mark(
        "Nothing is decided about it yet, and nothing of it is sent until it fills a property."
    ),
}

_HARMS = {
    HarmClass.REFUSED: mark(
        "Klaviyo would refuse it, perhaps with all that is sent in the same moment."
    ),
    HarmClass.DROPPED: mark("Klaviyo would say yes, and the record or the value would be missing."),
    HarmClass.CHANGED: mark("It would arrive, and say something else than the row was meant to."),
    HarmClass.KNOWN: mark("It is all right as it is; it is told so that you know."),
    HarmClass.NOTED: mark("You have taken note of it, so it is no longer among the others."),
}

_PARTS = {
    Part.SEPARATOR: mark(
        "The character that stands between the cells of a row. With a wrong one a whole row is one "
        "cell, or one cell is cut into several."
    ),
    Part.ENCODING: mark(
        "How letters are kept in the file. With a wrong one letters with accents turn into others, "
        "such as Ã¼ in the place of ü."
    ),
    Part.HEADER: mark(
        "The line that names the columns. The lines above it are not sent; where a file has no "
        "such line, its columns get names by their place."
    ),
    Part.QUOTES: mark(
        "What stands around a cell that holds a separator or several lines, so that it stays one "
        "cell."
    ),
    Part.SHEET: mark("The sheet of the workbook whose rows are read; the others are not sent."),
}

_STATIONS = {
    Station.FILE: mark(
        "The rows as they are read, and what is damaged in them. The file itself is never changed."
    ),
    Station.MAP: mark(
        "Which column fills which of Klaviyo's properties. Every step can be undone, and nothing "
        "is sent from here."
    ),
    Station.PREVIEW: mark(
        "Every record exactly as it would be sent, and what was found wrong. Nothing is sent from "
        "here."
    ),
    Station.SEND: mark(
        "To whom, what, and what it sets going. Only the button at its foot sends, and it says how "
        "much."
    ),
    Station.RESULTS: mark(
        "What became of every row of a run, and what can be done about the rest."
    ),
    Station.HISTORY: mark("All runs on this computer. Unfinished ones can be continued."),
}


def meaning_of(subject: Subject, session: Session) -> Meaning:
    """Return what it means, by the file that is open."""
    match subject:
        case PropertySubject():
            return _of_property(subject)
        case ColumnSubject(name):
            return _of_column(name, session)
        case FindingSubject():
            return _of_finding(subject)
        case PartSubject(part, words, is_doubted):
            doubt = tr("It is not certain: please compare it with the rows.") if is_doubted else ""
            facts = ((tr("Now"), words),)
            keys = tr("Enter shows what else can be chosen.")
            return Meaning(part.words, tuple(filter(None, (tr(_PARTS[part]), doubt))), facts, keys)
        case StationSubject(station, state):
            told = ((tr("Now"), state),) if state else ()
            return Meaning(station.title, (tr(_STATIONS[station]),), told)


def _of_property(subject: PropertySubject) -> Meaning:
    target = subject.target
    needs = subject.need or (tr("advised") if target.is_advised else tr("as you like"))
    facts = (
        (tr("Takes"), subject.type),
        (tr("Needed"), needs),
        (tr("Example"), target.example),
        (tr("Klaviyo allows"), target.shown_limit),
        (tr("Filled by"), subject.source or tr("nothing yet")),
        (tr("Read as"), subject.way),
        (tr("In the record on show"), subject.value),
    )
    said = tuple(filter(None, (meaning_words(target), subject.note)))
    return Meaning(target.shown_label, said, tuple(each for each in facts if each[1]), subject.keys)


def _of_column(name: str, session: Session) -> Meaning:
    names = session.columns
    at = names.index(name) if name in names else len(names)
    meanings = session.meanings
    said = []
    if at < len(meanings) and meanings[at]:
        said.append(tr("Probably: {meaning}", meaning=meanings[at]))
    state = states(session.mapping, names).get(name, ColumnState.UNDECIDED)
    said.append(_becomes(state, listed(list(_filled(name, session)))))
    second = session.joined_from(name)
    if second:
        said.append(tr("It comes from {file}.", file=second))
    profile = session.profile_of(name)
    if profile is None:
        return Meaning(name, tuple(said))
    facts = [(tr("Cells"), " · ".join(profile_facts(profile)))]
    if profile.samples:
        facts.append((tr("First values"), " · ".join(map(cut, profile.samples))))
    return Meaning(name, tuple(said), tuple(facts))


def _becomes(state: ColumnState, properties: str) -> str:
    """Return what becomes of a column; one that only steps use fills nothing."""
    if state in {ColumnState.MAPPED, ColumnState.CUSTOM} and not properties:
        return tr("It is used by what is done to rows before they are sent.")
    return tr(_STATES[state], properties=properties)


def _filled(name: str, session: Session) -> Iterator[str]:
    """Yield the properties that a column fills, each once."""
    mapping = session.mapping
    found = (
        target_label(kind, told_with_event(mapping, key) if kind is Kind.EVENTS else key)
        for kind, key in mapping.targets_of(name)
    )
    yield from dict.fromkeys(found)


def _of_finding(subject: FindingSubject) -> Meaning:
    finding, harm = subject.finding, subject.harm
    facts = (
        (tr("What to do"), advice_here(finding.code)),
        (tr("How many"), subject.amount),
        (tr("Where"), lines_words(finding.lines, finding.count)),
        (tr("For example"), cells_words(finding.texts)),
    )
    weight = f"{harm.title}. {tr(_HARMS[harm])}"
    what = finding_words(finding).what
    return Meaning(what, (weight,), tuple(each for each in facts if each[1]))
