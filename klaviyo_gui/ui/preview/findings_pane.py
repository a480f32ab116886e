"""The left of Preview: what was found by cause, what can be done about it, and when it happened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from klaviyo_gui.language import counted, grouped, mark, tr
from klaviyo_gui.ui.amend.leading import EditCell
from klaviyo_gui.ui.amend.leaving import LeaveRowsOut
from klaviyo_gui.ui.cards import card_list
from klaviyo_gui.ui.masking import masking
from klaviyo_gui.ui.meaning.subjects import FindingSubject, has_keys
from klaviyo_gui.ui.models.findings import FindingsModel
from klaviyo_gui.ui.models.material import rows_words
from klaviyo_gui.ui.pieces import column, frame, row, text
from klaviyo_gui.ui.preview.noting import NoteFinding, is_noted
from klaviyo_gui.ui.preview.remedy_box import RemedyBox
from klaviyo_gui.ui.preview.remedying import Remedying
from klaviyo_gui.ui.preview.sections import SectionedDelegate
from klaviyo_gui.ui.preview.time_chart import TimeChart
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.when_empty import WhenEmpty
from klaviyo_gui.wording.remedies import remedy_words

if TYPE_CHECKING:
    from klaviyo_gui.core.findings import Finding, Place
    from klaviyo_gui.core.remedies import Remedy
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.meaning.subjects import Subject
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme

_REMEDIES = 48
"""Pixels of the height in which a remedy is seen; others are scrolled to."""

_NOTHING = mark(
    "Nothing was found. Each row was checked for what Klaviyo refuses or drops without a word, for "
    "values whose meaning would change, for rows that repeat one another, and for what this "
    "computer has sent before."
)
"""What was checked, so that the silence can be trusted."""

_UNFINISHED = mark("What is found is told here once all rows are checked.")


class FindingsPane(QWidget):
    """Lists the findings in four sections; the remedies of the chosen one stand below.

    ``finding_chosen(Finding)`` fires when one is chosen, by click or by keys, and
    ``edit_requested(Finding)`` for a cell of it to be edited.
    """

    finding_chosen = Signal(object)
    edit_requested = Signal(object)

    def __init__(self, session: Session, checker: Checker, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._checker = checker
        self._place: Place | None = None
        self._taken: object = None
        self.findings = FindingsModel(self)
        self.list = card_list(tr("What was found, by cause"), self.findings, theme, wraps=True)
        self.list.setItemDelegate(SectionedDelegate(theme, self.list))
        self._nothing = WhenEmpty(self.list)
        self.remedies = RemedyBox()
        self.editing = EditCell(session)
        self.leaving = LeaveRowsOut(session, checker)
        self.noting = NoteFinding(session)
        self.chart = TimeChart(theme)
        self.remedying = Remedying(session, checker)
        self.checked = text(role="small")
        layout = column(self, gap=8)
        layout.addLayout(self._build_heading())
        layout.addWidget(self._build_split(), 1)
        layout.addWidget(self.chart)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.clicked.connect(self._choose_again)
        self.list.activated.connect(self._choose_again)
        self.remedying.offered.connect(self._offer)
        self.remedying.measured.connect(self.remedies.show_effect)
        self.remedying.measured.connect(self._fit_card)
        self.remedies.resized.connect(self._fit_card)
        self.remedies.remedy_requested.connect(self._take_remedy)
        self.editing.clicked.connect(self._ask_to_edit)
        masking.changed.connect(self._offer_anew)

    @property
    def place(self) -> Place | None:
        """Return which finding is chosen."""
        return self._place

    def subject(self) -> Subject | None:
        """Return the finding at which the list stands while it has the focus."""
        finding = self.findings.finding(self.list.currentIndex())
        if finding is None or not has_keys(self.list):
            return None
        harm, amount = self.findings.weight(finding)
        return FindingSubject(finding, harm, amount)

    def refresh(self) -> None:
        """Show what is known now; a choice stays while its finding does."""
        result = self._checker.result
        rows = self._session.row_count if result is None else result.rows
        place = self._place
        blocked = self.list.selectionModel().blockSignals(True)
        found, mapping = self._checker.findings, self._session.mapping
        noted = frozenset(each.place for each in found if is_noted(each, mapping))
        self.findings.show(found, rows, noted)
        index = self.findings.index_of(place)
        self.list.setCurrentIndex(index)
        self.list.selectionModel().blockSignals(blocked)
        self.list.viewport().update()
        self._nothing.say(tr(_NOTHING if result is not None else _UNFINISHED))
        if result is not None and not index.isValid():
            self._place = None
        self.chart.show_times(result.times if result is not None else None)
        if result is not self._taken:
            self._taken = result
            self.remedying.take(self.findings.finding(index) if result is not None else None)
        self._tell_progress()

    def forget_choice(self) -> None:
        """Choose no finding."""
        self._place = None
        self.list.clearSelection()
        self.list.setCurrentIndex(QModelIndex())
        self.remedying.take(None)

    def close_work(self) -> None:
        """Wait for the end of what is being counted."""
        self.remedying.close()

    # Private

    def _build_heading(self) -> QVBoxLayout:
        heading = column(gap=2)
        heading.addWidget(text(tr("What was found"), "section"))
        line = row(gap=6)
        line.addWidget(self.checked)
        line.addStretch(1)
        heading.addLayout(line)
        return heading

    def _build_split(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(10)
        split.setChildrenCollapsible(False)
        self._card = frame("card")
        inner = column(self._card, edge=12, gap=6)
        inner.addWidget(text(tr("What can be done"), "group"))
        inner.addWidget(self.remedies, 1)
        deeds = column(gap=4)
        for each in (self.editing, self.leaving, self.noting):
            each.setProperty("role", "small")
            deeds.addWidget(each)
        inner.addLayout(deeds)
        follow_type(self.remedies, minimumHeight=_REMEDIES)
        follow_type(self.list, minimumHeight=120)
        split.addWidget(self.list)
        split.addWidget(self._card)
        split.setStretchFactor(0, 1)
        split.setSizes([300, 220])
        self._card.hide()
        return split

    def _tell_progress(self) -> None:
        result, progress = self._checker.result, self._checker.progress
        rows, mapping = self._session.row_count, self._session.mapping
        if result is not None:
            all_rows = rows_words(mapping, result.rows)
            said = tr("Checked {checked} of {rows}", checked=grouped(result.rows), rows=all_rows)
        elif self._checker.error is not None or self._checker.has_faulted:
            # Above it stands why it came to no end.
            said = ""
        elif progress is not None and mapping.has_steps:
            so_far = rows_words(mapping, progress.rows)
            if self._checker.is_stopped:
                said = tr("{rows} checked. Stopped", rows=so_far)
            else:
                said = tr("{rows} checked. Checking…", rows=so_far)
        elif progress is not None:
            all_rows = counted(rows, "{count} row", "{count} rows")
            checked = grouped(progress.rows)
            if self._checker.is_stopped:
                said = tr(
                    "Checked {checked} of {rows}, then stopped", checked=checked, rows=all_rows
                )
            else:
                said = tr("Checked {checked} of {rows}…", checked=checked, rows=all_rows)
        else:
            said = ""
        self.checked.setText(said)
        self.checked.setVisible(bool(said))

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._take(self.findings.finding(index))

    @Slot(QModelIndex)
    def _choose_again(self, index: QModelIndex) -> None:
        finding = self.findings.finding(index)
        if finding is not None and finding.place == self._place:
            self.finding_chosen.emit(finding)

    def _take(self, finding: Finding | None) -> None:
        if finding is None:
            return
        self._place = finding.place
        self.remedying.take(finding)
        self.finding_chosen.emit(finding)

    @Slot(object)
    def _offer(self, found: tuple[Remedy, ...]) -> None:
        finding = self.findings.finding(self.findings.index_of(self._place))
        self.remedies.show_finding(finding, found, self._session.columns)
        for each in (self.editing, self.leaving, self.noting):
            each.show_finding(finding)
        self._card.setVisible(finding is not None)
        self._fit_card()

    @Slot()
    def _fit_card(self) -> None:
        """Leave to the list what the remedies do not need."""
        least = self.remedies.minimumHeight()
        beside = self._card.sizeHint().height() - max(self.remedies.sizeHint().height(), least)
        self._card.setMaximumHeight(beside + max(self.remedies.needed(), least))

    @Slot()
    def _offer_anew(self) -> None:
        """Say what can be done, with values as they may be seen now."""
        self.remedying.take(self.findings.finding(self.findings.index_of(self._place)))

    @Slot()
    def _ask_to_edit(self) -> None:
        finding = self.findings.finding(self.findings.index_of(self._place))
        if finding is not None:
            self.edit_requested.emit(finding)

    @Slot(object, object)
    def _take_remedy(self, remedy: Remedy, finding: Finding) -> None:
        self._session.remedy(remedy.after, partial(remedy_words, remedy, finding))
