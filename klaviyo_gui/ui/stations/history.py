"""All runs of this computer: to look at, to continue, to keep or to forget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QModelIndex, Signal, Slot
from PySide6.QtWidgets import QComboBox, QMessageBox, QStackedWidget, QWidget

from klaviyo_gui.core.errors import FileUnreadable
from klaviyo_gui.core.tally import State
from klaviyo_gui.language import counted, mark, tr
from klaviyo_gui.sending.unfinished import UNFINISHED
from klaviyo_gui.store import settings
from klaviyo_gui.store.damage import DAMAGED
from klaviyo_gui.ui.empty import Empty
from klaviyo_gui.ui.folding import FoldingRow
from klaviyo_gui.ui.models.runs import WORDS, RunsModel
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, GAP, button, column, flowing, named, row, text
from klaviyo_gui.ui.roomy import follow_type
from klaviyo_gui.ui.run.obstacle import obstacle_words
from klaviyo_gui.ui.tables import share_room, table
from klaviyo_gui.wording.amounts import in_state

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.store.history import RunSummary
    from klaviyo_gui.ui.accounts.book import AccountBook
    from klaviyo_gui.ui.archive import Archive
    from klaviyo_gui.ui.theme import Theme

_DAYS = (1, 7, 30, 90, 365)
_PROMISE = mark(
    "Rows, and what Klaviyo said of them, are erased so long after a run has ended; counts and "
    "hashes stay. A run that you keep, or that is not finished, is never erased by itself."
)

_PROMISE_LEAST = 280
"""Pixels of the promise's width, below which it stands under the choice that it explains."""


def forget_words(run: RunSummary) -> str:
    """Return what is lost with a run, and what is not."""
    if run.state == DAMAGED:
        return tr(
            "Its journal is damaged. What can still be read of it stays known by hashes, and what "
            "it may have sent counts as sent; of the rest nobody will know that it was sent."
        )
    words = tr(
        "Its results can no longer be looked at. What it sent stays known by hashes, so that a "
        "later file can leave it out."
    )
    left = in_state(run.tally, State.UNSENT, State.UNKNOWN)
    if run.state in UNFINISHED and left:
        open_words = tr(
            "It is not finished: {records} would never be sent or asked about again.", records=left
        )
        return f"{open_words} {words}"
    return words


class HistoryStation(QWidget):
    """A table of runs, what can be done with the one in hand, and how long data is kept.

    ``results_requested(run)`` and ``continue_requested(run)`` fire when their buttons are pressed.
    """

    results_requested = Signal(str)
    continue_requested = Signal(str)

    def __init__(self, archive: Archive, book: AccountBook, theme: Theme) -> None:
        super().__init__()
        self._archive = archive
        self._book = book
        self._question: QMessageBox | None = None
        self._asked_of, self._is_damaged, self._is_unlisted = "", False, False
        self.notice = Notice(theme)
        self.runs = RunsModel(self)
        self.table = table(self.runs, tr("Runs"))
        share_room(self.table, WORDS)
        self._see = button(tr("See results"), "primary")
        self._continue = button(tr("Continue"))
        self._keep = button(tr("Keep"))
        self._forget = button(tr("Forget…"))
        self._hint = text(role="small", wraps=True)
        self._days = QComboBox()
        for days in sorted({*_DAYS, settings.days_kept()}):
            self._days.addItem(counted(days, "{count} day", "{count} days"), days)
        self._days.setCurrentIndex(self._days.findData(settings.days_kept()))
        named(self._days, tr("Days for which customers' data is kept"))
        self._none = Empty(tr("No runs yet"), tr("Every run stands here with what became of it."))
        self._reading = Empty(tr("Reading the runs…"), tr("Each is looked up on this computer."))
        self._page = self._build_page()
        unread = tr("They are where they were, and what they sent stays known.")
        self._unread = Empty(tr("The runs cannot be read"), unread)
        self._stack = QStackedWidget()
        for each in (self._none, self._reading, self._page, self._unread):
            self._stack.addWidget(each)
        layout = column(self, edge=EDGE)
        layout.addWidget(text(tr("History"), "title"))
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._build_privacy())
        self._see.clicked.connect(self._see_results)
        self._continue.clicked.connect(self._ask_to_continue)
        self._keep.clicked.connect(self._keep_or_not)
        self._forget.clicked.connect(self.ask_to_forget)
        self._days.activated.connect(self._set_days)
        self.table.activated.connect(self._see_results)
        self.table.selectionModel().selectionChanged.connect(self._take_choice)
        archive.history_changed.connect(self._refresh)
        book.changed.connect(self._refresh_actions)
        archive.forgotten.connect(self._tell_forgotten)
        self.notice.acted.connect(archive.refresh)
        archive.refused.connect(self._tell_refusal)
        self._refresh()

    @property
    def chosen(self) -> RunSummary | None:
        """Return the run in hand."""
        return self.runs.run(self.table.currentIndex())

    @property
    def question(self) -> QMessageBox | None:
        """Return the question that stands open before a run is forgotten."""
        return self._question

    @property
    def hint(self) -> str:
        """Return what is said of the run in hand."""
        return self._hint.text()

    @property
    def days(self) -> QComboBox:
        """Return the choice of how long customers' data is kept."""
        return self._days

    def choose(self, run: str) -> None:
        """Take the run of this name in hand."""
        at = self.runs.row_of(run)
        if at >= 0:
            self.table.setCurrentIndex(self.runs.index(at, 0))

    # Construction

    def _build_page(self) -> QWidget:
        page = QWidget()
        foot = row()
        for each in (self._see, self._continue, self._keep, self._forget):
            foot.addWidget(each)
        foot.addWidget(self._hint, 1)
        layout = column(page)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        return page

    def _build_privacy(self) -> QWidget:
        choice = QWidget()
        line = row(choice)
        line.addWidget(text(tr("Keep customers' data for")))
        line.addWidget(self._days)
        line.addStretch(1)
        promise = flowing(tr(_PROMISE), "small")
        follow_type(promise, minimumWidth=_PROMISE_LEAST)
        return FoldingRow(choice, promise, gap=GAP)

    # Slots

    @Slot()
    def _see_results(self) -> None:
        if self.chosen is not None:
            self.notice.dismiss()
            self.results_requested.emit(self.chosen.run)

    @Slot()
    def _ask_to_continue(self) -> None:
        if self.chosen is not None:
            self.notice.dismiss()
            self.continue_requested.emit(self.chosen.run)

    @Slot()
    def _keep_or_not(self) -> None:
        run = self.chosen
        if run is not None:
            self._archive.keep(run.run, is_kept=not run.is_kept)

    @Slot()
    def ask_to_forget(self) -> None:
        """Ask whether the run in hand is to be forgotten, and say what is lost."""
        run = self.chosen
        if run is None or self._question is not None:
            return
        self._question = box = QMessageBox(self)
        box.setWindowTitle(tr("Forget a run"))
        box.setText(
            tr("Forget the run of {file}, {account}?", file=run.file, account=run.account)
            if run.file
            else tr("Forget the run {run}?", run=run.run)
        )
        box.setInformativeText(forget_words(run))
        is_damaged = run.state == DAMAGED
        words = tr("Forget it all the same") if is_damaged else tr("Forget it")
        forget = box.addButton(words, QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(tr("Leave it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        self._asked_of, self._is_damaged = run.run, is_damaged
        forget.clicked.connect(self._do_forget)
        box.finished.connect(self._close_question)
        box.open()

    @Slot()
    def _do_forget(self) -> None:
        self._archive.forget(self._asked_of, even_damaged=self._is_damaged)

    @Slot()
    def _close_question(self) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None

    @Slot(int)
    def _set_days(self, at: int) -> None:
        settings.set_days_kept(self._days.itemData(at))
        self._refresh()

    @Slot(str)
    def _tell_forgotten(self, run: str) -> None:
        self.notice.say(
            tr("The run is forgotten."), tr("What run {run} sent stays known.", run=run), "good"
        )

    @Slot(object)
    def _tell_refusal(self, error: ExpectedError) -> None:
        if self.isVisible():
            self.notice.say_error(error)

    @Slot(QItemSelection, QItemSelection)
    def _take_choice(self, _chosen: QItemSelection, _before: QItemSelection) -> None:
        self._refresh_actions()

    @Slot()
    def _refresh(self) -> None:
        before = self.chosen
        self.runs.show(self._archive.runs, settings.days_kept())
        self._show_page()
        if self._archive.runs:
            at = max(self.runs.row_of(before.run), 0) if before is not None else 0
            self.table.setCurrentIndex(self.runs.index(at, 0, QModelIndex()))
        self._refresh_actions()

    def _show_page(self) -> None:
        archive = self._archive
        if archive.unlisted is not None:
            # What was listed before may be looked at all the same.
            page = self._page if archive.runs else self._unread
            self._tell_unlisted(archive.unlisted.error)
        elif not archive.is_listed:
            page = self._reading
        else:
            page = self._page if archive.runs else self._none
            if self._is_unlisted:
                self.notice.dismiss()
        self._is_unlisted = archive.unlisted is not None
        self._stack.setCurrentWidget(page)

    def _tell_unlisted(self, error: ExpectedError | None) -> None:
        if isinstance(error, FileUnreadable):
            told = tr("{folder} cannot be read: {cause}.", folder=error.path, cause=error.cause)
            advice = tr("Let this program read that folder, then try again.")
            self.notice.say(told, advice, action=tr("Try again"))
        else:
            self.notice.say_error(error)

    @Slot()
    def _refresh_actions(self) -> None:
        run = self.chosen
        is_open = run is not None and run.state in UNFINISHED
        for each in (self._see, self._keep, self._forget):
            each.setEnabled(run is not None)
        obstacle = obstacle_words(run, self._book) if run is not None and is_open else ""
        self._continue.setEnabled(is_open and not obstacle)
        is_kept = run is not None and run.is_kept
        self._keep.setText(tr("Keep no longer") if is_kept else tr("Keep"))
        self._hint.setText(obstacle)
