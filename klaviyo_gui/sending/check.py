"""The check of the whole file: what would be sent, what is held, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from klaviyo_gui.core.findings import Finding, Findings
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.record import check_mapping
from klaviyo_gui.core.tally import State, Tally
from klaviyo_gui.sending.survey import Part, survey
from klaviyo_gui.store.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.worker import BuiltRecords
    from klaviyo_gui.source.table import CsvFile


@dataclass(frozen=True, slots=True)
class Checking:
    """How far the check is: bytes of the file done and in all, rows so far."""

    done: int
    total: int
    rows: int


@dataclass(frozen=True, slots=True)
class Checked:
    """The result for the whole file.

    In the tally "unsent" is what would be sent. ``people`` counts profiles after merging. The
    receiver closes ``repeats``.
    """

    rows: int
    tally: Tally
    people: int
    findings: tuple[Finding, ...]
    repeats: Draft


def check(file: CsvFile, plan: Plan, pool: Pool, stop: Event) -> Iterator[Checking | Checked]:
    """Yield the progress, at last the result; without a result when asked to stop.

    Raises MappingError when the mapping cannot build anything, SourceError for the file.
    """
    check_mapping(plan.mapping, file.header)
    draft = Draft()
    is_handed_over = False
    try:
        rows, people, tally, findings = 0, 0, Tally(), Findings()
        for part in survey(Part(file, plan), pool, draft, stop):
            rows += part.built.rows
            tally = tally_of(part.records, tally)
            if Kind.PROFILES in part.records:
                people += len(part.records[Kind.PROFILES].lines) - part.merged
            findings.merge(part.findings)
            yield Checking(part.built.range.stop, file.data_size, rows)
        if not stop.is_set():
            is_handed_over = True
            yield Checked(rows, tally, people, findings.all(), draft)
    finally:
        if not is_handed_over:
            draft.close()


def tally_of(records: dict[Kind, BuiltRecords], tally: Tally) -> Tally:
    """Return the tally with these records: ready ones unsent, the others held."""
    for kind, built in records.items():
        counts = tally.of(kind).plus(State.UNSENT, len(built.lines))
        tally = tally.with_counts(kind, counts.plus(State.HELD, len(built.held)))
    return tally
