"""How far a run is, on the program's sign in the taskbar or dock."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from klaviyo_gui.ui.runner import Runner

_HAS_BADGES = platform.system() in {"Windows", "Darwin"}
"""Elsewhere Qt needs an entry in the menu of programs for them, and complains without one."""


class Badge(QObject):
    """Shows whole per cents while a run is on, where the system shows numbers there."""

    def __init__(self, runner: Runner) -> None:
        super().__init__(runner)
        self._runner = runner
        self._number = 0
        runner.changed.connect(self._refresh)

    @property
    def number(self) -> int:
        """Return the number on show, 0 for none."""
        return self._number

    @Slot()
    def _refresh(self) -> None:
        number = int(self._runner.done * 100) if self._runner.is_running else 0
        application = QGuiApplication.instance()
        if number == self._number:
            return
        self._number = number
        if _HAS_BADGES and isinstance(application, QGuiApplication):
            application.setBadgeNumber(number)
