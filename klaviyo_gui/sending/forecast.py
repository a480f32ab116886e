"""What a record's neighbours in the file do to it, as problems; the same for check and preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind, Repeats
from klaviyo_gui.core.problem import Code, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.store.draft import Draft, Repeat, Shared


def is_kept_apart(mapping: Mapping, *, has_made_id: bool) -> bool:
    """Tell whether events of one content are all sent, as somebody chose."""
    return has_made_id and mapping.options.repeats is Repeats.APART


def of_repeat(repeat: Repeat, mapping: Mapping, *, has_made_id: bool) -> Problem:
    """Return what becomes of an event that Klaviyo would take for an earlier one."""
    if is_kept_apart(mapping, has_made_id=has_made_id):
        return Problem(Code.KEPT_APART, Severity.NOTE, "unique_id", other_line=repeat.first)
    if repeat.is_partly:
        return Problem(Code.EVENTS_REPEATED, Severity.HOLD, "unique_id", other_line=repeat.first)
    code = Code.CONTENT_REPEATED if has_made_id else Code.REPEATED
    if repeat.is_copy:
        code = Code.ROW_REPEATED
    return Problem(code, Severity.HOLD, "unique_id", other_line=repeat.first)


def of_moment(first: int) -> Problem:
    """Return what an event is told that shares its second with another one."""
    return Problem(Code.SAME_SECOND, Severity.NOTE, "unique_id", other_line=first)


def of_meeting(first: int) -> Problem:
    """Return what an event is told that may be one with an earlier one."""
    return Problem(Code.MAY_REPEAT, Severity.WARN, "unique_id", other_line=first)


def of_merging(first: int) -> Problem:
    """Return what a row is told that goes into the person of an earlier one."""
    return Problem(Code.MERGED, Severity.NOTE, other_line=first)


def of_growing(first: int) -> Problem:
    """Return what a row is told with which its person would be larger than Klaviyo takes."""
    return Problem(Code.PERSON_TOO_LARGE, Severity.HOLD, other_line=first)


def of_difference(first: int, target: str) -> Problem:
    """Return what a row is told that is the first to say something else of its person."""
    return Problem(Code.VALUES_DIFFER, Severity.NOTE, target, other_line=first)


def of_change(first: int, target: str) -> Problem:
    """Return what an event is told that is the first to say something else of its person."""
    return Problem(Code.PERSON_CHANGES, Severity.NOTE, target, other_line=first)


def of_shared(kind: Kind, shared: Shared) -> Problem:
    """Return what a record is told whose identifier stands with somebody else too."""
    target = catalog.identifiers(kind)[shared.place]
    code = Code.IDENTIFIER_JOINS if shared.is_join else Code.IDENTIFIER_SHARED
    return Problem(code, Severity.WARN, target, other_line=shared.first)


def of_sent_before(kind: Kind, *, is_same: bool, is_certain: bool) -> Problem | None:
    """Return what a record is told that an earlier run has sent; nothing of a changed person.

    Whether it arrived may not be certain.
    """
    if kind is Kind.PROFILES:
        return Problem(Code.PERSON_UNCHANGED, Severity.NOTE) if is_same else None
    if is_same:
        code = Code.SENT_BEFORE if is_certain else Code.SENT_IN_DOUBT
        return Problem(code, Severity.NOTE, "unique_id")
    return Problem(Code.SENT_CHANGED, Severity.WARN, "unique_id")


def of_sent_in_part(*, is_certain: bool) -> Problem:
    """Return what a record is told of which an earlier run has sent some events.

    Where it is not certain that those arrived, nothing of it is sent.
    """
    if is_certain:
        return Problem(Code.SENT_IN_PART, Severity.NOTE, "unique_id")
    return Problem(Code.SENT_IN_PART_PERHAPS, Severity.WARN, "unique_id")


def of_neighbours(kind: Kind, line: int, draft: Draft) -> Iterator[Problem]:
    """Yield what a record that is sent is told of others, apart from repeats."""
    if kind is Kind.EVENTS:
        first = draft.same_second(line)
        if first:
            yield of_moment(first)
        met = draft.met(line)
        if met:
            yield of_meeting(met)
        is_certain = draft.sent_in_part(line)
        if is_certain is not None:
            yield of_sent_in_part(is_certain=is_certain)
        for first_of, target in draft.person_changes(line):
            yield of_change(first_of, target)
    for shared in draft.shared(kind, line):
        yield of_shared(kind, shared)
    before = draft.sent_before(kind, line)
    if before is not None:
        is_same, has_arrived = before
        problem = of_sent_before(kind, is_same=is_same, is_certain=has_arrived)
        if problem is not None:
            yield problem
