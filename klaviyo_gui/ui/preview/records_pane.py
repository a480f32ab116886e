"""The middle of Preview: the records as they will be sent, by tabs, searched, sorted, filtered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.row_numbers import RowNumbers
from klaviyo_gui.core.tally import State
from klaviyo_gui.sending.arranging import ROWS_SORTED_MAX, Searched, Sorted, search, sort
from klaviyo_gui.ui.models.built import BuiltRecords
from klaviyo_gui.ui.models.pages import Pages
from klaviyo_gui.ui.models.records import LINE, Filter, RecordsModel
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.pieces import button, column, frame, plural, row, text, tool
from klaviyo_gui.ui.preview.errand import Errand
from klaviyo_gui.ui.preview.heading import RecordHeading
from klaviyo_gui.ui.tables import fit_to_cells, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.sending.check import Checked
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_KINDS = {Kind.EVENTS: "Events", Kind.PROFILES: "People"}
_FILTERS = {
    Filter.ALL: "All",
    Filter.READY: "Will be sent",
    Filter.HELD: "Held",
    Filter.LEFT_OUT: "Left out",
    Filter.COLUMNS: "Columns",
}
_BY_CHECK = frozenset({Filter.READY, Filter.HELD, Filter.LEFT_OUT})
"""Filters whose rows are known once all rows are checked."""

_TYPED_MS = 250
"""From the last letter until the file is looked through."""


class RecordsPane(QWidget):
    """Shows one kind of record; ``finding_left`` fires when the filter of a finding is taken off.

    ``kind_chosen(Kind)`` fires when events or people are asked for.
    """

    finding_left = Signal()
    kind_chosen = Signal(object)

    def __init__(self, session: Session, checker: Checker, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self.kind = Kind.EVENTS
        self._filter = Filter.ALL
        self._rows_of_finding: RowNumbers | None = None
        self._found: RowNumbers | None = None
        self._order: tuple[int, ...] | None = None
        self._records: BuiltRecords | None = None
        self._fitted: tuple[object, ...] = ()
        self.records = RecordsModel(session, theme, self)
        self.left_out = TextTable(("Column", "Why it is not sent", "First values"), self)
        self.grid = table(self.records, "Records as they will be sent")
        self.grid.setHorizontalHeader(RecordHeading(theme, self.grid))
        self._searching, self._sorting = Errand(self), Errand(self)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(_TYPED_MS)
        self._build()
        self._connect()

    @property
    def note(self) -> str:
        """Return what is said below the table."""
        return self._note.text()

    @property
    def chip(self) -> str:
        """Return what the chip of the filter says, empty without a filter."""
        return self._chip_words.text() if not self._chip.isHidden() else ""

    def show_filter(self, wanted: Filter) -> None:
        """List all rows, those that will be sent, those that are held, or what is left out."""
        self._filter = wanted
        self.refresh()

    def show_rows_of(self, rows: RowNumbers | None) -> None:
        """List only the rows of a finding; None for all."""
        self._rows_of_finding = rows
        if rows is not None:
            self._filter = Filter.ALL
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the records by the mapping and the check as they are now."""
        session, result = self._session, self._checker.result
        self._records = None
        if session.file is not None and session.mapping.kinds and session.obstacle is None:
            pages = Pages(session.file, session.index)
            repeats = result.repeats_of(self.kind) if result is not None else None
            self._records = BuiltRecords(pages, session.plan, self.kind, repeats)
        numbers = self._numbers()
        self.records.show(self.kind, self._records, numbers)
        self.left_out.show(self._left_out())
        self._pages.setCurrentIndex(1 if self._filter is Filter.COLUMNS else 0)
        self._mark_segments(result)
        self._tell(numbers)
        self._fit_columns()

    def forget_order(self) -> None:
        """Let search and order go: they were of another file, or of other values."""
        self._searching.cancel()
        self._sorting.cancel()
        self._order = None
        self.grid.horizontalHeader().setSortIndicatorShown(False)
        if self.search.text():
            self._typed.start()
        self._found = None

    def forget_rows(self) -> None:
        """Let the rows of a finding go: they were of another file."""
        self._rows_of_finding = None

    def go_to_line(self, line: int, target: str = "") -> None:
        """Choose the row that begins in this line of the file, if listed, with this property."""
        file = self._session.file
        number = Pages(file, self._session.index).number_of(line) if file is not None else None
        at = self.records.row_of(number) if number is not None else -1
        if at >= 0:
            self.grid.selectRow(at)
            self.grid.scrollTo(self.records.index(at, self.records.column_of(target)))

    def close_work(self) -> None:
        """Wait for the end of what is being searched or sorted."""
        self._typed.stop()
        self._searching.close()
        self._sorting.close()

    # Construction

    def _build(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find e-mail, phone or id")
        self.search.setAccessibleName("Find a person or an id in the whole file")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(240)
        self._chip = frame("chip")
        chip = row(self._chip, gap=4)
        chip.setContentsMargins(10, 2, 4, 2)
        self._chip_words = text()
        self._chip_close = tool("✕", "Show all rows again", role="")
        chip.addWidget(self._chip_words)
        chip.addWidget(self._chip_close)
        self._note = text(role="small", wraps=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        self._pages.addWidget(table(self.left_out, "Columns that are not sent"))
        below = row(gap=8)
        below.addWidget(self._chip)
        below.addWidget(self._note, 1)
        below.addStretch(0)
        self._chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        layout = column(self, gap=8)
        layout.addLayout(self._build_kinds())
        layout.addLayout(self._build_filters())
        layout.addWidget(self._pages, 1)
        layout.addLayout(below)

    def _build_kinds(self) -> QHBoxLayout:
        self._kind_buttons = QButtonGroup(self)
        line = row(gap=4)
        for kind, words in _KINDS.items():
            line.addWidget(_segment(self._kind_buttons, words, kind))
        line.addStretch(1)
        line.addWidget(self.search)
        return line

    def _build_filters(self) -> QHBoxLayout:
        self._filter_buttons = QButtonGroup(self)
        line = row(gap=2)
        for each, words in _FILTERS.items():
            line.addWidget(_segment(self._filter_buttons, words, each))
        line.addStretch(1)
        return line

    def _connect(self) -> None:
        self._kind_buttons.buttonClicked.connect(self._switch_kind)
        self._filter_buttons.buttonClicked.connect(self._switch_filter)
        self._chip_close.clicked.connect(self.finding_left)
        self._typed.timeout.connect(self._search)
        self.search.textChanged.connect(self._type)
        self._searching.told.connect(self._take_found)
        self._searching.ended.connect(self._end_search)
        self._sorting.told.connect(self._take_order)
        self._sorting.ended.connect(self._end_sort)
        self.grid.horizontalHeader().sectionClicked.connect(self.sort_by)

    # Which rows

    def _numbers(self) -> Sequence[int]:
        rows, result = self._session.row_count, self._checker.result
        chosen: RowNumbers | None = None
        if self._filter is Filter.COLUMNS:
            return ()
        if self._filter in _BY_CHECK:
            if result is None:
                return ()
            held, left_out = result.held[self.kind], result.left_out
            ready = (held | left_out).others(result.rows)
            chosen = {Filter.HELD: held, Filter.LEFT_OUT: left_out}.get(self._filter, ready)
        for other in (self._rows_of_finding, self._found):
            if other is not None:
                chosen = other if chosen is None else chosen & other
        if self._order is None or len(self._order) != rows:
            return range(rows) if chosen is None else chosen
        if chosen is None:
            return self._order
        return [number for number in self._order if number in chosen]

    def _left_out(self) -> list[tuple[str, ...]]:
        """Return the columns of which nothing is sent for this kind of record, with the reason."""
        session = self._session
        if session.file is None:
            return []
        here = set(session.mapping.columns(self.kind))
        elsewhere = set(session.mapping.columns())
        lines: list[tuple[str, ...]] = []
        for name in session.header:
            if name in here:
                continue
            why = "nobody has decided"
            if name in elsewhere:
                why = "sent with people" if self.kind is Kind.EVENTS else "sent with events"
            elif name in session.mapping.left_out:
                why = "left out by you"
            cells = session.cells.get(name, ())[:3]
            lines.append((name, why, " · ".join(cells)))
        return lines

    # What is said

    def _mark_segments(self, result: Checked | None) -> None:
        kinds = self._session.mapping.kinds
        for segment in self._kind_buttons.buttons():
            kind = Kind(segment.property("value"))
            segment.setChecked(kind is self.kind)
            segment.setEnabled(kind in kinds)
        counts: dict[Filter, int] = {Filter.COLUMNS: self.left_out.rowCount()}
        if result is not None:
            tally = result.tally.of(self.kind)
            counts[Filter.LEFT_OUT] = len(result.left_out)
            counts[Filter.HELD] = getattr(tally, State.HELD) - len(result.left_out)
            counts[Filter.READY] = getattr(tally, State.UNSENT)
        if self._session.file is not None:
            counts[Filter.ALL] = self._session.row_count
        for segment in self._filter_buttons.buttons():
            each = Filter(segment.property("value"))
            number = f" {counts[each]:,}" if each in counts else ""
            segment.setText(f"{_FILTERS[each]}{number}")
            segment.setChecked(each is self._filter)

    def _tell(self, numbers: Sequence[int]) -> None:
        self._chip.setVisible(self._rows_of_finding is not None)
        all_rows = plural(self._session.row_count, "row")
        self._chip_words.setText(f"Showing {len(numbers):,} of {all_rows}")
        said = []
        if self._filter in _BY_CHECK and self._checker.result is None:
            said.append("Which rows are held is known once all are checked.")
        if self._found is not None:
            state = "so far…" if self._searching.is_on else "in the whole file."
            said.append(f"{plural(len(self._found), 'row')} found {state}")
        if self._sorting.is_on:
            said.append("Sorting…")
        self._say(" ".join(said))

    def _say(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def showEvent(self, event: object) -> None:
        """Fit the columns to what is shown."""
        super().showEvent(event)  # type: ignore[arg-type] # Qt hands its own event over
        # The station catches up as it is shown, and then the columns may be other ones.
        QTimer.singleShot(0, self._fit_columns)

    @Slot()
    def _fit_columns(self) -> None:
        """Measure the cells once they are looked at, and again only when the columns change."""
        model, across = self.records, Qt.Orientation.Horizontal
        columns = tuple(model.headerData(at, across) for at in range(model.columnCount()))
        if self.isVisible() and columns != self._fitted:
            self._fitted = columns
            fit_to_cells(self.grid)

    # Actions

    @Slot(QAbstractButton)
    def _switch_kind(self, segment: QAbstractButton) -> None:
        self.kind_chosen.emit(Kind(segment.property("value")))

    @Slot(QAbstractButton)
    def _switch_filter(self, segment: QAbstractButton) -> None:
        self.show_filter(Filter(segment.property("value")))

    @Slot()
    def _type(self) -> None:
        self._typed.start()

    @Slot()
    def _search(self) -> None:
        self._searching.cancel()
        wanted, file = self.search.text().strip(), self._session.file
        index = self._session.index
        self._found = None
        if wanted and file is not None and index is not None:
            self._found = RowNumbers()
            mapping, pool = self._session.mapping, self._checker.pool
            self._searching.begin(partial(search, file, index.ranges(), mapping, wanted, pool))
        self.refresh()

    @Slot(object)
    def _take_found(self, found: Searched) -> None:
        is_news = self._found is None or len(found.rows) != len(self._found)
        self._found = found.rows
        if is_news:
            self.refresh()

    @Slot(bool)
    def _end_search(self, is_whole: bool) -> None:
        self.refresh()
        if not is_whole:
            self._say("The search stopped before its end; try again.")

    @Slot(int)
    def sort_by(self, at: int) -> None:
        """Sort by this column, the other way round if it is so already; by line as in the file."""
        header, file = self.grid.horizontalHeader(), self._session.file
        index = self._session.index
        target = self.records.target(at)
        is_again = header.isSortIndicatorShown() and header.sortIndicatorSection() == at
        self._sorting.cancel()
        if file is None or index is None:
            return
        if target and self._session.row_count > ROWS_SORTED_MAX:
            self._say(f"Files of more than {ROWS_SORTED_MAX:,} rows stay in their own order.")
            return
        if is_again and self._order is not None:
            self._turn()
            return
        order = Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(at, order)
        if not target:
            self._order = self._by_state() if at != LINE else None
            if at == LINE:
                self._order = tuple(range(self._session.row_count))
            self.refresh()
            return
        plan, pool = self._session.plan, self._checker.pool
        self._sorting.begin(partial(sort, file, index.ranges(), plan, self.kind, target, pool))
        self._say("Sorting…")

    def _by_state(self) -> tuple[int, ...] | None:
        result = self._checker.result
        if result is None:
            return None
        held, left_out = result.held[self.kind], result.left_out
        return (*held, *left_out, *(held | left_out).others(result.rows))

    def _turn(self) -> None:
        header = self.grid.horizontalHeader()
        is_up = header.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if is_up else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(header.sortIndicatorSection(), order)
        assert self._order is not None, "only what is sorted is turned"
        self._order = self._order[::-1]
        self.refresh()

    @Slot(object)
    def _take_order(self, found: Sorted) -> None:
        self._order = found.rows

    @Slot(bool)
    def _end_sort(self, is_whole: bool) -> None:
        self.refresh()
        if not is_whole:
            self._say("The rows could not be sorted; try again.")


def _segment(group: QButtonGroup, words: str, value: str) -> QAbstractButton:
    segment = button(words, "segment")
    segment.setCheckable(True)
    segment.setProperty("value", str(value))
    group.addButton(segment)
    return segment
