"""Shows the command for a job, which is on the clipboard, or says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from klaviyo_gui.language import tr
from klaviyo_gui.ui.pieces import button, column, flowing, row
from klaviyo_gui.ui.roomy import RoomyDialog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from klaviyo_gui.ui.job.words import Lack

_EDGE, _LEAST, _WISHED = 24, QSize(420, 220), QSize(680, 340)
_LEAST_LACKING = QSize(480, 180)


class CommandDialog(RoomyDialog):
    """Puts a command on the clipboard and shows it.

    ``save_requested`` fires when the preset is to be saved, without which there is no command.
    """

    save_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Command for this job"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._command = ""
        self._layout: QVBoxLayout = column(self, edge=_EDGE)

    @property
    def command(self) -> str:
        """Return the command, empty where there is none."""
        return self._command

    def show_command(self, command: str, remarks: Iterable[str]) -> None:
        """Copy a command and show it with what is to be known of it."""
        self._command = command
        self.give_room("command", _LEAST, _WISHED)
        shown = QPlainTextEdit(command)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setProperty("role", "mono")
        shown.setAccessibleName(tr("The command"))
        self._say(tr("This line does the same without the window"), "section")
        self._say(
            tr("In a terminal, or as a task that the system begins at a time. It is copied."),
            "muted",
        )
        self._layout.addWidget(shown, 1)
        for each in remarks:
            self._say(each)
        copy = button(tr("Copy again"), "primary")
        copy.clicked.connect(self._copy)
        self._end(copy)
        self._copy()

    def show_lack(self, lack: Lack) -> None:
        """Say why there is no command; what is on the clipboard stays there."""
        self.give_room("command lacking", _LEAST_LACKING, _LEAST_LACKING)
        self._say(lack.what, "section")
        self._say(lack.advice)
        self._layout.addStretch(1)
        if lack.is_unsaved:
            save = button(tr("Save as preset…"), "primary")
            save.clicked.connect(self._save)
            self._end(save)
        else:
            self._end()

    # Private

    def _say(self, words: str, role: str = "") -> None:
        self._layout.addWidget(flowing(words, role))

    def _end(self, *deeds: QWidget) -> None:
        close = button(tr("Close"))
        close.clicked.connect(self.accept)
        foot = row()
        foot.addStretch(1)
        for each in (close, *deeds):
            foot.addWidget(each)
        self._layout.addLayout(foot)
        (*deeds, close)[0].setFocus()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._command)

    @Slot()
    def _save(self) -> None:
        self.accept()
        self.save_requested.emit()
