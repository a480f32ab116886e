"""Station 3: every record as it will be sent, and what is wrong with those that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from klaviyo_gui import wording
from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.ui.amend.bar import AmendedBar
from klaviyo_gui.ui.amend.leaving import LeaveRowsOut
from klaviyo_gui.ui.amend.panel import RowPanel
from klaviyo_gui.ui.cards import card_list
from klaviyo_gui.ui.models import values
from klaviyo_gui.ui.models.built import Built, BuiltRecords
from klaviyo_gui.ui.models.findings import FindingsModel
from klaviyo_gui.ui.models.pages import Pages
from klaviyo_gui.ui.models.records import Filter, RecordsModel
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, button, column, frame, plural, row, text
from klaviyo_gui.ui.seen import RefreshWhenSeen
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
    Filter.READY: "Ready",
    Filter.HELD: "Held",
    Filter.LEFT_OUT: "Left out",
}

_CELLS_LEAST = 262
"""Pixels in which a cell and what is used of it can be told apart, in the narrowest window too."""


class PreviewStation(QWidget):
    """Causes on the left, the records in the middle, one of them in full below.

    ``changes_requested`` fires for all changes of rows to be listed, and
    ``replace_requested(column)`` for a text to be replaced in a column.
    """

    changes_requested = Signal()
    replace_requested = Signal(str)

    def __init__(self, session: Session, checker: Checker, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._wanted = self._kind = Kind.EVENTS
        self._filter = Filter.ALL
        self._fitted: tuple[object, ...] = ()
        self._shown: Checked | None = None
        self._number = 0
        self.notice = Notice(theme)
        self.findings = FindingsModel(self)
        self.records = RecordsModel(session, theme, self)
        self._list = card_list("What was found, by cause", self.findings, theme, wraps=True)
        self.grid = table(self.records, "Records as they will be sent")
        self.leaving = LeaveRowsOut(session)
        self.kept_notice = Notice(theme)
        self.amended = AmendedBar(session)
        self.amended.shown_requested.connect(self.changes_requested)
        self.row_panel = RowPanel(session, theme)
        self.row_panel.replace_requested.connect(self.replace_requested)
        self._verdict = text(role="muted", wraps=True)
        self._note = text(role="small", wraps=True)
        layout = column(self, edge=EDGE)
        layout.addLayout(self._build_heading())
        layout.addWidget(self.notice)
        layout.addWidget(self.kept_notice)
        layout.addWidget(self.amended)
        layout.addWidget(self._build_split(), 1)
        self._list.clicked.connect(self.go_to_finding)
        self._list.activated.connect(self.go_to_finding)
        self.grid.selectionModel().currentRowChanged.connect(self._inspect)
        self.records.modelReset.connect(self._select_again)
        self.records.dataChanged.connect(self._inspect_again)
        self._list.selectionModel().currentChanged.connect(self._offer)
        self.findings.modelReset.connect(self._offer)
        self.findings.dataChanged.connect(self._offer)
        session.file_changed.connect(self._forget_place)
        session.file_changed.connect(self.kept_notice.hide)
        session.amendments_refused.connect(self.kept_notice.say_error)
        self._seen = RefreshWhenSeen(self, self.refresh)
        for signal in (
            session.file_changed,
            session.index_changed,
            session.mapping_changed,
            session.plan_changed,
        ):
            signal.connect(self._seen.ask)
        checker.changed.connect(self._take_check)
        self.refresh()

    @property
    def verdict(self) -> str:
        """Return what the station says of the whole file."""
        return self._verdict.text()

    @property
    def request(self) -> str:
        """Return the exact request of the chosen row."""
        return self._request.toPlainText()

    @property
    def facts(self) -> str:
        """Return what the inspector says of the chosen row."""
        return self._facts.text()

    def show_kind(self, kind: Kind) -> None:
        """List events, or people."""
        self._wanted = kind
        self.refresh()

    def show_filter(self, wanted: Filter) -> None:
        """List all rows, those that will be sent, or those that are held."""
        self._filter = wanted
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the records by the mapping and the check as they are now."""
        session = self._session
        kinds = session.mapping.kinds
        # A kind without records is left for a while, and shown again once it has some.
        self._kind = self._wanted if self._wanted in kinds or not kinds else kinds[0]
        self._mark_segments()
        result = self._shown = self._checker.result
        self.findings.show(result.findings if result is not None else ())
        records = None
        if session.file is not None and kinds and session.obstacle is None:
            pages = Pages(session.file, session.index)
            repeats = result.repeats if result is not None else None
            records = BuiltRecords(pages, session.plan, self._kind, repeats)
        self.records.show(self._kind, records, self._numbers(records))
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the columns to what is shown."""
        super().showEvent(event)
        self._fit_columns()

    # Construction

    def _build_heading(self) -> QHBoxLayout:
        heading = row()
        heading.addWidget(text("Preview", "title"))
        heading.addWidget(self._verdict, 1)
        return heading

    def _build_split(self) -> QSplitter:
        left = QWidget()
        inner = column(left, gap=8)
        inner.addWidget(text("What was found", "section"))
        inner.addWidget(self._list, 1)
        inner.addWidget(self.leaving)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setHandleWidth(14)
        right.setChildrenCollapsible(False)
        upper = QWidget()
        top = column(upper, gap=8)
        top.addLayout(self._build_switches())
        top.addWidget(self.grid, 1)
        top.addWidget(self._note)
        right.addWidget(upper)
        right.addWidget(self._build_inspector())
        right.setSizes([320, 280])
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(18)
        split.setChildrenCollapsible(False)
        left.setMinimumWidth(240)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([300, 760])
        split.setStretchFactor(1, 1)
        return split

    def _build_switches(self) -> QHBoxLayout:
        self._kind_buttons, self._filter_buttons = QButtonGroup(self), QButtonGroup(self)
        switches = row(gap=4)
        for group, names in ((self._kind_buttons, _KINDS), (self._filter_buttons, _FILTERS)):
            for value, words in names.items():
                segment = button(words, "segment")
                segment.setCheckable(True)
                segment.setProperty("value", str(value))
                group.addButton(segment)
                switches.addWidget(segment)
            if group is self._kind_buttons:
                switches.addStretch(1)
        self._kind_buttons.buttonClicked.connect(self._switch_kind)
        self._filter_buttons.buttonClicked.connect(self._switch_filter)
        return switches

    def _build_inspector(self) -> QWidget:
        self._line = text(role="section")
        self._request = QPlainTextEdit()
        self._request.setReadOnly(True)
        self._request.setProperty("role", "mono")
        self._request.setAccessibleName("The request exactly as it is sent")
        self._copy = button("Copy", tip="Copy the request of this row")
        self._copy.clicked.connect(self.copy_request)
        card = frame("card")
        card.setMinimumHeight(150)
        sides = row(card, edge=12, gap=14)
        left: QVBoxLayout = column(gap=8)
        left.addWidget(self._line)
        left.addWidget(self._build_facts(), 1)
        left.addWidget(self.row_panel.leave)
        request = QWidget()
        right = column(request, edge=8, gap=6)
        right.addWidget(self._request, 1)
        right.addWidget(self._copy, alignment=Qt.AlignmentFlag.AlignRight)
        cells = QWidget()
        column(cells, edge=4).addWidget(self.row_panel)
        self.tabs = QTabWidget()
        self.tabs.setMinimumWidth(_CELLS_LEAST)
        self.tabs.addTab(cells, "Cells")
        self.tabs.addTab(request, "Exact request")
        sides.addLayout(left, 2)
        sides.addWidget(self.tabs, 5)
        return card

    def _build_facts(self) -> QScrollArea:
        self._facts = text(wraps=True)
        self._facts.setObjectName("page")
        self._facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("What is wrong with this row")
        area.setWidget(self._facts)
        return area

    # Private

    def _numbers(self, records: BuiltRecords | None) -> Sequence[int]:
        if records is None or self._filter is Filter.ALL:
            return range(self._session.row_count)
        result = self._checker.result
        if result is None:
            return ()
        held, left_out = result.held[self._kind], result.left_out
        ready = (held | left_out).others(result.rows)
        return {Filter.HELD: held, Filter.LEFT_OUT: left_out}.get(self._filter, ready)

    def _mark_segments(self) -> None:
        kinds = self._session.mapping.kinds
        for segment in self._kind_buttons.buttons():
            kind = Kind(segment.property("value"))
            segment.setChecked(kind is self._kind)
            segment.setEnabled(kind in kinds)
        for segment in self._filter_buttons.buttons():
            segment.setChecked(segment.property("value") == self._filter.value)

    def _tell(self) -> None:
        result, session = self._checker.result, self._session
        obstacle = session.obstacle if session.file is not None else None
        if session.file is None:
            self._verdict.setText("Open a file first.")
        elif obstacle is not None:
            self._verdict.setText("Nothing can be built yet.")
        elif result is None:
            self._verdict.setText(f"Checking all {plural(session.row_count, 'row')}…")
        elif result.findings:
            self._verdict.setText(
                f"Checked {plural(result.rows, 'row')}: "
                f"{plural(len(result.findings), 'cause')} worth a look."
            )
        else:
            self._verdict.setText(f"Nothing wrong found in {plural(result.rows, 'row')}.")
        if obstacle is not None:
            self.notice.say_error(obstacle)
        elif self._checker.error is not None:
            self.notice.say_error(self._checker.error)
        else:
            self.notice.hide()
        is_waiting = self._filter is not Filter.ALL and result is None
        self._note.setVisible(is_waiting)
        self._note.setText("Which rows are held is known once all are checked.")

    @Slot()
    def _take_check(self) -> None:
        if self._checker.result is not self._shown:
            self._seen.ask()
        else:
            self._tell()

    def _fit_columns(self) -> None:
        """Measure the cells once they are looked at, and again only when the columns change."""
        model, across = self.records, Qt.Orientation.Horizontal
        columns = tuple(
            model.headerData(at, across, Qt.ItemDataRole.DisplayRole)
            for at in range(model.columnCount())
        )
        if self.isVisible() and columns != self._fitted:
            self._fitted = columns
            fit_to_cells(self.grid)

    @Slot()
    def _select_again(self) -> None:
        """Choose the row that was chosen before, else the one that follows it."""
        self._fit_columns()
        if self.records.rowCount():
            at = self.records.row_near(self._number)
            self.grid.selectRow(at)
            self.grid.scrollTo(self.records.index(at, 0))
        else:
            self._show_record(None)

    @Slot()
    def _forget_place(self) -> None:
        self._number = 0

    @Slot()
    def _offer(self) -> None:
        """Offer what can be done about the current finding."""
        self.leaving.show_finding(self.findings.finding(self._list.currentIndex()))

    @Slot(QModelIndex)
    def go_to_finding(self, index: QModelIndex) -> None:
        """Show the first row of a cause."""
        finding = self.findings.finding(index)
        if finding is None:
            return
        if finding.kind is not self._kind or self._filter is not Filter.ALL:
            self._wanted, self._filter = finding.kind, Filter.ALL
            self.refresh()
        if finding.lines:
            self._go_to_line(finding.lines[0])

    @Slot(int)
    def show_line(self, line: int) -> None:
        """Show the row in this line of the file, whatever becomes of it."""
        if self._filter is not Filter.ALL:
            self.show_filter(Filter.ALL)
        self._go_to_line(line)

    def _go_to_line(self, line: int) -> None:
        file = self._session.file
        number = Pages(file, self._session.index).number_of(line) if file is not None else None
        at = self.records.row_of(number) if number is not None else -1
        if at >= 0:
            self.grid.selectRow(at)
            self.grid.scrollTo(self.records.index(at, 0))

    @Slot()
    def _inspect_again(self) -> None:
        self._inspect(self.grid.currentIndex(), QModelIndex())

    @Slot(QModelIndex, QModelIndex)
    def _inspect(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._number = self.records.number(index.row())
        self._show_record(self.records.built(index.row()) if index.isValid() else None)

    def _show_record(self, built: Built | None) -> None:
        self._copy.setEnabled(built is not None and not built.is_held)
        if built is None:
            self._line.setText("No row chosen")
            self._facts.setText("")
            self._request.setPlainText("")
            self.row_panel.show_nothing()
            return
        state = "left out" if built.is_left_out else "held" if built.is_held else "ready"
        self._line.setText(f"File line {built.line:,}: {state}")
        self.row_panel.show_row(built.line, built.cells)
        lines = []
        for problem in built.problems:
            words = wording.problem_words(problem)
            label = (
                f"{wording.target_label(self._kind, problem.target)}: " if problem.target else ""
            )
            lines.append(f"{label}{words.sentence}")
        if built.lines:
            all_lines = ", ".join(f"{line:,}" for line in built.lines)
            lines.append(f"One person from file lines {all_lines}: sent once, as shown here.")
        self._facts.setText("\n\n".join(lines) or "Nothing wrong with this row.")
        self._request.setPlainText(
            "Nothing is sent for this row." if built.is_held else values.pretty(built.body)
        )

    @Slot()
    def copy_request(self) -> None:
        """Put the request of the chosen row on the clipboard."""
        QGuiApplication.clipboard().setText(self._request.toPlainText())

    @Slot(QAbstractButton)
    def _switch_kind(self, segment: QAbstractButton) -> None:
        self.show_kind(Kind(segment.property("value")))

    @Slot(QAbstractButton)
    def _switch_filter(self, segment: QAbstractButton) -> None:
        self.show_filter(Filter(segment.property("value")))
