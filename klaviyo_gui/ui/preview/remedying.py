"""The remedies of a chosen finding, and what each of them would do, counted beside the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.problem import Code
from klaviyo_gui.core.remedies import Known, Remedy, remedies
from klaviyo_gui.core.row_numbers import RowNumbers
from klaviyo_gui.core.shown_event import event_told, told_pair
from klaviyo_gui.sending.effects import Effect, countries, effects, slips
from klaviyo_gui.source.profile import DISTINCT_LIMIT
from klaviyo_gui.ui.computer import own_zone
from klaviyo_gui.ui.models.material import MaterialStore
from klaviyo_gui.ui.preview.errand import Errand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from threading import Event

    from klaviyo_gui.core.amendments import Cause
    from klaviyo_gui.core.cell_reading import Readings
    from klaviyo_gui.core.findings import Finding
    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.store.draft import Draft
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session


_ASKED = {
    Code.PHONE_INVALID: countries,
    Code.PHONE_COUNTRY_UNKNOWN: countries,
    Code.EMAIL_TYPO: slips,
}
"""What the rows of a finding are asked before remedies are known."""


class Remedying(QObject):
    """Finds the remedies of one finding at a time.

    ``offered(tuple[Remedy, ...])`` fires when they are known, ``measured(int, Effect)`` with the
    effect of the one at this place, as far as it is counted.
    """

    offered = Signal(object)
    measured = Signal(int, object)

    def __init__(self, session: Session, checker: Checker) -> None:
        super().__init__(session)
        self._session = session
        self._checker = checker
        self._materials = MaterialStore(session, checker)
        self._finding: Finding | None = None
        self._asking = Errand(self)
        self._effects = Errand(self)
        self._asking.told.connect(self._offer)
        self._effects.told.connect(self._tell)

    def take(self, finding: Finding | None) -> None:
        """Find the remedies of this finding; of none, let go."""
        self._asking.cancel()
        self._effects.cancel()
        self._finding = finding
        material, result = self._materials.now(), self._checker.result
        if finding is None or material is None or result is None:
            self.offered.emit(())
            return
        pair = told_pair(self._session.mapping, finding.kind, finding.target)
        ask = _ASKED.get(finding.code)
        if ask is not None and pair is not None:
            rows = result.found.get(finding.place, RowNumbers())
            self.offered.emit(())
            self._asking.begin(partial(ask, material.file, rows, pair.columns, self._checker.pool))
        else:
            self._offer(())

    def close(self) -> None:
        """Let everything go, and wait for its end."""
        self._asking.close()
        self._effects.close()

    @Slot(object)
    def _offer(self, answer: tuple[str, ...]) -> None:
        session, finding, result = self._session, self._finding, self._checker.result
        material = self._materials.now()
        if finding is None or result is None or material is None:
            return
        at, _ = event_told(session.mapping, finding.target)
        zones = (session.zone_before, own_zone(), "UTC")
        known = Known(
            session.columns,
            session.written,
            session.judged,
            tuple(dict.fromkeys(filter(None, zones))),
            answer if _ASKED.get(finding.code) is countries else (),
            tuple((each.kind, each.pair) for each in session.suggestions_for(at)),
            _telling(session),
            answer if _ASKED.get(finding.code) is slips else (),
            tuple(result.alike.items()),
        )
        found = remedies(finding, session.mapping, known)
        self.offered.emit(found)
        rows = result.found.get(finding.place, RowNumbers())
        if found:
            others = result.repeats_of(finding.kind)
            cause, pool = result.cause(finding), self._checker.pool
            file, plan = material.file, material.plan
            ways = tuple((each, session.readings_by(each.after)) for each in found)
            work = partial(_measuring, file, rows, result.rows, cause, plan, ways, others, pool)
            self._effects.begin(work)

    @Slot(object)
    def _tell(self, told: tuple[int, Effect | None]) -> None:
        self.measured.emit(*told)


def _telling(session: Session) -> tuple[str, ...]:
    """Return the columns in which each row has a text of its own, those named like ids first."""
    who = {
        column
        for kind in Kind
        for pair in session.mapping.every_pair(kind)
        if pair.target in (*catalog.identifiers(kind), "time")
        for column in pair.columns
    }
    found = [
        each.name
        for each in session.profiles
        if each.filled == each.total
        and each.distinct >= min(each.filled, DISTINCT_LIMIT)
        and each.name not in who
    ]
    named = {
        column
        for each in session.suggestions
        if each.pair.target == "unique_id"
        for column in each.pair.columns
    }
    return tuple(sorted(found, key=lambda name: name not in named))


def _measuring(  # noqa: PLR0913, PLR0917 - the rows, the ways to build them, who works until when
    file: CsvFile,
    rows: RowNumbers,
    row_count: int,
    cause: Cause,
    plan: Plan,
    ways: tuple[tuple[Remedy, Readings], ...],
    others: Draft,
    pool: Pool,
    stop: Event,
) -> Iterator[tuple[int, Effect | None]]:
    every = RowNumbers().others(row_count)
    for at, (remedy, readings) in enumerate(ways):
        if not remedy.is_of_rows:
            yield at, None
            continue
        meant = every if remedy.is_of_column else rows
        after = remedy.after
        measured = effects(
            file, meant, cause, plan, after, pool, stop, others=others, readings=readings
        )
        for effect in measured:
            yield at, effect
        if stop.is_set():
            return
