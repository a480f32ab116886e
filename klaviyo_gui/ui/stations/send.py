"""Station 4: a sheet like a cheque, and behind it the page of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from klaviyo_gui.core.errors import RunOngoing
from klaviyo_gui.language import tr
from klaviyo_gui.ui.notice import Notice
from klaviyo_gui.ui.pieces import EDGE, column, text
from klaviyo_gui.ui.run.page import RunPage
from klaviyo_gui.ui.runner import Phase
from klaviyo_gui.ui.send.sheet import Sheet

if TYPE_CHECKING:
    from klaviyo_gui.core.errors import ExpectedError
    from klaviyo_gui.core.tally import State
    from klaviyo_gui.sending.account_reader import Memories
    from klaviyo_gui.ui.checker import Checker
    from klaviyo_gui.ui.runner import Runner
    from klaviyo_gui.ui.session import Session
    from klaviyo_gui.ui.theme import Theme
    from klaviyo_gui.ui.tile import Tile


class SendStation(QWidget):
    """Shows the sheet until its button is pressed, then the run.

    ``results_requested`` fires when the results of the finished run are wanted.
    """

    results_requested = Signal()

    def __init__(
        self,
        session: Session,
        checker: Checker,
        runner: Runner,
        theme: Theme,
        memories: Memories | None = None,
    ) -> None:
        super().__init__()
        self._runner = runner
        self._is_ongoing_told = False
        self.notice = Notice(theme)
        self.sheet = Sheet(session, checker, runner, theme, memories)
        self.sheet.send_requested.connect(self.start)
        self.sheet.last_look.is_same.connect(self._begin)
        self.sheet.last_look.is_other.connect(self._tell_other)
        self.page = RunPage(runner, theme)
        self.page.results_requested.connect(self.results_requested)
        self.page.sheet_requested.connect(self.show_sheet)
        self.page.rest_requested.connect(self._offer_rest)
        self._stack = QStackedWidget()
        layout = column(self, edge=EDGE)
        layout.addWidget(text(tr("Send"), "title"))
        layout.addWidget(self.notice)
        layout.addWidget(self._stack, 1)
        # Only now: Qt styles all that is in what gets another place.
        self._stack.addWidget(self.sheet)
        self._stack.addWidget(self.page)
        session.plan_changed.connect(self._refresh)
        changes = (
            session.file_changed,
            session.mapping_changed,
            session.seconds_changed,
            runner.book.chosen_changed,
        )
        for signal in changes:
            signal.connect(self._take_change)
        checker.changed.connect(self._refresh)
        runner.changed.connect(self._refresh)
        runner.start_refused.connect(self._tell_refusal)
        runner.finished.connect(self._forget_refusal)
        self._refresh()

    def close_work(self) -> None:
        """End the work under way; called once, when the window is gone."""
        self.sheet.looking.close()
        self.page.resuming.close()

    @property
    def words(self) -> str:
        """Return the sentence on the button."""
        return self.sheet.sentence

    @property
    def is_ready(self) -> bool:
        """Tell whether the button can be pressed."""
        return self.sheet.send.isEnabled()

    @property
    def tiles(self) -> dict[State, Tile]:
        """Return the big figures of the run."""
        return self.page.tiles

    @Slot()
    def start(self) -> None:
        """Send what the sheet says; while a run is on, only say so.

        What may start flows is sent only if the account is still as the sheet tells.
        """
        if self.sheet.order() is None:
            return
        missing = self.sheet.guard.missing
        if missing is not None:
            missing.setFocus()
            return
        if self.sheet.guard.is_grave and not self._runner.is_running:
            self.notice.dismiss()
            self.sheet.look_again()
            return
        self._begin()

    @Slot()
    def _begin(self) -> None:
        order = self.sheet.order()
        if order is None or not self.sheet.guard.is_satisfied:
            return
        if not self._runner.is_running:
            self.notice.dismiss()
            self.page.begin()
            self.sheet.keep_choice()
        self._runner.start(order)

    def choose_trial(self, *, is_trial: bool) -> None:
        """Send the first rows only, or everything."""
        amount = self.sheet.amount
        (amount.trial if is_trial else amount.all).setChecked(True)
        self._refresh()

    def choose_row(self, line: int) -> None:
        """Send the row in this line of the file and no other."""
        self.show_sheet()
        self.sheet.amount.offer_row(line)

    def choose_only_new(self, *, is_chosen: bool) -> None:
        """Leave out what was sent to the same place before, or send it all the same."""
        self.sheet.amount.only_new.setChecked(is_chosen)

    @Slot()
    def show_sheet(self) -> None:
        """Go back to the sheet, for another run."""
        if not self._runner.is_running:
            has_focus = self.page.has_focus
            self._stack.setCurrentIndex(0)
            if has_focus:
                # The sheet is read from its top.
                self.sheet.to.box.setFocus()

    # Private

    @Slot()
    def _take_change(self) -> None:
        """Show the sheet of what is open now; what was sent before is told in Results."""
        if self._runner.phase is Phase.FINISHED and not self._runner.is_current:
            self._stack.setCurrentIndex(0)
        self._refresh()

    @Slot()
    def _offer_rest(self) -> None:
        """Go from a trial to the sheet of all that the trial left."""
        self.choose_trial(is_trial=False)
        self.choose_only_new(is_chosen=True)
        self.show_sheet()

    @Slot(object)
    def _tell_refusal(self, error: ExpectedError | None) -> None:
        self._is_ongoing_told = isinstance(error, RunOngoing)
        self.notice.say_error(error)

    @Slot()
    def _tell_other(self) -> None:
        self.notice.say(
            tr("Nothing was sent: the account is otherwise than the sheet told."),
            tr("Read what stands there now, and decide once more."),
            "warn",
        )

    @Slot()
    def _forget_refusal(self) -> None:
        """Take back that a run is on, once it is not."""
        if self._is_ongoing_told:
            self._is_ongoing_told = False
            self.notice.dismiss()

    @Slot()
    def _refresh(self) -> None:
        self.sheet.refresh()
        self._show_page()

    def _show_page(self) -> None:
        """Show the run once one begins, and the sheet where none could."""
        if self._runner.phase in {Phase.NONE, Phase.FAILED}:
            self._stack.setCurrentIndex(0)
        elif self._runner.phase is Phase.PLANNING and self._stack.currentIndex() == 0:
            self._stack.setCurrentIndex(1)
            if self.isVisible():
                # The button that was pressed is gone; what has the keys now does no harm.
                self.page.setFocus()
