"""One pass over the whole file: every record built, repeats found, people merged.

Check and plan are the same pass; the plan only keeps what the check lets go.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from klaviyo_gui.core.consequence import is_of_sent
from klaviyo_gui.core.findings import Findings
from klaviyo_gui.core.ids import DIGEST_SIZE, occurrence_id, occurrence_key
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code, Problem, Severity
from klaviyo_gui.core.row_numbers import RowMarks, RowNumbers
from klaviyo_gui.core.said import said_targets
from klaviyo_gui.core.same_person import identifying, may_meet, tells_who_shares
from klaviyo_gui.sending.forecast import (
    is_kept_apart,
    of_change,
    of_difference,
    of_growing,
    of_meeting,
    of_merging,
    of_moment,
    of_repeat,
    of_shared,
)
from klaviyo_gui.sending.judging import TASK_BYTES
from klaviyo_gui.sending.picked import within
from klaviyo_gui.sending.worker import BuildTask, BuiltRange, BuiltRecords, build
from klaviyo_gui.source.index import ranges_from

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterator
    from threading import Event

    from klaviyo_gui.core.findings import Finding, Place
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.picked import Lines
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.draft import Added, Draft, Repeat, Shared


@dataclass(frozen=True, slots=True)
class Part:
    """A file to build by a plan: all of it, or its first ``limit`` rows.

    ``is_for_sending`` asks for the bodies of events and for the rows as read. ``kinds`` are the
    kinds of record to build, None for every mapped one. ``lines`` are those of which records are
    built, None for all.
    """

    file: CsvFile
    plan: Plan
    limit: int | None = None
    is_for_sending: bool = False
    kinds: tuple[Kind, ...] | None = None
    lines: Lines | None = None


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
    ranges = chain(ranges_from(file.scan(), TASK_BYTES), (None,))
    for found, following in pairwise(ranges):
        assert found is not None, "only the last one is none"
        lines = None
        if part.lines is not None:
            lines = within(
                part.lines, found.first_line, following.first_line if following else None
            )
            if not any(lines.values()):
                continue
        rows_max = -1
        if part.limit is not None:
            rows_max = part.limit - found.first_row
            if rows_max <= 0:
                return
        if stop.is_set():
            return
        yield BuildTask(
            file.data,
            file.dialect,
            found,
            part.plan,
            rows_max,
            part.is_for_sending,
            part.kinds,
            lines,
        )


def _settled(built: BuiltRange, plan: Plan, draft: Draft) -> Surveyed:
    records = dict(built.records)
    findings = Findings(sys.maxsize)
    findings.merge(built.findings)
    merged = 0
    taken: dict[Place, bytes] = {}
    for kind, found in built.records.items():
        repeats = draft.claim(kind, found.lines, found.keys, found.rows, found.others)
        if kind is Kind.PROFILES:
            added = draft.add_people(found.lines, found.bodies, repeats)
            merged = len(repeats) - len(added.too_large)
            records[kind] = _merged(found, repeats, added, findings)
            again = {each.position for each in repeats}.difference(added.too_large)
            taken |= _taken_back(built, kind, again, findings, _is_of_person)
            taken |= _taken_back(built, kind, added.too_large, findings, _is_of_sent)
            built = _without_cells(built, kind, added.too_large)
            _involve(found, repeats, added.same.union(added.too_large), draft)
            continue
        shared = _shared(found, repeats, plan.mapping, draft)
        repeats = _with_meetings(found, repeats, plan.mapping, draft)
        if repeats:
            records[kind] = _without_repeats(found, repeats, plan.mapping, draft, findings)
        silent = frozenset(each.position for each in repeats)
        gone = [each.position for each in repeats if not _is_sent(each, found, plan.mapping)]
        taken |= _taken_back(built, kind, gone, findings, _is_of_sent)
        built = _without_cells(built, kind, gone)
        _note_moments(found, silent, draft, findings)
        _note_changes(found, frozenset(gone), plan.mapping, draft, findings)
        for each in shared:
            if each.position not in silent:
                findings.add(kind, found.lines[each.position], (of_shared(kind, each),))
    if taken:
        built = replace(built, found=built.found | taken)
    return Surveyed(built, records, merged, findings.all())


def _taken_back(
    built: BuiltRange,
    kind: Kind,
    positions: Collection[int],
    findings: Findings,
    is_meant: Callable[[Place], bool],
) -> dict[Place, bytes]:
    """Take back what was found in records that turn out not to be sent by themselves.

    Returns the rows in which the same is found still.
    """
    left: dict[Place, bytes] = {}
    places = [place for place in built.found if place[0] is kind and is_meant(place)]
    if not positions or not places:
        return left
    records = built.records[kind]
    gone = {records.lines[position] for position in positions}
    lines = records.every_line()
    rows = RowMarks()
    rows.add_all([row for row, line in enumerate(lines) if line in gone])
    for place in places:
        found = RowNumbers(built.found[place])
        taken = found & rows.numbers()
        if len(taken):
            findings.take_back(place, {lines[row] for row in taken})
            left[place] = (found & taken.others(built.rows)).bits
    return left


def _without_cells(built: BuiltRange, kind: Kind, positions: Collection[int]) -> BuiltRange:
    """Let whole columns be told nothing of records that turn out not to be sent."""
    if not positions:
        return built
    records = built.records[kind]
    lines = records.every_line()
    rows = [bisect_left(lines, records.lines[position]) for position in positions]
    columns = tuple(
        each.without(rows, lines) if each.kind is kind else each for each in built.columns
    )
    metrics = built.metrics.without(rows, lines) if kind is Kind.EVENTS else built.metrics
    return replace(built, columns=columns, metrics=metrics)


def _is_of_sent(place: Place) -> bool:
    return is_of_sent(*place[1:])


def _is_of_person(place: Place) -> bool:
    """Tell whether a problem is one of somebody and not of each of their rows."""
    return place[1] is Code.EMAIL_DROPPED


def _is_sent(repeat: Repeat, records: BuiltRecords, mapping: Mapping) -> bool:
    return is_kept_apart(mapping, has_made_id=bool(records.has_made_id[repeat.position]))


def _merged(
    records: BuiltRecords, repeats: list[Repeat], added: Added, findings: Findings
) -> BuiltRecords:
    """Note people of several rows; hold rows with which a person would be too large."""
    too_large = frozenset(added.too_large)
    held: dict[int, Problem] = {}
    merged: list[Repeat] = []
    for each in repeats:
        if each.position in too_large:
            problem = of_growing(each.first)
            held[each.position] = problem
        else:
            merged.append(each)
    lines = records.lines
    findings.count(
        Kind.PROFILES, of_merging(0), [(lines[each.position], each.first) for each in merged]
    )
    firsts = {each.position: each.first for each in merged}
    for position, target in added.differing:
        problem = of_difference(firsts[position], target)
        findings.add(Kind.PROFILES, lines[position], (problem,))
    return _without(records, held, Kind.PROFILES, findings)


def _without_repeats(
    records: BuiltRecords,
    repeats: list[Repeat],
    mapping: Mapping,
    draft: Draft,
    findings: Findings,
) -> BuiltRecords:
    """Hold events that Klaviyo would take for one; those that are kept apart get their own ids."""
    bodies = list(records.bodies)
    held: dict[int, Problem] = {}
    apart: list[tuple[int, bytes]] = []
    for each in repeats:
        position, has_made_id = each.position, bool(records.has_made_id[each.position])
        problem = of_repeat(each, mapping, has_made_id=has_made_id)
        line = records.lines[position]
        if problem.severity is Severity.HOLD:
            held[position] = problem
            continue
        findings.add(Kind.EVENTS, line, (problem,))
        nth = draft.occurrence(Kind.EVENTS, line, each.first)
        apart.append((line, occurrence_key(records.keys[position], nth)))
        if bodies:
            bodies[position] = with_occurrence(bodies[position], nth)
    draft.claim(Kind.EVENTS, [line for line, _ in apart], [key for _, key in apart])
    return _without(replace(records, bodies=bodies), held, Kind.EVENTS, findings)


def _note_moments(
    records: BuiltRecords, silent: frozenset[int], draft: Draft, findings: Findings
) -> None:
    """Note events that only their made ids keep apart from another one of the same second."""
    told = [
        (line, moments[start : start + DIGEST_SIZE])
        for at, (line, moments) in enumerate(zip(records.lines, records.moments, strict=False))
        if at not in silent
        for start in range(0, len(moments), DIGEST_SIZE)
    ]
    lines = [line for line, _ in told]
    firsts: dict[int, int] = {}
    for each in draft.claim_moments(lines, [moment for _, moment in told]):
        firsts.setdefault(lines[each.position], each.first)
    for line, first in firsts.items():
        findings.add(Kind.EVENTS, line, (of_moment(first),))


def _note_changes(
    records: BuiltRecords,
    gone: frozenset[int],
    mapping: Mapping,
    draft: Draft,
    findings: Findings,
) -> None:
    """Note events that are the first to say something else of their person."""
    told = [
        (line, said)
        for at, (line, said) in enumerate(zip(records.lines, records.said, strict=False))
        if said and at not in gone
    ]
    lines = [line for line, _ in told]
    changes: dict[str, list[tuple[int, int]]] = {}
    for each in draft.claim_said(lines, [said for _, said in told], said_targets(mapping)):
        for target in each.targets:
            changes.setdefault(target, []).append((lines[each.position], each.first))
    for target, places in changes.items():
        findings.count(Kind.EVENTS, of_change(0, target), places)


def _shared(
    records: BuiltRecords, repeats: list[Repeat], mapping: Mapping, draft: Draft
) -> list[Shared]:
    """Return what of events that are no repeats stands with another person, where events tell."""
    silent = {each.position for each in repeats}
    told = [(at, *claim) for at, claim in records.claims if at not in silent]
    is_told = tells_who_shares(mapping) is Kind.EVENTS
    return draft.claim_identifiers(Kind.EVENTS, records.lines, told, is_told=is_told)


def _with_meetings(
    records: BuiltRecords, repeats: list[Repeat], mapping: Mapping, draft: Draft
) -> list[Repeat]:
    """Return the repeats with events of other people whom Klaviyo may take for the same."""
    if not records.acts:
        return repeats
    silent = {each.position for each in repeats}
    acts = [act for act in records.acts if act[0] not in silent]
    strongest = identifying(mapping, Kind.EVENTS)[0]
    return sorted([*repeats, *draft.claim_acts(records.lines, acts, strongest)])


def _involve(
    records: BuiltRecords, repeats: list[Repeat], silent: frozenset[int], draft: Draft
) -> None:
    """Remember people who share something: what they have in the end is known at the end."""
    told = [(at, *claim) for at, claim in records.claims if at not in silent]
    if told:
        firsts = {each.position: each.first for each in repeats}
        lines = [firsts.get(at, line) for at, line in enumerate(records.lines)]
        shared = draft.claim_identifiers(Kind.PROFILES, lines, told)
        draft.involve({line for each in shared for line in (lines[each.position], each.first)})


def concluded(
    mapping: Mapping,
    kinds: Collection[Kind],
    draft: Draft,
    mark: Callable[[Kind, int, Problem], None] | None = None,
) -> tuple[Finding, ...]:
    """Return what can be said of records only when the whole file is read; to be asked once.

    ``mark`` is told every line in which a problem was found.
    """
    findings = Findings()
    if Kind.PROFILES in kinds:
        for line, shared in draft.settle():
            problem = of_shared(Kind.PROFILES, shared)
            findings.add(Kind.PROFILES, line, (problem,))
            if mark is not None:
                mark(Kind.PROFILES, line, problem)
    if Kind.EVENTS in kinds and may_meet(mapping):
        strongest = identifying(mapping, Kind.EVENTS)[0]
        tells_more = len(identifying(mapping, Kind.PROFILES)) > 1
        is_whole = Kind.PROFILES in kinds or not tells_more
        for line, first in draft.settle_acts(strongest, is_whole=is_whole):
            problem = of_meeting(first)
            findings.add(Kind.EVENTS, line, (problem,))
            if mark is not None:
                mark(Kind.EVENTS, line, problem)
    return findings.all()


def _without(
    records: BuiltRecords, held: dict[int, Problem], kind: Kind, findings: Findings
) -> BuiltRecords:
    """Hold the records at these positions."""
    if not held:
        return records
    for position, problem in held.items():
        findings.add(kind, records.lines[position], (problem,))
    keep = [position not in held for position in range(len(records.lines))]
    return replace(
        records.keep(keep),
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
