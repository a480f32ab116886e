"""Station 3: every record as it will be sent, and what is wrong with those that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from klaviyo_gui.core.mapping import Kind
from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.store import settings
from klaviyo_gui.ui.amend.bar import AmendedBar
from klaviyo_gui.ui.amend.leading import column_to_edit
from klaviyo_gui.ui.announcing import announce
from klaviyo_gui.ui.empty import Empty
from klaviyo_gui.ui.folding import FoldingSplitter
from klaviyo_gui.ui.models.material import rows_words
from klaviyo_gui.ui.models.records import Filter
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, button, column, row, text
from klaviyo_gui.ui.preview.findings_pane import FindingsPane
from klaviyo_gui.ui.preview.noting import is_noted
from klaviyo_gui.ui.preview.record_card import RecordCard
from klaviyo_gui.ui.preview.records_pane import RecordsPane
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.seen import RefreshWhenSeen

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from klaviyo_gui.core.findings import Finding, Place
    from klaviyo_gui.sending.check import Checked
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.models.built import Built
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_FAULT = (
    mark("The check stopped by a fault of the program."),
    mark("Your file is untouched and nothing was sent. Nothing can be sent before it was checked."),
)


_HIGH = 420
"""Pixels in which a few findings, records and cells are seen below one another."""

_STOP_TIP = mark("Stop the check (Esc); nothing can be sent until all rows are checked")
_AGAIN_TIP = mark("Check all rows; nothing can be sent before")

_NONE = mark("Open a file: every row stands here as it will be sent, and what was found in it.")


class PreviewStation(QWidget):
    """Causes on the left, the records in the middle, one of them in full below.

    ``changes_requested`` fires for all changes of rows to be listed, and
    ``replace_requested(column)`` for a text to be replaced in a column, and ``row_requested(line)``
    for the chosen row to be sent by itself.
    """

    changes_requested = Signal()
    replace_requested = Signal(str)
    row_requested = Signal(int)

    def __init__(self, session: Session, checker: Checker, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._wanted = Kind.EVENTS
        self._shown: Checked | None = None
        self.notice = Notice(theme)
        self.causes = FindingsPane(session, checker, theme)
        self.rows = RecordsPane(session, checker, theme)
        self.card = RecordCard(session, theme)
        self.kept_notice = Notice(theme)
        self.amended = AmendedBar(session)
        self._number = 0
        self.findings, self.leaving = self.causes.findings, self.causes.leaving
        self.records, self.grid = self.rows.records, self.rows.grid
        self.row_panel = self.card.panel
        if not settings.has_inspector():
            self._hide_card()
        self.rows.inspector_toggled.connect(self._toggle_inspector)
        self._verdict = text(role="muted", wraps=True)
        self.stop = button(tr("Stop"), tip=tr(_STOP_TIP))
        layout = column(self, edge=EDGE)
        layout.addLayout(self._build_heading())
        layout.addWidget(self.notice)
        layout.addWidget(self.kept_notice)
        layout.addWidget(self.amended)
        self._pages = QStackedWidget()
        layout.addWidget(self._pages, 1)
        self._pages.addWidget(Empty(tr("Nothing to look at yet"), tr(_NONE)))
        self._fill_split()
        self.causes.finding_chosen.connect(self.show_finding)
        self.causes.edit_requested.connect(self.edit_finding)
        self.rows.finding_left.connect(self.leave_finding)
        self.rows.kind_chosen.connect(self.show_kind)
        self.grid.selectionModel().currentRowChanged.connect(self._inspect)
        self.records.modelReset.connect(self._select_again)
        self.records.dataChanged.connect(self._inspect_again)
        self.amended.shown_requested.connect(self.changes_requested)
        self.row_panel.replace_requested.connect(self.replace_requested)
        send_row = QAction(tr("Send this row alone…"), self.grid)
        send_row.triggered.connect(self.ask_to_send_row)
        self.grid.addAction(send_row)
        session.file_changed.connect(self.kept_notice.hide)
        session.amendments_refused.connect(self.kept_notice.say_error)
        self._seen = RefreshWhenSeen(self, self.refresh, session.turns)
        session.file_changed.connect(self._forget_finding)
        for signal in (
            session.file_changed,
            session.index_changed,
            session.mapping_changed,
            session.plan_changed,
            session.seconds_changed,
            session.file_refused,
        ):
            signal.connect(self._seen.ask)
        checker.changed.connect(self._take_check)
        self.notice.acted.connect(checker.check_again)
        self.stop.clicked.connect(self._stop_or_check_again)
        self.refresh()

    @property
    def verdict(self) -> str:
        """Return what the station says of the whole file."""
        return self._verdict.text()

    @property
    def request(self) -> str:
        """Return what is shown of the request of the chosen row."""
        return self.card.request

    @property
    def facts(self) -> str:
        """Return what the inspector says of the chosen row."""
        return self.card.facts

    def focus_search(self) -> None:
        """Let the next letters say who is looked for."""
        self.rows.focus_search()

    @Slot(object)
    def show_kind(self, kind: Kind) -> None:
        """List events, or people."""
        self._wanted = kind
        self.refresh()

    def show_filter(self, wanted: Filter) -> None:
        """List all rows, those that will be sent, those that are held, or what is left out."""
        self.rows.show_filter(wanted)

    def show_part(self, kind: Kind | None, wanted: Filter) -> None:
        """List these records of this kind and no others."""
        self.leave_finding()
        if kind is not None:
            self.show_kind(kind)
        self.show_filter(wanted)

    def show_problems(self) -> None:
        """List the rows that are held for a problem, those of another kind where this has none."""
        result, kind = self._checker.result, self.rows.kind
        if result is not None and not result.held[kind]:
            kind = next((each for each in result.held if result.held[each]), kind)
        self.show_part(kind, Filter.HELD)
        self.grid.setFocus()

    @Slot(object)
    def show_finding(self, finding: Finding) -> None:
        """List only the rows of a finding."""
        if finding.kind is not self.rows.kind:
            self._wanted = finding.kind
            self._choose_kind()
        result = self._checker.result
        self.rows.show_rows_of(result.found.get(finding.place) if result is not None else None)
        if finding.lines:
            self.rows.go_to_line(finding.lines[0], finding.target)

    @Slot(object)
    def edit_finding(self, finding: Finding) -> None:
        """Begin to type what a finding is about, in the chosen one of its rows."""
        built = self.records.built(self.grid.currentIndex().row())
        if built is None:
            self.show_finding(finding)
            built = self.records.built(self.grid.currentIndex().row())
        if built is not None:
            self.show_inspector()
            self.card.edit(column_to_edit(finding, self._session, built))

    @Slot()
    def ask_to_send_row(self) -> None:
        """Ask for the chosen row to be sent by itself; the sheet says whether it can be."""
        built = self.records.built(self.grid.currentIndex().row())
        if built is not None:
            self.row_requested.emit(built.line)

    @Slot()
    def show_inspector(self) -> None:
        """Show the chosen row in full below the records."""
        if self.card.isHidden():
            self.card.show()
            self.rows.show_inspector(is_shown=True)
            settings.set_inspector(is_shown=True)

    @Slot()
    def hide_inspector(self) -> None:
        """Leave its room to the records."""
        if self._is_inspecting:
            self.grid.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._hide_card()
        settings.set_inspector(is_shown=False)
        announce(self.grid, tr("The row inspector is hidden. F4 shows it again."))

    @Slot()
    def turn_inspector(self) -> None:
        """Go to the chosen row in full, or hide it where one is there already."""
        if self._is_inspecting:
            self.hide_inspector()
        else:
            self.show_inspector()
            self.card.take_focus()

    @Slot()
    def leave_finding(self) -> None:
        """List all rows again."""
        self.causes.forget_choice()
        self.rows.show_rows_of(None)

    @Slot()
    def refresh(self) -> None:
        """Show the records by the mapping and the check as they are now."""
        self._choose_kind()
        result = self._shown = self._checker.result
        self.causes.refresh()
        if result is None:
            self.rows.refresh()
        else:
            place = self.causes.place
            self.rows.show_rows_of(result.found.get(place) if place is not None else None)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stop the check where nothing else needs Escape."""
        if event.key() == Qt.Key.Key_Escape and self._checker.is_busy:
            self._checker.stop()
        else:
            super().keyPressEvent(event)

    def close_work(self) -> None:
        """Wait for the end of all that is found out beside the window."""
        self.causes.close_work()
        self.rows.close_work()

    # Construction

    def _build_heading(self) -> QHBoxLayout:
        heading = row()
        heading.addWidget(text(tr("Preview"), "title"))
        heading.addWidget(self._verdict, 1)
        # Most checks are over in a moment: nothing moves when it comes and goes.
        policy = self.stop.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.stop.setSizePolicy(policy)
        heading.addWidget(self.stop)
        return heading

    def _fill_split(self) -> None:
        """Put the panes into what has its place already: Qt styles all that is put elsewhere."""
        split = FoldingSplitter(18, high=_HIGH)
        self._pages.addWidget(split)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setHandleWidth(14)
        right.setChildrenCollapsible(False)
        follow_type(self.causes, minimumWidth=250)
        split.addWidget(self.causes)
        split.addWidget(right)
        right.addWidget(self.rows)
        right.addWidget(self.card)
        right.setSizes([360, 220])
        split.setSizes([320, 740])
        split.setStretchFactor(1, 1)

    # Private

    @property
    def _is_inspecting(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.card.isAncestorOf(focus)

    def _hide_card(self) -> None:
        self.card.hide()
        self.rows.show_inspector(is_shown=False)

    @Slot(bool)
    def _toggle_inspector(self, is_shown: bool) -> None:
        if is_shown:
            self.show_inspector()
        else:
            self.hide_inspector()

    def _choose_kind(self) -> None:
        kinds = self._session.mapping.kinds
        # A kind without records is left for a while, and shown again once it has some.
        kind = self._wanted if self._wanted in kinds or not kinds else kinds[0]
        if kind is not self.rows.kind:
            self.rows.kind = kind
            self.rows.order.forget()

    def _tell(self) -> None:
        self._pages.setCurrentIndex(0 if self._session.file is None else 1)
        self._verdict.setText(self._verdict_words())
        is_stopped = self._checker.is_stopped
        self.stop.setText(tr("Check again") if is_stopped else tr("Stop"))
        self.stop.setToolTip(tr(_AGAIN_TIP if is_stopped else _STOP_TIP))
        self.stop.setAccessibleDescription(self.stop.toolTip())
        self.stop.setVisible(is_stopped or self._checker.is_busy)
        obstacle = self._session.obstacle if self._session.file is not None else None
        if obstacle is not None:
            self.notice.say_error(obstacle)
        elif self._checker.error is not None:
            self.notice.say_error(self._checker.error)
        elif self._checker.has_faulted:
            self.notice.say(*map(tr, _FAULT), action=tr("Check again"))
        else:
            self.notice.hide()

    def _verdict_words(self) -> str:
        session, checker = self._session, self._checker
        result = checker.result
        if session.file is None:
            return tr("Open a file first.")
        if session.obstacle is not None:
            return tr("Nothing can be built yet.")
        if result is None:
            return self._unfinished_words()
        rows = rows_words(session.mapping, result.rows)
        noted = sum(is_noted(each, session.mapping) for each in result.findings)
        if len(result.findings) > noted:
            return counted(
                len(result.findings) - noted,
                "Checked {rows}: {count} cause worth a look.",
                "Checked {rows}: {count} causes worth a look.",
                rows=rows,
            )
        if noted:
            return counted(
                noted,
                "Nothing else found in {rows}: {count} cause you have taken note of.",
                "Nothing else found in {rows}: {count} causes you have taken note of.",
                rows=rows,
            )
        return tr("Nothing wrong found in {rows}.", rows=rows)

    def _unfinished_words(self) -> str:
        """Return why there is no result."""
        if self._checker.has_faulted or self._checker.error is not None:
            return tr("The check did not come to its end.")
        if self._session.is_cut_short:
            return tr("The file cannot be read to its end, so it is not checked.")
        rows = self._session.row_count
        if self._checker.is_stopped:
            progress = self._checker.progress
            done = progress.rows if progress is not None else 0
            return counted(
                rows,
                "Stopped: {done} of {count} row were checked. Nothing can be sent before all are.",
                "Stopped: {done} of {count} rows were checked. Nothing can be sent before all are.",
                done=grouped(done),
            )
        return counted(rows, "Checking all {count} row…", "Checking all {count} rows…")

    @Slot()
    def _stop_or_check_again(self) -> None:
        if self._checker.is_stopped:
            self._checker.check_again()
        else:
            self._checker.stop()

    @Slot()
    def _take_check(self) -> None:
        if self._checker.result is not self._shown:
            self._seen.ask()
        elif self.isVisible():
            self.causes.refresh()
            self._tell()
        else:
            self._tell()

    @Slot()
    def _forget_finding(self) -> None:
        self._number = 0
        self.causes.forget_choice()
        self.rows.forget_rows()

    @Slot()
    def _select_again(self) -> None:
        """Choose the row that was chosen before, else the one that follows it."""
        if self.records.rowCount():
            at = self.records.row_near(self._number)
            self.grid.selectRow(at)
            self.grid.scrollTo(self.records.index(at, 0))
        else:
            self._show_record(None)

    @Slot()
    def _inspect_again(self) -> None:
        self._inspect(self.grid.currentIndex(), QModelIndex())

    @Slot(int)
    def show_line(self, line: int) -> None:
        """Show the row in this line of the file, whatever becomes of it."""
        self.leave_finding()
        self.show_filter(Filter.ALL)
        self.rows.go_to_line(line)

    def choose_finding(self, place: Place) -> None:
        """Choose a finding by what makes it, and list its rows."""
        self.go_to_finding(self.findings.index_of(place))

    @Slot(QModelIndex)
    def go_to_finding(self, index: QModelIndex) -> None:
        """Choose a finding of the list."""
        self.causes.list.setCurrentIndex(index)

    @Slot(QModelIndex, QModelIndex)
    def _inspect(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._number = self.records.number(index.row())
        self._show_record(self.records.built(index.row()) if index.isValid() else None)

    def _show_record(self, built: Built | None) -> None:
        session = self._session
        self.card.show_record(built, self.rows.kind, session.mapping, session.columns)
