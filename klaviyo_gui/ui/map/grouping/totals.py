"""Whether the values of orders fit their items, as the panel tells it."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui.core.order_totals import total_of
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.sending.total_count import TotalsCounted, count_totals, totals_of
from klaviyo_gui.ui.work import WorkQueue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from klaviyo_gui.core.record import Plan
    from klaviyo_gui.sending.pool import Pool
    from klaviyo_gui.sending.preparing import Prepared
    from klaviyo_gui.source.reader import Rows
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.models.material import Material, MaterialStore
    from klaviyo_gui.ui.session import Session

UNCHECKED = mark(
    "Totals are compared once the order has a value, and each item a quantity and a price, or a "
    "total."
)


class Totals(QObject):
    """Compares the totals of the first orders, and of all once the whole file is checked.

    ``changed`` fires when more is known.
    """

    changed = Signal()

    def __init__(self, session: Session, checker: Checker, materials: MaterialStore) -> None:
        super().__init__(session)
        self._session = session
        self._checker = checker
        self._materials = materials
        self._first_of: tuple[CsvFile, Plan] | None = None
        self._first: TotalsCounted | None = None
        self._look = WorkQueue(self)
        self._look.told.connect(self._apply_first)
        self._asked: tuple[object, ...] = ()
        self._whole: TotalsCounted | None = None
        self._stop = threading.Event()
        self._work = WorkQueue(self)
        self._work.told.connect(self._apply)

    def words(self) -> tuple[str, bool]:
        """Return what is said of the totals of orders, and whether some of them do not fit."""
        session = self._session
        if session.grouping is None:
            return "", False
        if session.obstacle is not None or total_of(session.mapping) is None:
            return tr(UNCHECKED), False
        self._count()
        if self._whole is not None:
            return totals_words(self._whole)
        # What the first orders tell serves until all are counted.
        if self._first is None or not self._asked:
            material = self._materials.now()
            if material is None:
                return "", False
            self._look_first(material)
        return totals_words(self._first, is_whole=False) if self._first is not None else ("", False)

    def close(self) -> None:
        """End the work under way."""
        self._stop.set()
        for work in (self._work, self._look):
            work.forget()
            work.close()

    def _look_first(self, material: Material) -> None:
        """Compare the first orders beside the window; until then what is known of them serves."""
        before, self._first_of = self._first_of, (material.file, material.plan)
        is_same = before is not None and before[0] is material.file
        if is_same and before == self._first_of:
            return
        if not is_same:
            self._first = None
        self._look.begin(partial(_looked, material.plan, material.pages().page(0)))

    def _count(self) -> None:
        """Count all orders beside the window, once they are arranged."""
        result, prepared = self._checker.result, self._checker.prepared
        asked: tuple[object, ...] = ()
        if result is not None and prepared is not None:
            asked = (prepared.file.data, self._session.mapping)
        if asked == self._asked:
            return
        self._stop.set()
        self._work.forget()
        self._asked, self._whole = asked, None
        if prepared is not None and asked:
            self._stop = threading.Event()
            work = partial(_counted, prepared.shared(), self._checker.pool, self._stop)
            self._work.begin(work)

    @Slot(object)
    def _apply_first(self, event: object) -> None:
        if isinstance(event, TotalsCounted):
            self._first = event
            self.changed.emit()

    @Slot(object)
    def _apply(self, event: object) -> None:
        if isinstance(event, TotalsCounted):
            self._whole = event
            self.changed.emit()


def _looked(plan: Plan, rows: Rows) -> Iterator[TotalsCounted]:
    """Compare the first orders; in another thread."""
    yield totals_of(plan, rows)


def _counted(prepared: Prepared, pool: Pool, stop: threading.Event) -> Iterator[object]:
    """Count; in another thread. The arranged copy is kept until then."""
    try:
        yield from count_totals(prepared.file, prepared.plan, pool, stop)
    finally:
        prepared.close()


def totals_words(found: TotalsCounted, *, is_whole: bool = True) -> tuple[str, bool]:
    """Return what is said of totals, and whether some of them do not fit.

    They are those of the whole file, or of its first rows alone.
    """
    compared = found.near + found.far
    told = _far(found, compared, is_whole) if found.far else _fit(compared, is_whole)
    if found.unknown:
        rest = counted(
            found.unknown,
            "{count} has no value, or items without a price, and could not be compared.",
            "{count} have no value, or items without a price, and could not be compared.",
        )
        told = f"{told} {rest}"
    return told, found.far > 0


def _far(found: TotalsCounted, compared: int, is_whole: bool) -> str:
    """Say in how many orders that are compared the items come to another sum."""
    far, line = grouped(found.far), grouped(found.line)
    if is_whole:
        return counted(
            compared,
            "In {far} of {count} order, what the items add up to is far from the value, as in "
            "line {line}: are the right columns used?",
            "In {far} of {count} orders, what the items add up to is far from the value, as in "
            "line {line}: are the right columns used?",
            far=far,
            line=line,
        )
    return counted(
        compared,
        "In {far} of {count} order of the first rows, what the items add up to is far from the "
        "value, as in line {line}: are the right columns used?",
        "In {far} of {count} orders of the first rows, what the items add up to is far from the "
        "value, as in line {line}: are the right columns used?",
        far=far,
        line=line,
    )


def _fit(compared: int, is_whole: bool) -> str:
    """Say that the items of all orders that are compared come to their values."""
    if not compared:
        if is_whole:
            return tr("No totals could be compared.")
        return tr("No totals could be compared in the first rows.")
    if is_whole:
        return counted(
            compared,
            "Totals fit: in {count} order, what the items add up to is near the order's value, "
            "with room for tax, shipping and discounts.",
            "Totals fit: in {count} orders, what the items add up to is near the order's value, "
            "with room for tax, shipping and discounts.",
        )
    return counted(
        compared,
        "Totals fit: in {count} order of the first rows, what the items add up to is near the "
        "order's value, with room for tax, shipping and discounts.",
        "Totals fit: in {count} orders of the first rows, what the items add up to is near the "
        "order's value, with room for tax, shipping and discounts.",
    )
