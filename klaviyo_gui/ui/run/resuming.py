"""More of an earlier run is sent: at once, or once somebody has typed where to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from klaviyo_gui import paths
from klaviyo_gui.core.errors import ExpectedError
from klaviyo_gui.core.tally import State
from klaviyo_gui.store.history import known_run
from klaviyo_gui.ui.run.naming import NamingQuestion
from klaviyo_gui.ui.run.stake import stake_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.runner import Runner

_CONTINUE = ("Continue a run", "Continue", State.UNSENT, State.UNKNOWN)
_AGAIN = ("Send refused rows again", "Send again", State.REFUSED)


class Resuming(QObject):
    """Asks for the name of the account where flows may start, one question at a time.

    ``begun`` fires right before a run begins.
    """

    begun = Signal()

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner = runner
        self._parent = parent
        self._question: NamingQuestion | None = None

    @property
    def question(self) -> NamingQuestion | None:
        """Return the question that stands open."""
        return self._question

    def go_on(self, run: str, *, sends_lost: bool = False) -> None:
        """Continue a run that has not come to its end."""
        self._ask(run, *_CONTINUE, begin=partial(self._runner.go_on, run, sends_lost=sends_lost))

    def send_again(self, run: str) -> None:
        """Send the refused rows of a run again that were put right."""
        self._ask(run, *_AGAIN, begin=partial(self._runner.send_again, run))

    def _ask(
        self, run: str, title: str, yes: str, *states: State, begin: Callable[[], None]
    ) -> None:
        if self._question is not None:
            return
        try:
            found = known_run(paths.runs(), run)
        except ExpectedError:
            # The runner says so, and sends nothing.
            self._begin(begin)
            return
        account = self._runner.book.of_run(found)
        stake = stake_of(paths.runs(), found, *states)
        if account is None or stake is None or self._runner.is_running:
            # To an account that is not known nothing goes, and the runner says so.
            self._begin(begin)
            return
        window = self._parent.window()
        self._question = question = NamingQuestion(window, title, stake, yes, account.name)
        question.accepted.connect(partial(self._begin, begin))
        question.finished.connect(self._forget)
        question.open()

    def _begin(self, begin: Callable[[], None]) -> None:
        self.begun.emit()
        begin()

    @Slot()
    def _forget(self) -> None:
        self._question = None
