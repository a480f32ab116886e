"""The check of the whole file: what would be sent, what is held, and why."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import Cause
from klaviyo_gui.core.findings import Finding, Findings, Place
from klaviyo_gui.core.found_rows import FoundRows
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.metric_names import MetricNames
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.record import check_mapping
from klaviyo_gui.core.row_lines import RowLines
from klaviyo_gui.core.row_numbers import RowMarks, RowNumbers
from klaviyo_gui.core.tally import State, Tally
from klaviyo_gui.core.text_columns import TextColumns
from klaviyo_gui.core.time_picture import NO_TIMES, TimePicture, time_picture
from klaviyo_gui.sending.earlier import note_sent_before
from klaviyo_gui.sending.preparing import Prepared, Preparing, with_readings
from klaviyo_gui.sending.rows import build_rows
from klaviyo_gui.sending.survey import Part, Surveyed, concluded, survey
from klaviyo_gui.store.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.core.judged import Judged
    from klaviyo_gui.core.mapping import Mapping
    from klaviyo_gui.core.problem import Problem
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.worker import BuiltRecords
    from klaviyo_gui.source.table import CsvFile

HEAD = 200
"""Rows that are looked at before the workers are, so that something is told at once."""

_TOLD_EVERY_SECONDS = 0.2
"""Findings are told anew no more often than this."""


@dataclass(frozen=True, slots=True)
class Checking:
    """How far the check is: bytes done and in all, of one or two readings, and rows so far.

    ``findings`` are those so far; None where they are not told anew.
    """

    done: int
    total: int
    rows: int
    findings: tuple[Finding, ...] | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The result for the whole file.

    In the tally "unsent" is what would be sent, and "held" all the rest: the two add up to the
    records read. ``people`` counts profiles after merging. ``held`` tells of each kind which rows
    of the file are held for a problem, ``left_out`` which were left out by hand, counted from 0,
    and ``found`` the same of each finding; the tally counts rows left out as held records of every
    kind. ``judged`` is what the whole file tells of its cells, ``times`` when the events happened
    that would be sent. ``repeats`` remembers what repeats what, and ``earlier`` the same of kinds
    that were checked before and stayed as they were. ``has_odd_rows`` tells that some rows may be
    in another encoding; ``lines`` tell which row begins in a line. ``alike`` are the names of
    events that seem to be slips, each with the one that is meant. ``prepared`` is what the records
    are built from, and rows are those of it. ``event_counts`` tell how many events of each name
    would be sent, where a row may have several. The receiver closes it.
    """

    rows: int
    tally: Tally
    people: int
    findings: tuple[Finding, ...]
    held: dict[Kind, RowNumbers]
    repeats: Draft
    judged: Judged
    found: dict[Place, RowNumbers] = field(default_factory=dict)
    times: TimePicture = NO_TIMES
    earlier: dict[Kind, Draft] = field(default_factory=dict)
    has_odd_rows: bool = False
    left_out: RowNumbers = field(default_factory=RowNumbers)
    lines: RowLines = field(default_factory=RowLines)
    alike: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    has_more_names: bool = False
    prepared: Prepared | None = None
    event_counts: tuple[tuple[str, int], ...] = ()

    def cause(self, finding: Finding) -> Cause:
        """Return by what each row of a finding is known by itself."""
        texts = tuple(self.alike) if finding.code is Code.METRIC_ALIKE else ()
        return Cause(finding.kind, finding.code, finding.target, texts)

    def repeats_of(self, kind: Kind) -> Draft:
        """Return what remembers the repeats of this kind of record."""
        return self.earlier.get(kind, self.repeats)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """Return all that is to be closed, each once."""
        return tuple(dict.fromkeys((self.repeats, *self.earlier.values())))

    @property
    def owned(self) -> tuple[Draft | Prepared, ...]:
        """Return all that is to be closed, what was arranged as well, each once."""
        return self.drafts if self.prepared is None else (*self.drafts, self.prepared)

    def close(self) -> None:
        """Forget the repeats, and what was arranged."""
        for each in self.owned:
            each.close()


def check(  # noqa: PLR0913 - what to check by what, and who works on it
    file: CsvFile,
    plan: Plan,
    pool: Pool,
    stop: Event,
    *,
    kinds: tuple[Kind, ...] | None = None,
    earlier: Sequence[Path] = (),
    known: Prepared | None = None,
) -> Iterator[Checking | Checked]:
    """Yield the progress, at last the result; without a result when asked to stop.

    ``kinds`` are the kinds of record to check, None for every mapped one. ``earlier`` are the
    journals of runs to the same account, the latest first: what they have sent is told. ``known``
    is what was prepared of this file before, and is used again where it serves. Raises
    MappingError when the mapping cannot build anything, SourceError for the file.
    """
    plan = with_readings(plan, file)
    check_mapping(plan.mapping, file.header, plan.readings)
    draft = Draft()
    prepared: Prepared | None = None
    is_handed_over = False
    try:
        preparing = Preparing(file, plan, pool, stop, known)
        if not stop.is_set():
            yield Checking(0, preparing.total, 0, first_look(file, plan, kinds))
        for done in preparing:
            yield Checking(done, preparing.total, 0)
        prepared = preparing.prepared
        if prepared is None:
            return
        gathered = _Gathered()
        part = Part(prepared.file, prepared.plan, kinds=kinds)
        told = time.monotonic()
        for surveyed in survey(part, pool, draft, stop):
            gathered.add(surveyed)
            is_due = time.monotonic() - told >= _TOLD_EVERY_SECONDS
            told = time.monotonic() if is_due else told
            findings = gathered.findings.all() if is_due else None
            done = preparing.share(surveyed.built.range.stop)
            yield Checking(done, preparing.total, gathered.rows, findings)
        if not stop.is_set():
            wanted = plan.mapping.kinds if kinds is None else kinds
            gathered.conclude(plan.mapping, wanted, draft)
            for kind in wanted:
                draft.compare(kind, earlier, joins=plan.mapping.list_of(kind))
                gathered.note_sent_before(kind, draft)
            is_handed_over = True
            yield gathered.result(draft, prepared)
    finally:
        if not is_handed_over:
            draft.close()
            if prepared is not None:
                prepared.close()


def people_of(part: Surveyed) -> int:
    """Return how many people come first in this part of the file."""
    found = part.records.get(Kind.PROFILES)
    return len(found.lines) - part.merged if found is not None else 0


def tally_of(records: dict[Kind, BuiltRecords], tally: Tally) -> Tally:
    """Return the tally with these records: ready ones unsent, the others held."""
    for kind, built in records.items():
        counts = tally.of(kind).plus(State.UNSENT, len(built.lines))
        tally = tally.with_counts(kind, counts.plus(State.HELD, len(built.held)))
    return tally


class _Gathered:
    """What the parts of a file add up to."""

    def __init__(self) -> None:
        self.rows = self._people = 0
        self.findings = Findings()
        self.columns, self.metrics = TextColumns(), MetricNames()
        self._tally = Tally()
        self._held, self._left_out = {kind: RowMarks() for kind in Kind}, RowMarks()
        self._found = FoundRows()
        self._lines = RowLines()
        self._times = NO_TIMES
        self._has_odd_rows = False
        self._names: Counter[str] = Counter()

    def add(self, part: Surveyed) -> None:
        """Add the next part of the file."""
        self.rows += part.built.rows
        self._tally = tally_of(part.records, self._tally)
        self._people += people_of(part)
        self.findings.merge(part.findings)
        first = part.built.range.first_row
        self.columns.add(part.built.columns, first)
        self.metrics.merge(part.built.metrics, first)
        if Kind.EVENTS in part.records:
            self._times = self._times.merged(time_picture(part.records[Kind.EVENTS].times))
            self._names.update(chain.from_iterable(part.records[Kind.EVENTS].names))
        self._has_odd_rows |= part.built.has_odd_rows
        self._found.add_part(first, part.built.found)
        _mark_lines(part, self._lines)
        self._mark_held(part)
        self._mark_found(part)

    def conclude(self, mapping: Mapping, kinds: Sequence[Kind], draft: Draft) -> None:
        """Add what only the end of the file tells, with the rows."""
        self.findings.merge(concluded(mapping, kinds, draft, self._mark))
        for told in (self.columns, self.metrics):
            for each in told.findings():
                self.findings.merge((each,))
                for first, bits in told.rows_of(each):
                    self._found.add_part(first, {each.place: bits})

    def _mark_held(self, part: Surveyed) -> None:
        """Note which rows are held; every row has one record of each kind, ready or held."""
        for kind, built in part.records.items():
            for line, code, *_ in built.held:
                marks = self._left_out if code == Code.LEFT_OUT else self._held[kind]
                marks.add(self._lines.row(line))

    def _mark_found(self, part: Surveyed) -> None:
        """Note the rows of what only the rows before them tell."""
        by_worker = {each.place: each.count for each in part.built.findings}
        for each in part.findings:
            if each.count > by_worker.get(each.place, 0):
                self._found.mark(each.place, [*map(self._lines.row, each.lines)])

    def _mark(self, kind: Kind, line: int, problem: Problem) -> None:
        self._found.add(kind, self._lines.row(line), (problem,))

    def note_sent_before(self, kind: Kind, draft: Draft) -> None:
        """Add what earlier runs have sent, as far as the draft was compared with them."""
        note_sent_before(kind, draft, self._lines, self.findings, self._found)

    def result(self, draft: Draft, prepared: Prepared) -> Checked:
        """Return what they add up to once all of them are added."""
        return Checked(
            self.rows,
            self._tally,
            self._people,
            self.findings.all(),
            {kind: marks.numbers() for kind, marks in self._held.items()},
            draft,
            _judged(prepared),
            self._found.numbers(),
            self._times,
            has_odd_rows=self._has_odd_rows,
            left_out=self._left_out.numbers(),
            lines=self._lines,
            alike=self.metrics.alike(),
            names=self.metrics.names,
            has_more_names=self.metrics.has_more,
            prepared=prepared,
            event_counts=tuple(self._names.items()),
        )


def _judged(prepared: Prepared) -> Judged:
    assert prepared.plan.judged is not None, "what is prepared is judged"
    return prepared.plan.judged


def first_look(file: CsvFile, plan: Plan, kinds: tuple[Kind, ...] | None) -> tuple[Finding, ...]:
    """Return what the first rows tell by themselves; workers take a while to start.

    Rows that are first joined or put together tell nothing by themselves.
    """
    findings = Findings()
    if plan.mapping.has_steps:
        return ()
    for kind, built in build_rows(plan, file.head_rows.part(0, HEAD), kinds).items():
        for line, record in built:
            findings.add(kind, line, record.told)
    return findings.all()


def _mark_lines(part: Surveyed, lines: RowLines) -> None:
    """Note in which lines the rows of a part begin; every row has one record of each kind."""
    built = next(iter(part.records.values()), None)
    if built is None or not part.built.rows:
        return
    held = [line for line, *_ in built.held]
    ends = [*built.lines[:1], *built.lines[-1:], *held]
    size = len(built.lines) + len(held)
    lines.add(part.built.range.first_row, min(ends), max(ends), size, built.every_line)
