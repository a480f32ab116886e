"""The application itself, which a system may ask to open a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Fires ``file_asked(path)`` when somebody opens a file with the program on macOS.

    There a file that is opened, or dropped on the sign of the program, is no argument of it.
    """

    file_asked = Signal(object)

    # Overrides

    def event(self, event: QEvent) -> bool:
        """Hand on the file of an event of that kind."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_asked.emit(Path(event.file()))
            return True
        return super().event(event)
