"""Make a whole file ready to be built from: judged, and arranged where its mapping has steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klaviyo_gui.core.amendments import Amendments
from klaviyo_gui.sending.arranging import Arranging
from klaviyo_gui.sending.judging import Judging

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.table import CsvFile


@dataclass(frozen=True, slots=True)
class Prepared:
    """What records are built from, and by which plan.

    Of a mapping with steps ``file`` is an arranged copy, in which changes of single rows are made
    already. ``rows`` are then those of the user's file, and ``unwanted`` those left out by the
    steps; both are None where nothing was arranged. ``of`` tells what it was made of.
    """

    file: CsvFile
    plan: Plan
    rows: int | None = None
    unwanted: int | None = None
    of: tuple[object, ...] = ()

    def shared(self) -> Prepared:
        """Return it for one more user, who may read on after the others closed it."""
        return replace(self, file=self.file.shared()) if self.of else self

    def close(self) -> None:
        """Remove the arranged copy, if there is one and nobody else reads it."""
        if self.of:
            self.file.close()

    def serves(self, file: CsvFile, plan: Plan) -> bool:
        """Tell whether what was arranged is what such a plan would be built from."""
        return bool(self.of) and self.of == _made_of(file, plan)

    def planned(self, plan: Plan) -> Prepared:
        """Return it with another plan, for which it serves."""
        return replace(self, plan=plan_for(self.file, plan))


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
        arranged = file.data_size if plan.mapping.has_steps else 0
        self.before = self._judging.before + arranged
        self.total = self._judging.total + arranged
        self.prepared: Prepared | None = None

    def __iter__(self) -> Iterator[int]:
        """Give the bytes that are done after every part."""
        judging = self._judging
        yield from judging
        if judging.judged is None:
            return
        plan = replace(self._plan, judged=judging.judged)
        if not plan.mapping.has_steps:
            self.prepared = Prepared(self._file, plan)
            return
        if self._known is not None and self._known.serves(self._file, plan):
            self.prepared = self._known.shared().planned(plan)
            yield self.before
            return
        arranging = Arranging(self._file, plan, self._pool, self._stop)
        for done in arranging:
            yield judging.before + done
        file = arranging.file
        if file is not None:
            made_of = _made_of(self._file, plan)
            arranged = plan_for(file, plan)
            self.prepared = Prepared(file, arranged, arranging.rows, arranging.unwanted, made_of)

    def share(self, offset: int) -> int:
        """Return how many bytes are done in all once so much of what was prepared is built."""
        assert self.prepared is not None, "nothing is built before the file is prepared"
        size = max(self.prepared.file.data_size, 1)
        return self.before + offset * (self.total - self.before) // size


def plan_for(file: CsvFile, plan: Plan) -> Plan:
    """Return the plan for an arranged file, in which single rows are changed already."""
    changes = Amendments(causes=plan.amendments.causes)
    return replace(plan, header=file.header, amendments=changes)


def _made_of(file: CsvFile, plan: Plan) -> tuple[object, ...]:
    """Return all that decides how the rows of a file are arranged."""
    mapping, changes, judged = plan.mapping, plan.amendments, plan.judged
    assert judged is not None, "the file is judged before its rows are arranged"
    return (
        (file.path, file.stamp, file.dialect, file.member, file.sheet),
        (mapping.joins, mapping.row_filter),
        mapping.grouping.key if mapping.grouping is not None else (),
        (changes.rows, changes.replacements),
        (judged.headers, judged.totals_line, judged.spare),
    )
