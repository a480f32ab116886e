"""The order in which the records are listed, by the heading that was clicked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from klaviyo_gui.core.shown_event import told_pair
from klaviyo_gui.language import grouped, tr
from klaviyo_gui.sending.sorting import ROWS_SORTED_MAX, Sorted, sort
from klaviyo_gui.ui.models.records import LINE
from klaviyo_gui.ui.preview.errand import Errand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QHeaderView

    from klaviyo_gui.sending.check import Checked
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.models.material import MaterialStore
    from klaviyo_gui.ui.models.records import RecordsModel
    from klaviyo_gui.ui.session import Session

_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class Order(QObject):
    """Sorts by what is sent for a property, by state, or by line; ``changed`` fires when it does.

    The heading shows by what, from the click on. The order goes with edits and with what the check
    finds out, as long as its property is sent.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        checker: Checker,
        materials: MaterialStore,
        records: RecordsModel,
        heading: QHeaderView,
    ) -> None:
        super().__init__(heading)
        self._session = session
        self._checker = checker
        self._materials = materials
        self._records = records
        self._heading = heading
        self._rows: Sequence[int] | None = None
        self._target = ""
        self._known: Checked | None = None
        self._by_state: tuple[Checked, Qt.SortOrder, tuple[int, ...]] | None = None
        self._words = ""
        self._errand = Errand(self)
        self._errand.told.connect(self._take)
        self._errand.ended.connect(self._end)
        heading.sectionClicked.connect(self.sort_by)
        records.modelReset.connect(self._point)
        session.mapping_changed.connect(self._leave)
        checker.changed.connect(self._take_check)

    @property
    def is_on(self) -> bool:
        """Tell whether the rows are being sorted."""
        return self._errand.is_on

    @property
    def words(self) -> str:
        """Return what is said of it."""
        return tr("Sorting…") if self.is_on and self._rows is None else self._words

    @property
    def rows(self) -> Sequence[int] | None:
        """Return the numbers of all rows in their order; None for that of the file."""
        if not self._is_shown:
            return None
        if self._target:
            found = self._rows
        elif self._heading.sortIndicatorSection() == LINE:
            found = range(self._count)
        else:
            return self._rows_by_state()
        return found if found is None or self._direction is _UP else found[::-1]

    @Slot()
    def forget(self) -> None:
        """Let it go: it was of another file, or of other records."""
        self._errand.cancel()
        self._rows, self._words, self._target = None, "", ""
        self._heading.setSortIndicatorShown(False)

    def sort_again(self) -> None:
        """Sort rows that are others now; their order stays until the new one is known."""
        if self._is_shown and self._target and self._session.obstacle is None:
            self._begin()

    @Slot(int)
    def sort_by(self, at: int) -> None:
        """Sort by this column, the other way round if it is so already."""
        material = self._materials.now()
        if material is None or material.index is None:
            return
        target = self._records.target(at)
        if target and material.count > ROWS_SORTED_MAX:
            most = grouped(ROWS_SORTED_MAX)
            self._words = tr("Files of more than {most} rows stay in their own order.", most=most)
            self.changed.emit()
            return
        is_again = self._is_shown and self._heading.sortIndicatorSection() == at
        self._target = target
        turned = _DOWN if is_again and self._direction is _UP else _UP
        self._heading.setSortIndicatorShown(True)
        self._heading.setSortIndicator(at, turned)
        self._words = ""
        if not is_again:
            self._errand.cancel()
            self._rows = None
            if target:
                self._begin()
        self.changed.emit()

    def close_work(self) -> None:
        """Wait for the end of the sorting."""
        self._errand.close()

    # Private

    @property
    def _is_shown(self) -> bool:
        return self._heading.isSortIndicatorShown()

    @property
    def _direction(self) -> Qt.SortOrder:
        return self._heading.sortIndicatorOrder()

    @property
    def _count(self) -> int:
        material = self._materials.now()
        return material.count if material is not None else 0

    def _begin(self) -> None:
        material = self._materials.now()
        if material is None or material.index is None:
            return
        file, ranges, plan = material.file, material.index.ranges(), material.plan
        kind, pool = self._records.kind, self._checker.pool
        self._known = known = self._checker.result
        key = self._records.read_by(self._target)
        work = partial(sort, file, ranges, plan, kind, key, pool, known=known)
        self._errand.begin(work)

    @Slot()
    def _leave(self) -> None:
        """Let it go at once where its property is sent no more."""
        pair = told_pair(self._session.mapping, self._records.kind, self._target)
        if self._is_shown and self._target and pair is None:
            self.forget()

    @Slot()
    def _point(self) -> None:
        """Show the order at its property, wherever that stands now."""
        if self._is_shown and self._target:
            at = self._records.column_of(self._target)
            if self._records.target(at) == self._target:
                self._heading.setSortIndicator(at, self._direction)

    @Slot()
    def _take_check(self) -> None:
        """Sort by what is known of the whole file, once it is."""
        result = self._checker.result
        if result is not None and result is not self._known:
            self.sort_again()

    def _rows_by_state(self) -> tuple[int, ...] | None:
        """Return held rows first, then those left out; they are known once all are checked."""
        result, direction = self._checker.result, self._direction
        if result is None:
            return None
        if self._by_state is None or self._by_state[:2] != (result, direction):
            held, left_out = result.held[self._records.kind], result.left_out
            found = (*held, *left_out, *(held | left_out).others(result.rows))
            self._by_state = result, direction, found if direction is _UP else found[::-1]
        return self._by_state[2]

    @Slot(object)
    def _take(self, found: Sorted) -> None:
        self._rows = found.rows

    @Slot(bool)
    def _end(self, is_whole: bool) -> None:
        self._words = "" if is_whole else tr("The rows could not be sorted; try again.")
        self.changed.emit()
