"""Refreshing what can be seen at once, and all else a piece at a time before it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot

from klaviyo_gui.ui.masking import masking

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from klaviyo_gui.ui.turns import Piece, Turns


class RefreshWhenSeen(QObject):
    """Refreshes a widget at once where it is on show, else in a turn of its own, or when shown.

    A file that is opened or counted concerns every station; the window would stand still while
    all of them were brought up to date in one go, and again while one is that is gone to later.
    Whether values are masked concerns all of them as well.
    """

    def __init__(self, widget: QWidget, refresh: Piece, turns: Turns) -> None:
        super().__init__(widget)
        self._widget = widget
        self._refresh = refresh
        self._turns = turns
        self._is_behind = False
        widget.installEventFilter(self)
        masking.changed.connect(self.ask)

    @Slot()
    def ask(self) -> None:
        """Let the widget show what is true now, before somebody can see it."""
        self._is_behind = True
        if self._widget.isVisible():
            self._catch_up()
        else:
            self._turns.later(self._catch_up)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        """Catch up before the widget is painted."""
        if event.type() == QEvent.Type.Show:
            self._catch_up()
        return False

    def _catch_up(self) -> None:
        self._turns.forget(self._catch_up)
        if self._is_behind:
            self._is_behind = False
            self._refresh()
