"""Refreshing what can be seen at once, and all else a piece at a time before it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot

from klaviyo_gui.ui.masking import masking

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.turns import Piece, Turns


class RefreshWhenSeen(QObject):
    """Refreshes a widget at once where it is on show, else in a turn of its own, or when shown.

    A file that is opened or counted concerns every station; the window would stand still while
    all of them were brought up to date in one go, and again while one is that is gone to later.
    What takes long even then is prepared a piece a turn: ``prepare`` does one, and tells whether
    more are left. What is patient waits for its turn on show as well, so that it is refreshed once
    where much changes at once.
    """

    def __init__(
        self,
        widget: QWidget,
        refresh: Piece,
        turns: Turns,
        prepare: Callable[[], bool] | None = None,
        *,
        is_patient: bool = False,
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._refresh = refresh
        self._turns = turns
        self._prepare = prepare
        self._is_patient = is_patient
        self._is_behind = False
        widget.installEventFilter(self)
        masking.changed.connect(self.ask)

    @property
    def is_behind(self) -> bool:
        """Tell whether the widget shows less than is true now."""
        return self._is_behind

    @Slot()
    def ask(self) -> None:
        """Let the widget show what is true now, before somebody can see it."""
        self._is_behind = True
        if self._widget.isVisible() and not self._is_patient:
            self._take_turn()
        else:
            self._turns.later(self._take_turn)

    def fall_behind(self) -> None:
        """Let the widget show what is true once it is seen; nobody needs it before."""
        self._is_behind = True

    def catch_up(self) -> None:
        """Let the widget show now what is true, for whoever asks it before it is on show."""
        self._turns.forget(self._take_turn)
        if self._is_behind:
            self._is_behind = False
            self._refresh()

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        """Catch up before the widget is painted, or a piece a turn where that takes long."""
        if event.type() == QEvent.Type.Show and self._is_behind:
            self._take_turn()
        return False

    def _take_turn(self) -> None:
        if self._prepare is not None and self._prepare():
            self._turns.later(self._take_turn)
        else:
            self.catch_up()
