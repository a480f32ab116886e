"""The check of the whole file: what would be sent, what is held, and why."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.findings import Finding, Findings
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import check_mapping
from klaviyo_gui.core.row_numbers import RowMarks, RowNumbers
from klaviyo_gui.core.tally import State, Tally
from klaviyo_gui.sending.judging import Judging
from klaviyo_gui.sending.survey import Part, Surveyed, survey
from klaviyo_gui.store.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.worker import BuiltRecords
    from klaviyo_gui.source.table import CsvFile


@dataclass(frozen=True, slots=True)
class Checking:
    """How far the check is: bytes done and in all, of one or two readings, and rows so far."""

    done: int
    total: int
    rows: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The result for the whole file.

    In the tally "unsent" is what would be sent, and "held" all the rest: the two add up to the
    records read. ``people`` counts profiles after merging. ``held`` tells of each kind which rows
    of the file are held for a problem, and ``left_out`` which were left out by hand, counted from
    0; the tally counts those as held records of every kind. ``judged`` is what the whole file
    tells of its cells. The receiver closes ``repeats``.
    """

    rows: int
    tally: Tally
    people: int
    findings: tuple[Finding, ...]
    held: dict[Kind, RowNumbers]
    repeats: Draft
    judged: Judged
    left_out: RowNumbers = field(default_factory=RowNumbers)


def check(file: CsvFile, plan: Plan, pool: Pool, stop: Event) -> Iterator[Checking | Checked]:
    """Yield the progress, at last the result; without a result when asked to stop.

    Raises MappingError when the mapping cannot build anything, SourceError for the file.
    """
    check_mapping(plan.mapping, file.header)
    draft = Draft()
    is_handed_over = False
    try:
        rows, people, tally, findings = 0, 0, Tally(), Findings()
        judging = Judging(file, pool, stop, plan.judged)
        for done in judging:
            yield Checking(done, judging.total, 0)
        if judging.judged is None:
            return
        plan = replace(plan, judged=judging.judged)
        held, left_out = {kind: RowMarks() for kind in Kind}, RowMarks()
        for part in survey(Part(file, plan), pool, draft, stop):
            rows += part.built.rows
            tally = tally_of(part.records, tally)
            if Kind.PROFILES in part.records:
                people += len(part.records[Kind.PROFILES].lines) - part.merged
            findings.merge(part.findings)
            _mark_held(part, held, left_out)
            yield Checking(judging.before + part.built.range.stop, judging.total, rows)
        if not stop.is_set():
            is_handed_over = True
            numbers = {kind: marks.numbers() for kind, marks in held.items()}
            yield Checked(
                rows,
                tally,
                people,
                findings.all(),
                numbers,
                draft,
                judging.judged,
                left_out.numbers(),
            )
    finally:
        if not is_handed_over:
            draft.close()


def tally_of(records: dict[Kind, BuiltRecords], tally: Tally) -> Tally:
    """Return the tally with these records: ready ones unsent, the others held."""
    for kind, built in records.items():
        counts = tally.of(kind).plus(State.UNSENT, len(built.lines))
        tally = tally.with_counts(kind, counts.plus(State.HELD, len(built.held)))
    return tally


def _mark_held(part: Surveyed, held: dict[Kind, RowMarks], left_out: RowMarks) -> None:
    """Note which rows are held; every row has one record of each kind, ready or held."""
    for kind, built in part.records.items():
        if built.held:
            lines = sorted([*built.lines, *(line for line, *_ in built.held)])
            for line, code, *_ in built.held:
                marks = left_out if code == Code.LEFT_OUT else held[kind]
                marks.add(part.built.range.first_row + bisect_left(lines, line))
