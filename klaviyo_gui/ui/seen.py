"""Refreshing what can be seen, and nothing else until it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


class RefreshWhenSeen(QObject):
    """Refreshes a widget at once where it is on show, else as soon as it is.

    A file that is opened or counted concerns every station; the window would stand still while
    all of them were brought up to date in one go.
    """

    def __init__(self, widget: QWidget, refresh: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._refresh = refresh
        self._is_behind = False
        widget.installEventFilter(self)

    @Slot()
    def ask(self) -> None:
        """Let the widget show what is true now, once somebody can see it."""
        self._is_behind = not self._widget.isVisible()
        if not self._is_behind:
            self._refresh()

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        """Catch up before the widget is painted."""
        if event.type() == QEvent.Type.Show and self._is_behind:
            self._is_behind = False
            self._refresh()
        return False
