"""One pass over the whole file: every record built, repeats found, people merged.

Check and plan are the same pass; the plan only keeps what the check lets go.
"""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING

from klaviyo_gui.core.findings import Finding, Findings
from klaviyo_gui.core.ids import DIGEST_SIZE, occurrence_id
from klaviyo_gui.core.mapping import Kind, Repeats
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.sending.judging import TASK_BYTES
from klaviyo_gui.sending.worker import BuildTask, BuiltRange, BuiltRecords, build
from klaviyo_gui.source.index import ranges_from

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from threading import Event

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.draft import Draft


@dataclass(frozen=True, slots=True)
class Part:
    """A file to build by a plan: all of it, or its first ``limit`` rows.

    ``is_for_sending`` asks for the bodies of events and for the rows as read. ``kinds`` are the
    kinds of record to build, None for every mapped one.
    """

    file: CsvFile
    plan: Plan
    limit: int | None = None
    is_for_sending: bool = False
    kinds: tuple[Kind, ...] | None = None


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One range with its repeats settled; ``merged`` rows went into people of earlier ones.

    Of what only the whole file tells, ``findings`` list every line.
    """

    built: BuiltRange
    records: dict[Kind, BuiltRecords]
    merged: int
    findings: tuple[Finding, ...]


def survey(part: Part, pool: Pool, draft: Draft, stop: Event) -> Iterator[Surveyed]:
    """Yield the ranges of the file in order; ends early when asked to stop.

    The plan knows what only the whole file tells of its cells. Raises FileChanged when the file is
    no longer the one that was opened.
    """
    assert part.plan.judged is not None, "the file is judged before records are built from it"
    with closing(_tasks(part, stop)) as tasks:
        for built in pool.in_order(build, tasks):
            yield _settled(built, part.plan, draft)
            if stop.is_set():
                return
    part.file.check_unchanged()


def _tasks(part: Part, stop: Event) -> Generator[BuildTask]:
    file = part.file
    for found in ranges_from(file.scan(), TASK_BYTES):
        rows_max = -1
        if part.limit is not None:
            rows_max = part.limit - found.first_row
            if rows_max <= 0:
                return
        if stop.is_set():
            return
        yield BuildTask(
            file.data, file.dialect, found, part.plan, rows_max, part.is_for_sending, part.kinds
        )


def _settled(built: BuiltRange, plan: Plan, draft: Draft) -> Surveyed:
    records = dict(built.records)
    findings = Findings(sys.maxsize)
    findings.merge(built.findings)
    merged = 0
    for kind, found in built.records.items():
        repeats = draft.claim(kind, found.lines, found.keys)
        if kind is Kind.PROFILES:
            too_large = draft.add_people(found.lines, found.bodies, repeats)
            merged = len(repeats) - len(too_large)
            records[kind] = _merged(found, repeats, frozenset(too_large), findings)
        elif repeats:
            apart = draft if plan.mapping.options.repeats is Repeats.APART else None
            records[kind] = _without_repeats(found, repeats, findings, apart)
    return Surveyed(built, records, merged, findings.all())


def _merged(
    records: BuiltRecords,
    repeats: list[tuple[int, int]],
    too_large: frozenset[int],
    findings: Findings,
) -> BuiltRecords:
    """Note people of several rows; hold rows with which a person would be too large."""
    held: dict[int, Problem] = {}
    for position, first in repeats:
        if position in too_large:
            held[position] = Problem(Code.ITEM_TOO_LARGE, Severity.HOLD, other_line=first)
        else:
            note = Problem(Code.MERGED, Severity.NOTE, other_line=first)
            findings.add(Kind.PROFILES, records.lines[position], (note,))
    return _without(records, held, Kind.PROFILES, findings)


def _without_repeats(
    records: BuiltRecords,
    repeats: list[tuple[int, int]],
    findings: Findings,
    draft: Draft | None,
) -> BuiltRecords:
    """Hold events that Klaviyo would take for one; with a draft, made ids are kept apart."""
    bodies = list(records.bodies)
    held: dict[int, Problem] = {}
    for position, first in repeats:
        if draft is not None and records.has_made_id[position]:
            if not bodies:
                continue
            nth = draft.occurrence(Kind.EVENTS, records.lines[position], first)
            bodies[position] = with_occurrence(bodies[position], nth)
        else:
            held[position] = Problem(Code.REPEATED, Severity.HOLD, "unique_id", other_line=first)
    return _without(replace(records, bodies=bodies), held, Kind.EVENTS, findings)


def _without(
    records: BuiltRecords, held: dict[int, Problem], kind: Kind, findings: Findings
) -> BuiltRecords:
    """Hold the records at these positions."""
    if not held:
        return records
    for position, problem in held.items():
        findings.add(kind, records.lines[position], (problem,))
    keep = [position not in held for position in range(len(records.lines))]
    keys = [records.keys[at : at + DIGEST_SIZE] for at in range(0, len(records.keys), DIGEST_SIZE)]
    return replace(
        records,
        lines=list(compress(records.lines, keep)),
        keys=b"".join(compress(keys, keep)),
        bodies=list(compress(records.bodies, keep)),
        has_made_id=bytes(compress(records.has_made_id, keep)),
        held=[
            *records.held,
            *(
                (records.lines[at], problem.code, str(problem.other_line), problem.target)
                for at, problem in held.items()
            ),
        ],
    )


def with_occurrence(body: bytes, nth: int) -> bytes:
    """Return the event with the id of the n-th row of its content."""
    before, mark, rest = body.rpartition(b'"unique_id":"')
    made, quote, after = rest.partition(b'"')
    return before + mark + occurrence_id(made.decode(), nth).encode() + quote + after
