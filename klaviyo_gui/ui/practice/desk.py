"""Opens the window into the practice Klaviyo, at the one that is meant."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from klaviyo_gui import paths
from klaviyo_gui.core.errors import PracticeSilent
from klaviyo_gui.language import mark, tr
from klaviyo_gui.store.history import known_run

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.practice_account import PracticeAccount
    from klaviyo_gui.ui.practice.dialog import PracticeDialog
    from klaviyo_gui.ui.practice.looking import Where
    from klaviyo_gui.ui.theme import Theme


class PracticeDesk(QObject):
    """Makes the dialog when it is wanted first, and ends it with the window."""

    def __init__(self, practice: PracticeAccount, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._practice = practice
        self._theme = theme
        self._window = window
        self._dialog: PracticeDialog | None = None
        self._is_closed = False

    @property
    def dialog(self) -> PracticeDialog | None:
        """Return the dialog, None before it was wanted."""
        return self._dialog

    @Slot()
    def look(self) -> None:
        """Show the practice Klaviyo to which new runs go."""
        self._open(partial(_own, self._practice), tr("What this window has sent to practice."))

    @Slot(str)
    def look_after(self, run: str) -> None:
        """Show the practice Klaviyo to which this run was sent."""
        about = tr("Where run {run} was sent to.", run=run)
        self._open(partial(_of_run, self._practice, run), about)

    def close(self) -> None:
        """Close the dialog, and wait for what it reads."""
        self._is_closed = True
        if self._dialog is not None:
            self._dialog.close_work()

    def _open(self, where: Where, about: str) -> None:
        if self._is_closed:
            return
        from klaviyo_gui.ui.practice.dialog import PracticeDialog  # noqa: PLC0415 - no start needs it

        if self._dialog is None:
            self._dialog = PracticeDialog(self._theme, self._window)
        self._dialog.open_at(where, about)


def _own(practice: PracticeAccount) -> str:
    if not practice.address:
        raise PracticeSilent(mark("it is not running."))
    return practice.address


def _of_run(practice: PracticeAccount, run: str) -> str:
    return practice.destination_of(known_run(paths.runs(), run)).address
