"""Saved mappings in words for people: how they fit, what drifted, what differs, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.conversion import Unread
from klaviyo_gui.core.drift import Evidence
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.old_mapping import Note, NoteCode
from klaviyo_gui.wording import (
    filter_words,
    further_words,
    joins_words,
    plural,
    source_words,
    target_label,
)
from klaviyo_gui.wording.pill import DATE_WORDS, NUMBER_WORDS, UNSAID_ZONE, zone_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.comparison import Change, Comparison, LeftOut, Setting
    from klaviyo_gui.core.conversion import DateStyle, NumberStyle
    from klaviyo_gui.core.fit import Drift, Fit, StyleDrift
    from klaviyo_gui.core.grouping import Grouping

_EVIDENCE = {
    Evidence.NAME: "the same words",
    Evidence.MEANING: "the name means the same",
    Evidence.SPELLING: "nearly the same letters",
    Evidence.WORDS: "some of the same words",
    Evidence.PLACE: "it stands in the same place",
    Evidence.CELLS: "its cells look right",
}

_NOTES = {
    NoteCode.KEY: "“{}” was not taken over: keys are kept with your accounts, never in a preset.",
    NoteCode.GONE: "“{}” was left out: Klaviyo takes no such property from an import any more.",
    NoteCode.REPEATED: "“{}” was filled twice; the later column counts, as it did before.",
    NoteCode.ZONE: "Times that name no zone are no longer read by the clock of the computer. "
    "Choose the zone of your shop; until then that of London in winter is assumed.",
    NoteCode.LEVEL: "“{}” stood below a name that Klaviyo does not know; it is sent as a custom "
    "property of its own. Look whether that is what you want.",
    NoteCode.NO_MAPPING: "“{}” was left out: it maps nothing.",
    NoteCode.UNREAD_MAPPING: "“{}” was left out: what it may map could not be read.",
    NoteCode.UNREAD: "Line {line} was not understood and is left out: “{text}” {}.",
}

_SETTINGS = {
    "time_zone": "time zone",
    "phone_country": "country of phone numbers",
    "repeats": "rows that are alike",
    "undated": "events without a time",
    "list": "list to join",
    "delimiter": "separator",
    "header_line": "header line",
    "joins": "joined files",
    "row_filter": "rows",
    "grouping": "rows put together",
    "condition": "the event is sent of",
    "further": "further events",
}


_STYLES: dict[DateStyle | NumberStyle, str] = dict(DATE_WORDS.items())
_STYLES |= {style: f"as {words}" for style, words in NUMBER_WORDS.items()}


def fit_words(fit: Fit) -> str:
    """Return how many columns are there, and the question that each missing one asks."""
    if not fit.columns:
        return "No columns in use."
    there = f"{fit.present} of {plural(fit.columns, 'column')}"
    if fit.is_whole:
        return f"{there}."
    drifts = (*map(drift_words, fit.drifts), *map(style_words, fit.styles))
    return f"{there}; {' '.join(drifts)}"


def share_words(fit: Fit) -> str:
    """Return how many of a preset's columns a file has, in few words."""
    if not fit.columns:
        return "no columns in use"
    if fit.has_columns:
        there = "its only column" if fit.columns == 1 else f"all {fit.columns} columns"
    else:
        there = f"{fit.present} of {plural(fit.columns, 'column')}"
    if not fit.styles:
        return there
    return f"{there}, {len(fit.styles)} written otherwise"


def drift_words(drift: Drift) -> str:
    """Return what became of a missing column, as a question where there is a likely answer."""
    if drift.now:
        return f"{drift.column} is now {drift.now}: use it?"
    return f"{drift.column} is missing."


def style_words(drift: StyleDrift) -> str:
    """Return how a column is written, where a mapping reads it otherwise."""
    return f"{drift.column} is written {_STYLES[drift.now]}, not {_STYLES[drift.style]}."


def evidence_words(drift: Drift) -> str:
    """Return why a column is probably the missing one; empty where none is."""
    return ", ".join(_EVIDENCE[each] for each in drift.evidence)


def note_words(note: Note) -> str:
    """Return what of an old mapping is not as it was."""
    return _NOTES[note.code].format(note.name, line=note.line, text=note.text)


def comparison_words(found: Comparison) -> tuple[str, ...]:
    """Return a line for everything in which two mappings differ."""
    if found.is_same:
        return ("No difference.",)
    steps = ("* The repairs of damaged columns differ.",) if found.has_other_repairs else ()
    settings = (*found.options, *found.reading, *found.steps)
    return (
        *map(change_words, found.changes),
        *map(_left_out_words, found.left_out),
        *steps,
        *map(setting_words, settings),
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two mappings differ: what it is, and how it is in each."""

    what: str
    before: str
    after: str


def differences(found: Comparison) -> tuple[Difference, ...]:
    """Return everything in which two mappings differ, for two columns side by side."""
    repairs = (Difference("Repairs of damaged columns", "other ones", "other ones"),)
    return (
        *map(_difference, found.changes),
        *(
            Difference(each.column, *_sides(is_now=each.is_now, words="left out"))
            for each in found.left_out
        ),
        *(repairs if found.has_other_repairs else ()),
        *(
            Difference(
                _SETTINGS.get(each.name, each.name.replace("_", " ")).capitalize(),
                setting_value(each.name, each.before),
                setting_value(each.name, each.after),
            )
            for each in (*found.options, *found.reading, *found.steps)
        ),
    )


def _difference(change: Change) -> Difference:
    whose = "event" if change.kind is Kind.EVENTS else "person"
    what = f"{target_label(change.kind, change.target)} ({whose})"
    before = source_words(change.before) if change.before is not None else ""
    after = source_words(change.after) if change.after is not None else ""
    if before == after:
        before, after = f"{before}, converted in one way", f"{after}, converted in another"
    return Difference(what, before, after)


def _sides(*, is_now: bool, words: str) -> tuple[str, str]:
    return ("", words) if is_now else (words, "")


def change_words(change: Change) -> str:
    """Return how a property is filled otherwise."""
    what = f"{change.kind}: {target_label(change.kind, change.target)} ←"
    before = source_words(change.before) if change.before is not None else ""
    if change.after is None:
        return f"- {what} {before}"
    after = source_words(change.after)
    if change.before is None:
        return f"+ {what} {after}"
    if before == after:
        return f"* {what} {after}, {_converted(change)}"
    return f"* {what} {after}, before {before}"


def _converted(change: Change) -> str:
    """Return in which other way the same source is read, where that loses values."""
    before, now = (
        pair is not None and pair.conversion.unread is Unread.LEAVE_OUT
        for pair in (change.before, change.after)
    )
    if before == now:
        return "converted in another way"
    return f"what cannot be read {'is left out' if now else 'holds its row'}"


def setting_words(setting: Setting) -> str:
    """Return which setting has another value."""
    name = _SETTINGS.get(setting.name, setting.name.replace("_", " "))
    before, after = (
        setting_value(setting.name, value) for value in (setting.before, setting.after)
    )
    return f"* {name}: {after}, before {before}"


def _left_out_words(found: LeftOut) -> str:
    if found.is_now:
        return f"* {found.column} is left out now."
    return f"* {found.column} is not left out any more."


def _grouping_words(grouping: Grouping | None) -> str:
    if grouping is None:
        return "each row by itself"
    by = f"to orders by {', '.join(grouping.key)}"
    return f"{by}; of each item: {', '.join(grouping.per_item)}" if grouping.per_item else by


_STEPS: dict[str, Callable[[Any], str]] = {
    "row_filter": filter_words,
    "joins": joins_words,
    "grouping": _grouping_words,
    "condition": filter_words,
    "further": further_words,
}
"""What is done with rows before records are built of them."""


def setting_value(name: str, value: object) -> str:
    """Return the value of a setting; what is empty says what follows from it."""
    words = _STEPS.get(name)
    if words is not None:
        return words(value)
    if name == "time_zone" and value == "":
        return UNSAID_ZONE
    if name == "time_zone":
        return zone_words(str(value))
    if value is None:
        return "as found"
    return str(value) if value != "" else "none"
