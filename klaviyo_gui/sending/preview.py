"""The records of some rows exactly as they will be sent, with what the whole file says of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.built import told_of_held
from klaviyo_gui.core.column_causes import TOLD_OF_COLUMNS
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
    from collections.abc import Mapping as Table

    from klaviyo_gui.core.findings import Place
    from klaviyo_gui.core.record import Plan, Record
    from klaviyo_gui.core.row_numbers import RowNumbers
    from klaviyo_gui.source.reader import Rows
    from klaviyo_gui.store.draft import Draft


@dataclass(frozen=True, slots=True)
class Previewed:
    """One record as it will be sent; the body is empty when it is held."""

    line: int
    kind: Kind
    body: bytes
    problems: tuple[Problem, ...]


def preview_rows(  # noqa: PLR0913, PLR0917 - rows, and all that the whole file says of them
    plan: Plan,
    rows: Rows,
    repeats: Draft,
    found: Table[Place, RowNumbers],
    first_row: int = 0,
    kinds: Sequence[Kind] | None = None,
) -> Iterator[Previewed]:
    """Yield the records of these rows, row by row, events before people, or of these kinds only.

    ``repeats`` and ``found``, the rows of each finding, come from the check of the same file and
    plan; ``first_row`` is the number of the first of these rows. A person who stands in several
    rows is shown in each of them as they are together.
    """
    built = build_rows(plan, rows, kinds)
    of_columns = {
        kind: [
            (Problem(*place[1:]), chosen)
            for place, chosen in found.items()
            if place[0] is kind and place[1] in TOLD_OF_COLUMNS
        ]
        for kind in built
    }
    for row, records in enumerate(zip(*built.values(), strict=True), first_row):
        for kind, (line, record) in zip(built, records, strict=True):
            told = tuple(problem for problem, chosen in of_columns[kind] if row in chosen)
            shown = _shown(plan, kind, line, record, repeats)
            yield replace(shown, problems=(*shown.problems, *told)) if told else shown


def _shown(plan: Plan, kind: Kind, line: int, record: Record, draft: Draft) -> Previewed:
    if not record.body:
        return Previewed(line, kind, b"", told_of_held(record.problems))
    if kind is Kind.EVENTS:
        return _event(plan, line, record, draft)
    return _person(line, record, draft)


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
