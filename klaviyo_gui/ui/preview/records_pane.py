"""The middle of Preview: the records as they will be sent, by tabs, searched, sorted, filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from klaviyo_gui.core import catalog
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.core.record import type_of
from klaviyo_gui.language import grouped, mark, tr
from klaviyo_gui.ui import icons
from klaviyo_gui.ui.map.item_places import as_item
from klaviyo_gui.ui.map.type_words import type_words
from klaviyo_gui.ui.meaning.subjects import PropertySubject, has_keys
from klaviyo_gui.ui.models.built import NOTHING_FOUND, BuiltRecords
from klaviyo_gui.ui.models.material import MaterialStore, rows_words
from klaviyo_gui.ui.models.records import Filter, RecordsModel
from klaviyo_gui.ui.models.table import TextTable
from klaviyo_gui.ui.pieces import column, frame, row, text, tool
from klaviyo_gui.ui.preview.heading import RecordHeading
from klaviyo_gui.ui.preview.listed import BY_CHECK, counts_of, listed, rows_of
from klaviyo_gui.ui.preview.order import Order
from klaviyo_gui.ui.preview.search import Search
from klaviyo_gui.ui.preview.segments import Segments
from klaviyo_gui.ui.preview.unsent import HEADINGS, unsent_columns
from klaviyo_gui.ui.tables import fit_to_cells, table
from klaviyo_gui.ui.when_empty import WhenEmpty
from klaviyo_gui.wording import error_words, source_words
from klaviyo_gui.wording.amounts import KIND_TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from klaviyo_gui.core.row_numbers import RowNumbers
    from klaviyo_gui.source.table import CsvFile
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.meaning.subjects import Subject
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_FILTERS = {
    Filter.ALL: mark("All"),
    Filter.READY: mark("Will be sent"),
    Filter.HELD: mark("Held"),
    Filter.LEFT_OUT: mark("Left out"),
    Filter.COLUMNS: mark("Columns"),
}

_NO_ROW = {
    Filter.READY: mark("No row is ready to be sent."),
    Filter.HELD: mark("No row is held."),
    Filter.LEFT_OUT: mark("No row is left out."),
}
"""What is said where a choice of rows has none."""


class RecordsPane(QWidget):
    """Shows one kind of record; ``finding_left`` fires when the filter of a finding is taken off.

    ``kind_chosen(Kind)`` fires when events or people are asked for, and ``inspector_toggled(bool)``
    when the row at which the table stands is to be shown in full, or no more.
    """

    finding_left = Signal()
    kind_chosen = Signal(object)
    inspector_toggled = Signal(bool)

    def __init__(self, session: Session, checker: Checker, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._theme = theme
        self.kind = Kind.EVENTS
        self._filter = Filter.ALL
        self._rows_of_finding: RowNumbers | None = None
        self._records: BuiltRecords | None = None
        self._shown = checker.result
        self._fitted: tuple[object, ...] = ()
        self.records = RecordsModel(session, theme, self)
        self.left_out = TextTable([tr(each) for each in HEADINGS], self)
        self.grid = table(self.records, tr("Records as they will be sent"))
        self._nothing = WhenEmpty(self.grid)
        heading = RecordHeading(theme, self.grid)
        self.grid.setHorizontalHeader(heading)
        # What is scrolled is not drawn anew, and the name of a group stays at its left.
        self.grid.horizontalScrollBar().valueChanged.connect(heading.viewport().update)
        self.materials = MaterialStore(session, checker)
        self._arranged: CsvFile | None = None
        self._rows = 0
        self.search = Search(self.materials, checker.pool)
        self.order = Order(session, checker, self.materials, self.records, heading)
        self.kinds, self.tabs = Segments(KIND_TITLES.items(), 4), Segments(_FILTERS.items(), 2)
        self.inspector = tool("", tr("Show the chosen row in full (F4)"), role="toggle")
        self.inspector.setCheckable(True)
        self._build()
        self._connect()
        self.show_inspector(is_shown=True)

    @property
    def note(self) -> str:
        """Return what is said below the table."""
        return self._note.text()

    @property
    def chip(self) -> str:
        """Return what the chip of the filter says, empty without a filter."""
        return self._chip_words.text() if not self._chip.isHidden() else ""

    @property
    def filter(self) -> Filter:
        """Return which rows are listed."""
        return self._filter

    def subject(self) -> Subject | None:
        """Return the property of the current cell while the table has the focus."""
        index = self.grid.currentIndex()
        field = self.records.field(index.column()) if index.isValid() else None
        if field is None or not has_keys(self.grid):
            return None
        pair = field.pair
        target = catalog.find(self.kind, pair.target)
        if target is None:
            return None
        roles = Qt.ItemDataRole
        return PropertySubject(
            as_item(target),
            type_words(type_of(self.kind, pair)),
            tr("required") if target.is_required else "",
            source_words(pair),
            value=index.data(roles.DisplayRole) or "",
            note=index.data(roles.ToolTipRole) or "",
        )

    def focus_search(self) -> None:
        """Let the next letters say who is looked for, among rows and not among columns."""
        if self._filter is Filter.COLUMNS:
            self.show_filter(Filter.ALL)
        self.search.setFocus()
        self.search.selectAll()

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
        self._shown = result
        can_build = bool(session.mapping.kinds) and session.obstacle is None
        self._records, material = None, self.materials.now() if can_build else None
        self._rows = material.count if material is not None else session.row_count
        if material is not None:
            repeats = result.repeats_of(self.kind) if result is not None else None
            found = result.found if result is not None else NOTHING_FOUND
            pages, plan, originals = material.pages(), material.plan, material.originals
            self._records = BuiltRecords(pages, plan, self.kind, repeats, found, originals)
            if originals is not None and material.file is not self._arranged:
                # What was searched or sorted before was other rows.
                self._arranged = material.file
                self._follow_soon()
        numbers = self._numbers()
        self.records.show(self.kind, self._records, numbers)
        self._say_why()
        self.left_out.show(unsent_columns(session, self.kind))
        self._pages.setCurrentIndex(1 if self._filter is Filter.COLUMNS else 0)
        self._mark_segments()
        self._tell(numbers)
        if self.isVisible():
            self._fit_columns()
        else:
            session.turns.later(self._fit_columns)

    def show_inspector(self, *, is_shown: bool) -> None:
        """Say whether the chosen row is shown in full."""
        self.inspector.setChecked(is_shown)
        self._draw_inspector()

    def forget_rows(self) -> None:
        """Let the rows of a finding go: they were of another file."""
        self._rows_of_finding = None

    def go_to_line(self, line: int, target: str = "") -> None:
        """Choose the row that begins in this line of the file, if listed, with this property."""
        material = self.materials.now()
        number = material.pages().number_of(line) if material is not None else None
        at = self.records.row_of(number) if number is not None else -1
        if at >= 0:
            self.grid.selectRow(at)
            self.grid.scrollTo(self.records.index(at, self.records.column_of(target)))

    def close_work(self) -> None:
        """Wait for the end of what is being searched or sorted."""
        self.search.close_work()
        self.order.close_work()

    def showEvent(self, event: object) -> None:
        """Fit the columns to what is shown."""
        super().showEvent(event)  # type: ignore[arg-type] # Qt hands its own event over
        self._fit_columns()

    # Construction

    def _build(self) -> None:
        self._chip = frame("chip")
        chip = row(self._chip, gap=4)
        chip.setContentsMargins(10, 2, 4, 2)
        self._chip_words = text()
        self._chip_close = tool("✕", tr("Show all rows again"), role="")
        chip.addWidget(self._chip_words)
        chip.addWidget(self._chip_close)
        self._note = text(role="small", wraps=True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.grid)
        left_out = table(self.left_out, tr("Columns that are not sent"))
        WhenEmpty(left_out, tr("Every column is sent."))
        self._pages.addWidget(left_out)
        below = row(gap=8)
        below.addWidget(self._chip)
        below.addWidget(self._note, 1)
        below.addStretch(0)
        self._chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        layout = column(self, gap=8)
        layout.addLayout(_line(self.kinds, self.inspector, self.search))
        layout.addLayout(_line(self.tabs))
        layout.addWidget(self._pages, 1)
        layout.addLayout(below)

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._switch_kind)
        self.tabs.chosen.connect(self._switch_filter)
        self._chip_close.clicked.connect(self.finding_left)
        self.inspector.clicked.connect(self.inspector_toggled)
        self._theme.changed.connect(self._draw_inspector)
        self.search.changed.connect(self.refresh)
        self.order.changed.connect(self.refresh)
        session = self._session
        self._checker.changed.connect(self._say_why)
        for forget in (self.search.forget, self.order.forget):
            session.file_changed.connect(forget)
        for signal in (session.index_changed, session.mapping_changed, session.plan_changed):
            signal.connect(self._follow_soon)

    # Private

    @Slot()
    def _say_why(self) -> None:
        self._nothing.say(self._nothing_words())

    def _nothing_words(self) -> str:
        """Return why no row is listed, where none is."""
        if self._records is None and self._checker.error is not None:
            return error_words(self._checker.error).what
        if self._records is None:
            return tr("Nothing can be built yet. What is missing is said in Map.")
        if self._filter in _NO_ROW:
            return tr(_NO_ROW[self._filter])
        return tr("No row matches.")

    @Slot()
    def _follow_soon(self) -> None:
        """Search and sort anew, once for all that one edit changes."""
        self._session.turns.later(self._follow)

    def _follow(self) -> None:
        self.search.look_again()
        self.order.sort_again()

    def _numbers(self) -> Sequence[int]:
        rows, order = self._rows, self.order.rows
        # An order of rows counted so far is none of them all.
        every = range(rows) if order is None or len(order) != rows else order
        of_tab = rows_of(self._filter, self.kind, self._checker.result)
        return listed(every, (of_tab, self._rows_of_finding, self.search.found))

    def _mark_segments(self) -> None:
        session = self._session
        self.kinds.show_choice(self.kind)
        self.kinds.allow(session.mapping.kinds)
        counts = {Filter.COLUMNS: self.left_out.rowCount()}
        if session.file is not None:
            counts[Filter.ALL] = self._rows
        counts |= counts_of(self.kind, self._checker.result)
        self.tabs.show_choice(self._filter, counts.items())

    def _tell(self, numbers: Sequence[int]) -> None:
        self._chip.setVisible(self._rows_of_finding is not None)
        all_rows = rows_words(self._session.mapping, self._rows)
        shown = grouped(len(numbers))
        self._chip_words.setText(tr("Showing {shown} of {rows}", shown=shown, rows=all_rows))
        said = [self.search.words, self.order.words]
        if self._filter in BY_CHECK and self._checker.result is None:
            said.insert(0, tr("Which rows are held is known once all are checked."))
        self._note.setText(" ".join(filter(None, said)))
        self._note.setVisible(bool(self._note.text()))

    @Slot()
    def _fit_columns(self) -> None:
        """Measure the cells, and again only when the columns change."""
        self._session.turns.forget(self._fit_columns)
        if self._checker.result is not self._shown:
            # What the records were compared with is closed; they are shown anew before long.
            return
        model, across = self.records, Qt.Orientation.Horizontal
        columns = tuple(model.headerData(at, across) for at in range(model.columnCount()))
        if columns != self._fitted:
            self._fitted = columns
            fit_to_cells(self.grid)

    @Slot()
    def _draw_inspector(self) -> None:
        colours = self._theme.tokens
        colour = colours.accent if self.inspector.isChecked() else colours.muted
        icons.put_on(self.inspector, "inspector", colour)

    @Slot(str)
    def _switch_kind(self, value: str) -> None:
        self.kind_chosen.emit(Kind(value))

    @Slot(str)
    def _switch_filter(self, value: str) -> None:
        self.show_filter(Filter(value))


def _line(segments: Segments, *beside: QWidget) -> QHBoxLayout:
    line = row()
    line.addWidget(segments)
    line.addStretch(1)
    for each in beside:
        line.addWidget(each)
    return line
