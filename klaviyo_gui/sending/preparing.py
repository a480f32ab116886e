"""Make a whole file ready to be built from: judged, and arranged where its mapping has steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import Amendments
from klaviyo_gui.core.cell_reading import cell_readings, condition_readings
from klaviyo_gui.sending.arranging import Arranging
from klaviyo_gui.sending.judging import Judging
from klaviyo_gui.sending.readying import Readying
from klaviyo_gui.sending.second_judging import with_joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from threading import Event

    from klaviyo_gui.core.match_report import MatchReport
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.indexing import Indexed
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.table import CsvFile


@dataclass(frozen=True, slots=True)
class Prepared:
    """What records are built from, and by which plan.

    Of a mapping with steps ``file`` is an arranged copy, in which changes of single rows are made
    already. ``rows`` are then those of the user's file, and ``unwanted`` those left out by the
    steps; both are None where nothing was arranged. ``reports`` tell what each join found, and
    ``indexed`` are the second files that were looked into, and ``head`` are the first rows with
    what is joined to them. ``of`` tells what it was made of.
    """

    file: CsvFile
    plan: Plan
    rows: int | None = None
    unwanted: int | None = None
    of: tuple[object, ...] = ()
    reports: tuple[MatchReport, ...] = ()
    indexed: tuple[Indexed, ...] = ()
    head: Sequence[Sequence[str]] = ()

    def shared(self) -> Prepared:
        """Return it for one more user, who may read on after the others closed it."""
        if not self.of:
            return self
        indexed = tuple(each.shared() for each in self.indexed)
        return replace(self, file=self.file.shared(), indexed=indexed)

    def close(self) -> None:
        """Remove the arranged copy, if there is one and nobody else reads it."""
        if self.of:
            self.file.close()
        for each in self.indexed:
            each.close()

    def serves(self, file: CsvFile, plan: Plan) -> bool:
        """Tell whether what was arranged is what such a plan would be built from."""
        return bool(self.of) and plan.judged is not None and self.of == _made_of(file, plan)

    def planned(self, plan: Plan) -> Prepared:
        """Return it with another plan, for which it serves."""
        return replace(self, plan=_plan_for(self.file, plan, self.indexed, self.head))


class Preparing:
    """Prepares a file, giving the bytes that are done; then ``prepared`` is known.

    ``before`` are the bytes to be read here, and ``total`` those and the bytes of the reading that
    follows. ``prepared`` stays None when asked to stop. ``known`` is used again where it serves.
    """

    def __init__(
        self,
        file: CsvFile,
        plan: Plan,
        pool: Pool,
        stop: Event,
        known: Prepared | None = None,
    ) -> None:
        self._file, self._plan = file, plan
        self._pool, self._stop = pool, stop
        self._judging = Judging(file, pool, stop, plan)
        self._known = known
        has_steps = plan.mapping.has_steps
        indexed = known.indexed if known is not None else ()
        self._readying = Readying(file, plan, pool, stop, indexed) if has_steps else None
        arranged = file.data_size if has_steps else 0
        arranged += self._readying.total if self._readying is not None else 0
        self.before = self._judging.before + arranged
        self.total = self._judging.total + arranged
        self.prepared: Prepared | None = None

    def __iter__(self) -> Iterator[int]:
        """Give the bytes that are done after every part."""
        judging = self._judging
        yield from judging
        if judging.judged is None:
            return
        plan = with_readings(replace(self._plan, judged=judging.judged), self._file)
        readying = self._readying
        if readying is None:
            self.prepared = Prepared(self._file, plan)
            return
        if self._known is not None and self._known.serves(self._file, plan):
            self.prepared = self._known.shared().planned(plan)
            yield self.before
            return
        for done in readying:
            yield judging.before + done
        if readying.steps is None:
            return
        try:
            arranging = Arranging(self._file, plan, self._pool, self._stop, readying.steps)
            for done in arranging:
                yield judging.before + readying.total + done
            file = arranging.file
            if file is not None:
                self.prepared = Prepared(
                    file,
                    _plan_for(file, plan, readying.indexed, readying.head),
                    arranging.rows,
                    arranging.unwanted,
                    _made_of(self._file, plan),
                    tuple(
                        replace(report, second=index.tells)
                        for report, index in zip(arranging.reports, readying.indexed, strict=True)
                    ),
                    readying.indexed,
                    readying.head,
                )
        finally:
            if self.prepared is None:
                for each in readying.indexed:
                    each.close()

    def share(self, offset: int) -> int:
        """Return how many bytes are done in all once so much of what was prepared is built."""
        assert self.prepared is not None, "nothing is built before the file is prepared"
        size = max(self.prepared.file.data_size, 1)
        return self.before + offset * (self.total - self.before) // size


def with_readings(plan: Plan, file: CsvFile) -> Plan:
    """Return a plan that tells how the conditions of events read the columns of this file."""
    rows = file.head_rows.cells
    return replace(plan, readings=condition_readings(plan.mapping, file.header, rows))


def _plan_for(
    file: CsvFile, plan: Plan, indexed: Sequence[Indexed], head: Sequence[Sequence[str]]
) -> Plan:
    """Return the plan for an arranged file, in which single rows are changed already."""
    changes = Amendments(causes=plan.amendments.causes)
    assert plan.judged is not None, "the file is judged before its rows are arranged"
    seconds = zip(plan.mapping.joins, (each.judged for each in indexed), strict=True)
    judged = with_joined(plan.judged, seconds)
    readings = condition_readings(plan.mapping, file.header, head)
    return replace(plan, header=file.header, amendments=changes, judged=judged, readings=readings)


def _made_of(file: CsvFile, plan: Plan) -> tuple[object, ...]:
    """Return all that decides how the rows of a file are arranged."""
    mapping, changes, judged = plan.mapping, plan.amendments, plan.judged
    assert judged is not None, "the file is judged before its rows are arranged"
    columns = mapping.row_filter.columns if mapping.row_filter is not None else ()
    readings = cell_readings(mapping, columns, file.header, file.head_rows.cells)
    read = set(mapping.step_columns)
    return (
        *((each.path, each.stamp, each.dialect, each.member, each.sheet) for each in _all(file)),
        (mapping.joins, mapping.row_filter, tuple(readings.items())),
        tuple(each for each in mapping.repairs if each.column in read),
        mapping.grouping.key if mapping.grouping is not None else (),
        [each for each in columns if mapping.grouping and each in mapping.grouping.per_item],
        (changes.rows, changes.replacements),
        (judged.headers, judged.totals_line, judged.spare),
    )


def _all(file: CsvFile) -> tuple[CsvFile, ...]:
    return file, *file.seconds
