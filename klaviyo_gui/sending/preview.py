"""The records of some rows exactly as they will be sent, with what the whole file says of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.built import told_of_held
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.sending.forecast import (
    of_difference,
    of_growing,
    of_merging,
    of_neighbours,
    of_repeat,
)
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.sending.survey import with_occurrence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from klaviyo_gui.core.record import Plan, Record
    from klaviyo_gui.source.reader import Rows
    from klaviyo_gui.store.draft import Draft


@dataclass(frozen=True, slots=True)
class Previewed:
    """One record as it will be sent; the body is empty when it is held."""

    line: int
    kind: Kind
    body: bytes
    problems: tuple[Problem, ...]


def preview_rows(
    plan: Plan, rows: Rows, repeats: Draft, kinds: Sequence[Kind] | None = None
) -> Iterator[Previewed]:
    """Yield the records of these rows, row by row, events before people, or of these kinds only.

    ``repeats`` comes from the check of the same file and plan. A person who stands in several
    rows is shown in each of them as they are together.
    """
    built = build_rows(plan, rows, kinds)
    for records in zip(*built.values(), strict=True):
        for kind, (line, record) in zip(built, records, strict=True):
            if not record.body:
                yield Previewed(line, kind, b"", told_of_held(record.problems))
            elif kind is Kind.EVENTS:
                yield _event(plan, line, record, repeats)
            else:
                yield _person(line, record, repeats)


def _event(plan: Plan, line: int, record: Record, draft: Draft) -> Previewed:
    found = draft.repeat(Kind.EVENTS, line)
    body, problems = record.body, record.problems
    if found is not None:
        problem = of_repeat(found, plan.mapping, has_made_id=record.has_made_id)
        problems += (problem,)
        if problem.severity is Severity.HOLD:
            return Previewed(line, Kind.EVENTS, b"", told_of_held(problems))
        nth = draft.occurrence(Kind.EVENTS, line, found.first)
        body = with_occurrence(body, nth)
    return Previewed(line, Kind.EVENTS, body, (*problems, *of_neighbours(Kind.EVENTS, line, draft)))


def _person(line: int, record: Record, draft: Draft) -> Previewed:
    first = draft.first_line(Kind.PROFILES, line)
    body = draft.person(first or line)
    problems = record.problems
    if not body:
        problems += (of_growing(0),)
        return Previewed(line, Kind.PROFILES, b"", told_of_held(problems))
    if first:
        problems = tuple(each for each in problems if each.code is not Code.EMAIL_DROPPED)
        differing = (of_difference(first, target) for target in draft.differing(first, line))
        problems = (*problems, of_merging(first), *differing)
    return Previewed(
        line, Kind.PROFILES, body, (*problems, *of_neighbours(Kind.PROFILES, line, draft))
    )
