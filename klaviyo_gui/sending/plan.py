"""The plan: the whole file is frozen into batches before the first request.

From then on the CSV is not read again: it may change, move or vanish.
"""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from klaviyo_gui.core.findings import Finding, Findings
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.metric_names import MetricNames
from klaviyo_gui.core.text_columns import TextColumns
from klaviyo_gui.sending.apart import set_apart
from klaviyo_gui.sending.facts import facts_of_joined
from klaviyo_gui.sending.freezer import Freezer
from klaviyo_gui.sending.preparing import Prepared, Preparing
from klaviyo_gui.sending.progress import Planning
from klaviyo_gui.sending.survey import Part, concluded, survey
from klaviyo_gui.sending.vetting import vet
from klaviyo_gui.source.stamp import fingerprint
from klaviyo_gui.store.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path
    from threading import Event

    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.survey import Surveyed
    from klaviyo_gui.sending.vetting import Vetting
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.journal import Journal
    from klaviyo_gui.store.withheld import Withheld


Row = TypeVar("Row")


def freeze(  # noqa: PLR0913 - a file, where it goes, and what it is compared with
    part: Part,
    pool: Pool,
    journal: Journal,
    stop: Event,
    vetting: Vetting | None = None,
    *,
    earlier: Sequence[Path] = (),
) -> Iterator[Planning]:
    """Freeze the file into the journal, telling how far it is.

    With a ``vetting`` what it withholds is held. Without one, events that runs have sent of which
    ``earlier`` are the journals go out in requests without any other. When asked to stop the plan
    stays incomplete and nothing of it is ever sent. Raises SourceError when the file changed or
    vanished meanwhile, RunDamaged or RunOngoing when it cannot be vetted; RunOngoing or LedgerBusy
    also where somebody else has one of those journals for too long.
    """
    draft = Draft()
    prepared: Prepared | None = None
    try:
        mapping = part.plan.mapping
        freezers = {kind: Freezer(journal, kind, mapping.list_of(kind)) for kind in mapping.kinds}
        findings, columns, metrics = Findings(), TextColumns(), MetricNames()
        rows = 0
        file = part.file
        taken, *others = (pool.submit(fingerprint, each.path) for each in (file, *file.seconds))
        preparing = Preparing(file, part.plan, pool, stop)
        for done in preparing:
            yield Planning(done, preparing.total, 0)
        prepared = preparing.prepared
        if prepared is None:
            return
        part = replace(part, file=prepared.file, plan=prepared.plan)
        for found in survey(replace(part, is_for_sending=True), pool, draft, stop):
            rows += found.built.rows
            findings.merge(found.findings)
            columns.add(found.built.columns)
            metrics.merge(found.built.metrics)
            _keep(found, journal, freezers, None if vetting is None else draft.withheld)
            done = preparing.share(found.built.range.stop)
            yield Planning(done, preparing.total, rows, prepared.unwanted or 0)
        if stop.is_set():
            return
        facts: dict[str, Any] = {"rows": rows, "sha256": _fingerprint(taken, file, pool)}
        if prepared.unwanted is not None:
            facts["unwanted"] = prepared.unwanted
        if file.seconds:
            prints = [
                _fingerprint(each, second, pool)
                for each, second in zip(others, file.seconds, strict=True)
            ]
            facts["joined"] = facts_of_joined(journal.facts, prints, prepared.reports)
        kinds = part.plan.mapping.kinds
        findings.merge((*columns.findings(), *metrics.findings()))
        findings.merge(concluded(part.plan.mapping, kinds, draft))
        if vetting is not None:
            vet(vetting, draft, part.plan.mapping)
        facts["findings"] = _as_json(findings.all())
        with journal.transaction():
            _freeze_rest(draft, journal, freezers)
            if vetting is None and earlier and Kind.EVENTS in kinds:
                set_apart(draft, journal, earlier)
            journal.finish_planning(facts)
    finally:
        draft.close()
        if prepared is not None:
            prepared.close()


def _keep(
    found: Surveyed, journal: Journal, freezers: dict[Kind, Freezer], withheld: Withheld | None
) -> None:
    """Keep the rows of one range with what is held of them; events wait where they are vetted."""
    with journal.transaction():
        journal.add_slice(found.built.range.first_line, found.built.frozen)
        for kind, records in found.records.items():
            journal.add_held(kind, records.held)
            if kind is Kind.EVENTS and withheld is not None:
                withheld.park(records.lines, records.bodies, records.has_made_id)
            elif kind is Kind.EVENTS:
                freezers[kind].add(records.lines, records.bodies)


def _freeze_rest(draft: Draft, journal: Journal, freezers: dict[Kind, Freezer]) -> None:
    """Freeze what had to wait for the end of the file, and hold what is withheld of it."""
    for kind, freezer in freezers.items():
        for part in _parts(draft.withheld.spared(kind)):
            freezer.add((line for line, _ in part), (body for _, body in part))
        freezer.finish()
        for held in _parts(draft.withheld.held(kind)):
            journal.add_held(kind, ((line, code, "", "") for line, code in held))
        if kind is Kind.PROFILES:
            journal.add_merged(kind, draft.withheld.spared_repeats())
        journal.add_keys(kind, draft.keys(kind))


def _fingerprint(taken: Future[str], file: CsvFile, pool: Pool) -> str:
    """Return the fingerprint of the file that was planned and no other."""
    try:
        found = taken.result()
    except BrokenProcessPool:
        (found,) = pool.in_order(fingerprint, [file.path])
    file.check_unchanged()
    return found


_AT_ONCE = 2_000
"""Records that are handed over together."""


def _parts(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while found := list(islice(rows, _AT_ONCE)):
        yield found


def _as_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return the findings without the offending texts, which stay out of the reports."""
    return [
        {
            "kind": finding.kind,
            "code": finding.code,
            "severity": finding.severity,
            "target": finding.target,
            "count": finding.count,
            "lines": finding.lines,
            "related": finding.related,
        }
        for finding in findings
    ]
