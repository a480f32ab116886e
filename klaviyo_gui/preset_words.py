"""Saved mappings in words for people: how they fit, what drifted, what differs, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from klaviyo_gui.core.conversion import DateStyle, Unread
from klaviyo_gui.core.drift import Evidence
from klaviyo_gui.core.mapping import Kind, Repeats, Undated
from klaviyo_gui.core.old_mapping import Note, NoteCode
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.wording import (
    begun,
    filter_words,
    further_words,
    joins_words,
    source_words,
    target_label,
)
from klaviyo_gui.wording.pill import DATE_WORDS, NUMBER_WORDS, UNSAID_ZONE, zone_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from klaviyo_gui.core.comparison import Change, Comparison, LeftOut, Setting
    from klaviyo_gui.core.conversion import NumberStyle
    from klaviyo_gui.core.fit import Drift, Fit, StyleDrift
    from klaviyo_gui.core.grouping import Grouping

_EVIDENCE = {
    Evidence.NAME: mark("the same words"),
    Evidence.MEANING: mark("the name means the same"),
    Evidence.SPELLING: mark("nearly the same letters"),
    Evidence.WORDS: mark("some of the same words"),
    Evidence.PLACE: mark("it stands in the same place"),
    Evidence.CELLS: mark("its cells look right"),
}

_NOTES = {
    NoteCode.KEY: mark(
        "“{name}” was not taken over: keys are kept with your accounts, never in a preset."
    ),
    NoteCode.GONE: mark(
        "“{name}” was left out: Klaviyo takes no such property from an import any more."
    ),
    NoteCode.REPEATED: mark(
        "“{name}” was filled twice; the later column counts, as it did before."
    ),
    NoteCode.ZONE: mark(
        "Times that name no zone are no longer read by the clock of the computer. "
        "Choose the zone of your shop; until then that of London in winter is assumed."
    ),
    NoteCode.LEVEL: mark(
        "“{name}” stood below a name that Klaviyo does not know; it is sent as a custom "
        "property of its own. Look whether that is what you want."
    ),
    NoteCode.NO_MAPPING: mark("“{name}” was left out: it maps nothing."),
    NoteCode.UNREAD_MAPPING: mark("“{name}” was left out: what it may map could not be read."),
    NoteCode.UNREAD: mark("Line {line} was not understood and is left out: “{text}” {why}."),
}

_SETTINGS = {
    "time_zone": mark("time zone"),
    "phone_country": mark("country of phone numbers"),
    "repeats": mark("rows that are alike"),
    "undated": mark("events without a time"),
    "list": mark("list to join"),
    "delimiter": mark("separator"),
    "encoding": mark("encoding"),
    "header_line": mark("header line"),
    "quote": mark("quote"),
    "escape": mark("escape"),
    "sheet": mark("sheet"),
    "is_wrapped": mark("is wrapped"),
    "joins": mark("joined files"),
    "row_filter": mark("rows"),
    "grouping": mark("rows put together"),
    "condition": mark("the event is sent of"),
    "further": mark("further events"),
}

_VALUES: dict[object, str] = {
    Repeats.FIRST: mark("first"),
    Repeats.APART: mark("apart"),
    Undated.UNSAID: mark("not said"),
    Undated.SENDING: mark("time of sending"),
}
"""What settings are that have a few values only."""


def fit_words(fit: Fit) -> str:
    """Return how many columns are there, and the question that each missing one asks."""
    if not fit.columns:
        return tr("No columns in use.")
    there = _present_words(fit)
    if fit.is_whole:
        return f"{there}."
    drifts = (*map(drift_words, fit.drifts), *map(style_words, fit.styles))
    return f"{there}; {' '.join(drifts)}"


def share_words(fit: Fit) -> str:
    """Return how many of a preset's columns a file has, in few words."""
    if not fit.columns:
        return tr("no columns in use")
    if fit.has_columns:
        there = counted(fit.columns, "its only column", "all {count} columns")
    else:
        there = _present_words(fit)
    if not fit.styles:
        return there
    otherwise = counted(len(fit.styles), "{count} written otherwise", "{count} written otherwise")
    return f"{there}, {otherwise}"


def _present_words(fit: Fit) -> str:
    return counted(
        fit.columns,
        "{present} of {count} column",
        "{present} of {count} columns",
        present=grouped(fit.present),
    )


def drift_words(drift: Drift) -> str:
    """Return what became of a missing column, as a question where there is a likely answer."""
    if drift.now:
        return tr("{column} is now {now}: use it?", column=drift.column, now=drift.now)
    return tr("{column} is missing.", column=drift.column)


def style_words(drift: StyleDrift) -> str:
    """Return how a column is written, where a mapping reads it otherwise."""
    return tr(
        "{column} is written {now}, not {before}.",
        column=drift.column,
        now=_written(drift.now),
        before=_written(drift.style),
    )


def _written(style: DateStyle | NumberStyle) -> str:
    """Return how cells are written, as what follows "it is written"."""
    if isinstance(style, DateStyle):
        return tr(DATE_WORDS[style])
    return tr("as {number}", number=tr(NUMBER_WORDS[style]))


def evidence_words(drift: Drift) -> str:
    """Return why a column is probably the missing one; empty where none is."""
    return ", ".join(tr(_EVIDENCE[each]) for each in drift.evidence)


def note_words(note: Note) -> str:
    """Return what of an old mapping is not as it was."""
    return tr(_NOTES[note.code], name=note.name, why=tr(note.name), line=note.line, text=note.text)


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
    other = tr("other ones")
    repairs = (Difference(tr("Repairs of damaged columns"), other, other),)
    return (
        *map(_difference, found.changes),
        *(
            Difference(each.column, *_sides(is_now=each.is_now, words=tr("left out")))
            for each in found.left_out
        ),
        *(repairs if found.has_other_repairs else ()),
        *(
            Difference(
                begun(_setting_name(each.name)),
                setting_value(each.name, each.before),
                setting_value(each.name, each.after),
            )
            for each in (*found.options, *found.reading, *found.steps)
        ),
    )


def _difference(change: Change) -> Difference:
    name = target_label(change.kind, change.target)
    what = (
        tr("{property} (event)", property=name)
        if change.kind is Kind.EVENTS
        else tr("{property} (person)", property=name)
    )
    before = source_words(change.before) if change.before is not None else ""
    after = source_words(change.after) if change.after is not None else ""
    if before == after:
        before, after = (
            tr("{source}, converted in one way", source=before),
            tr("{source}, converted in another", source=after),
        )
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
    name = _setting_name(setting.name)
    before, after = (
        setting_value(setting.name, value) for value in (setting.before, setting.after)
    )
    return f"* {name}: {after}, before {before}"


def _setting_name(name: str) -> str:
    return tr(_SETTINGS.get(name, name.replace("_", " ")))


def _left_out_words(found: LeftOut) -> str:
    if found.is_now:
        return f"* {found.column} is left out now."
    return f"* {found.column} is not left out any more."


def _grouping_words(grouping: Grouping | None) -> str:
    if grouping is None:
        return tr("each row by itself")
    by = ", ".join(grouping.key)
    if not grouping.per_item:
        return tr("to orders by {columns}", columns=by)
    return tr(
        "to orders by {columns}; of each item: {items}",
        columns=by,
        items=", ".join(grouping.per_item),
    )


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
        return tr(UNSAID_ZONE)
    if name == "time_zone":
        return zone_words(str(value))
    if value is None:
        return tr("as found")
    if isinstance(value, Repeats | Undated):
        return tr(_VALUES[value])
    return str(value) if value != "" else tr("none")
